// SPDX-License-Identifier: AGPL-3.0-or-later
// The same 10,000 draws in WebAssembly under Node: the bytes of a request are written by the C++ side (bench request FILE), so no TypeScript is needed here.
//   node bench/impact/wasm.mjs ENGINE.wasm REQUEST     bench/impact/run calls it
import { readFileSync } from 'node:fs';
import { answer_help } from '../../script/answer_help.mjs';

const [module_path, request_path] = answer_help(import.meta.url, { words: 2 });
const { instance } = await WebAssembly.instantiate(readFileSync(module_path), {});
const engine = instance.exports;
engine._initialize?.();
const request = readFileSync(request_path);
let best = Infinity;
for (let i = 0; i < 20; i++) {
  const start = performance.now();
  const room = engine.bydel_room(request.length);
  new Uint8Array(engine.memory.buffer).set(request, room);
  const told = engine.bydel_simulate(room, request.length);
  if (new DataView(engine.memory.buffer).getInt32(told + 4, true) !== 0) throw new Error('the engine answered with a problem');
  engine.bydel_give_back(room);
  engine.bydel_give_back(told);
  best = Math.min(best, performance.now() - start);
}
const row = (what, value, unit) => console.log(`${what.padEnd(58)} ${value.toFixed(3).padStart(14)} ${unit}`);
row('10,000 draws with their summary and EVPPI, WebAssembly', best, 'ms');
row('memory of the WebAssembly module', engine.memory.buffer.byteLength / 1048576, 'MB');
