// SPDX-License-Identifier: AGPL-3.0-or-later
// The same 10,000 draws in WebAssembly under Node, of the document that contracts/impact_bits.json has of the same model.
//   node bench/impact/wasm.mjs ENGINE.wasm CONTRACT     bench/impact/run calls it
import { readFileSync } from 'node:fs';
import { answer_help } from '../../script/answer_help.mjs';

const [module_path, contract_path] = answer_help(import.meta.url, { words: 2 });
const { instance } = await WebAssembly.instantiate(readFileSync(module_path), {});
const engine = instance.exports;
engine._initialize?.();
const { document } = JSON.parse(readFileSync(contract_path, 'utf8')).cases.find((one) => one.name === 'Bydelsmødre 2016, uncertain');
const how = { draws: 10_000, seed: '1', stream: 0, percentiles: [0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975], ratios: [1, 2, 3, 5, 10], bins: 40 };
const request = new TextEncoder().encode(JSON.stringify({ question: 'cost_model.draws', document, scenario: '', ...how }));
let best = Infinity;
for (let i = 0; i < 20; i++) {
  const start = performance.now();
  const room = engine.bydel_room(request.length);
  new Uint8Array(engine.memory.buffer).set(request, room);
  const told = engine.bydel_answer(room, request.length);
  const length = new DataView(engine.memory.buffer).getUint32(told, true);
  const answer = JSON.parse(new TextDecoder().decode(new Uint8Array(engine.memory.buffer, told + 4, length)));
  if (!answer.ok) throw new Error('the engine answered with a problem');
  engine.bydel_give_back(room);
  engine.bydel_give_back(told);
  best = Math.min(best, performance.now() - start);
}
const row = (what, value, unit) => console.log(`${what.padEnd(58)} ${value.toFixed(3).padStart(14)} ${unit}`);
row('10,000 draws with their summary and EVPPI, WebAssembly', best, 'ms');
row('memory of the WebAssembly module', engine.memory.buffer.byteLength / 1048576, 'MB');
