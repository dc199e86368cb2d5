// SPDX-License-Identifier: AGPL-3.0-or-later
// Everything the page shows of one document, computed in one go: base, scenarios, one-way, draws. No state and no page here.

import { read_document } from './engine_model.ts';
import type { CostModel } from './document.ts';
import type { Engine, EngineModel, Measure, ModelProblem, Outcome, Summary, Tornado } from './engine_shapes.ts';

export type Settings = { draws: number; seed: number; scenario: string };
export const default_settings: Settings = { draws: 10_000, seed: 1, scenario: '' };
export const percentile_points = [0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975];
export const histogram_bins = 40;

export type Range = { low: number; high: number; from: 'scenarios' | 'draws' };
export type Results = {
  document: CostModel;
  settings: Settings;
  base: Outcome;
  scenarios: { id: string; outcome: Outcome }[];
  shown: Outcome; ///< of the scenario that the sections show
  measure: Measure;
  tornado: Tornado;
  summary: Summary | null; ///< where an input is uncertain
  ratios: number[]; ///< the points of the acceptability curve
  range: Range | null;
};

export type Computed = { ok: true; results: Results } | { ok: false; problems: ModelProblem[] };

/** The points at which P(ratio > x) is asked: from 0 to a round number beyond most of the draws, 1 among them. */
export function ratio_points(central: number): number[] {
  const most = Math.max(2, central * 2.5);
  const step = most / 40;
  return [...new Set([...Array.from({ length: 41 }, (_, index) => Number((index * step).toPrecision(6))), 1])].sort((a, b) => a - b);
}

export function is_uncertain(model: EngineModel): boolean {
  return model.inputs.some((input) => (input.formula ?? '').trim() === '' && (input.distribution?.kind ?? 'fixed') !== 'fixed');
}

/** The scenarios named low and high are the range of the central assumptions; a chosen scenario has that of its own draws. */
function range_of(scenarios: Results['scenarios'], summary: Summary | null, scenario: string): Range | null {
  const low = scenario !== '' ? null : scenarios.find((one) => one.id === 'low')?.outcome.bcr ?? null;
  const high = scenario !== '' ? null : scenarios.find((one) => one.id === 'high')?.outcome.bcr ?? null;
  if (low !== null && high !== null) return { low: Math.min(low, high), high: Math.max(low, high), from: 'scenarios' };
  if (summary === null) return null;
  const [first, last] = [summary.bcr.percentiles[0], summary.bcr.percentiles[6]];
  return first === undefined || last === undefined ? null : { low: first, high: last, from: 'draws' };
}

/** `earlier`: take the draws from there instead of drawing again, while a slider moves. */
export function compute(engine: Engine, document: CostModel, settings: Settings, earlier: Results | null = null): Computed {
  const { model, problems: shape } = read_document(document);
  const problems = shape.length > 0 ? shape : engine.validate(model);
  if (problems.length > 0) return { ok: false, problems };
  const base = engine.evaluate(model, '');
  if (!base.ok) return base;
  const scenarios: Results['scenarios'] = [];
  for (const { id } of model.scenarios ?? []) {
    const outcome = engine.evaluate(model, id);
    if (!outcome.ok) return outcome;
    scenarios.push({ id, outcome: outcome.value });
  }
  const scenario = scenarios.some((one) => one.id === settings.scenario) ? settings.scenario : '';
  const shown = scenarios.find((one) => one.id === scenario)?.outcome ?? base.value;
  const measure = shown.bcr === null ? 'npv' : 'bcr';
  const tornado = engine.tornado(model, measure, scenario);
  if (!tornado.ok) return tornado;
  const ratios = earlier?.ratios ?? ratio_points(shown.bcr ?? 1);
  const summary = earlier === null ? summary_of(engine, model, scenario, settings, ratios) : earlier.summary && { ok: true as const, value: earlier.summary };
  if (summary !== null && !summary.ok) return summary;
  const drawn = summary?.value ?? null;
  const results = { document, settings: { ...settings, scenario }, base: base.value, scenarios, shown, measure, tornado: tornado.value, summary: drawn, ratios };
  return { ok: true, results: { ...results, range: range_of(scenarios, drawn, scenario) } as Results };
}

function summary_of(engine: Engine, model: EngineModel, scenario: string, { draws, seed }: Settings, ratios: number[]): ReturnType<Engine['simulate']> | null {
  if (!is_uncertain(model)) return null;
  return engine.simulate(model, { draws, seed, stream: 0, keep_inputs: true, percentiles: percentile_points, ratios, bins: histogram_bins }, scenario);
}

/** The probability of a ratio above x, read from the curve's points. */
export function probability_above(results: Results, x: number): number | null {
  const place = results.ratios.indexOf(x);
  return results.summary?.probability_ratio_above[place] ?? null;
}

/** The input's value with its formula worked out, at the model's prices. */
export function value_of_input(results: Results, index: number): number | null {
  return results.base.inputs[index] ?? null;
}
