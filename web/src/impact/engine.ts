// SPDX-License-Identifier: AGPL-3.0-or-later
// The cost engine in the browser: src/engine compiled to WebAssembly (cmake/wasm.sh), the same bits as on the server. It is given the document as JSON, reads
// it with the server's own reader and answers in JSON (src/engine/wasm/request.h). Loaded late, by the page that needs it; once loaded it works without
// network. Problems are values, with the keys of src/engine/economics/validate.h.
import type * as types from './engine_types.ts';
import engine_address from './engine.wasm?url';

type Exports = {
  memory: WebAssembly.Memory;
  _initialize?(): void;
  bydel_room(length: number): number;
  bydel_give_back(room: number): void;
  bydel_answer(request: number, length: number): number;
};

export type Engine = {
  results(document: unknown, scenario?: string): types.Answer<types.ModelResults>;
  // The measure at each point of one input; null where there is none.
  one_way(document: unknown, measure: types.Measure, input: string, points: number[], scenario?: string): types.Answer<(number | null)[]>;
  draws(document: unknown, settings: types.DrawSettings, scenario?: string): types.Answer<types.SimulationSummary>;
};

let loading: Promise<Engine> | undefined;

// One engine for the page. Tests and other hosts give the module's bytes themselves.
export function load_engine(): Promise<Engine> {
  loading ??= fetch(engine_address)
    .then((answer) => answer.arrayBuffer())
    .then(start_engine);
  loading.catch(() => (loading = undefined)); // a lost network is no reason to fail for ever
  return loading;
}

export async function start_engine(module: BufferSource): Promise<Engine> {
  const { instance } = await WebAssembly.instantiate(module, {});
  const engine = instance.exports as unknown as Exports;
  engine._initialize?.();
  return engine_of(engine);
}

function engine_of(engine: Exports): Engine {
  function ask<T>(question: string, asked: object): types.Answer<T> {
    const request = new TextEncoder().encode(JSON.stringify({ question: `cost_model.${question}`, ...asked }));
    const room = engine.bydel_room(request.length);
    new Uint8Array(engine.memory.buffer).set(request, room);
    const told = engine.bydel_answer(room, request.length);
    engine.bydel_give_back(room);
    if (told === 0) return { ok: false, problems: [{ status: 500, key: 'impact.no_memory', field: '', params: {} }] };
    const length = new DataView(engine.memory.buffer).getUint32(told, true);
    const answer = new TextDecoder().decode(new Uint8Array(engine.memory.buffer, told + 4, length));
    engine.bydel_give_back(told);
    return JSON.parse(answer) as types.Answer<T>;
  }
  return {
    results: (document, scenario = '') => ask('results', { document, scenario }),
    one_way: (document, measure, input, points, scenario = '') => ask('one_way', { document, scenario, measure, input, points }),
    draws: (document, settings, scenario = '') => ask('draws', { document, scenario, ...settings }),
  };
}
