// SPDX-License-Identifier: AGPL-3.0-or-later
// The cost engine in the browser: src/engine compiled to WebAssembly (cmake/wasm.sh), the same bits as on the server. Loaded late, by the page that needs it;
// once loaded it works without network. Problems are values, with the keys of src/engine/economics/validate.h.
import type * as types from './engine_types.ts';
import { Reader, Writer, read_outcome, read_problems, read_summary, read_tornado, write_model, write_simulation } from './engine_wire.ts';
import engine_address from './engine.wasm?url';

type Ask = (request: number, length: number) => number;
type Exports = {
  memory: WebAssembly.Memory;
  _initialize?(): void;
  bydel_room(length: number): number;
  bydel_give_back(room: number): void;
  bydel_validate: Ask;
  bydel_evaluate: Ask;
  bydel_tornado: Ask;
  bydel_one_way: Ask;
  bydel_simulate: Ask;
};

export type Engine = {
  validate(model: types.Model): types.EngineProblem[];
  evaluate(model: types.Model, scenario?: string): types.Answer<types.Outcome>;
  tornado(model: types.Model, measure: types.Measure, scenario?: string): types.Answer<types.Tornado>;
  // The measure at each point of one input; NaN where there is none.
  one_way(model: types.Model, measure: types.Measure, input: string, points: number[], scenario?: string): types.Answer<number[]>;
  simulate(model: types.Model, settings: types.SimulationSettings, scenario?: string): types.Answer<types.SimulationSummary>;
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

const number_of = (measure: types.Measure): number => (measure === 'npv' ? 0 : 1);

function engine_of(engine: Exports): Engine {
  function ask<T>(question: Ask, write: (out: Writer) => void, read: (from: Reader) => T): types.Answer<T> {
    const out = new Writer();
    write(out);
    const bytes = out.bytes();
    const room = engine.bydel_room(bytes.length);
    new Uint8Array(engine.memory.buffer).set(bytes, room);
    const told = question(room, bytes.length);
    engine.bydel_give_back(room);
    if (told === 0) return { ok: false, problems: [{ status: 500, key: 'impact.no_memory', field: '', params: {} }] };
    const length = new DataView(engine.memory.buffer).getUint32(told, true);
    const from = new Reader(new DataView(engine.memory.buffer, told + 4, length));
    const good = from.whole() === 0;
    const answer: types.Answer<T> = good ? { ok: true, value: read(from) } : { ok: false, problems: read_problems(from) };
    engine.bydel_give_back(told);
    return answer;
  }
  const model_of = (model: types.Model, scenario = '') => (out: Writer) => {
    write_model(out, model);
    out.text(scenario);
  };
  return {
    validate(model) {
      const answer = ask(engine.bydel_validate, model_of(model), () => null);
      return answer.ok ? [] : answer.problems;
    },
    evaluate: (model, scenario) => ask(engine.bydel_evaluate, model_of(model, scenario), read_outcome),
    tornado: (model, measure, scenario) =>
      ask(
        engine.bydel_tornado,
        (out) => {
          model_of(model, scenario)(out);
          out.whole(number_of(measure));
        },
        read_tornado,
      ),
    one_way: (model, measure, input, points, scenario) =>
      ask(
        engine.bydel_one_way,
        (out) => {
          model_of(model, scenario)(out);
          out.whole(number_of(measure));
          out.text(input);
          out.list(points, (point) => out.number(point));
        },
        (from) => from.numbers(),
      ),
    simulate: (model, settings, scenario) =>
      ask(
        engine.bydel_simulate,
        (out) => {
          model_of(model, scenario)(out);
          write_simulation(out, settings);
        },
        read_summary,
      ),
  };
}
