// SPDX-License-Identifier: AGPL-3.0-or-later
// Everything the page shows of one document, computed in one go: base, scenarios, one-way, draws. No state and no page here.

import type { CostModel } from './document.ts';
import type { DrawSettings, Engine, Measure, ModelProblem, Outcome, Summary, Tornado } from './engine_shapes.ts';

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
  const scenario = document.scenarios.some((one) => one.id === settings.scenario) ? settings.scenario : '';
  const told = engine.results(document, scenario);
  if (!told.ok) return told;
  const { uncertain, ...computed } = told.value;
  const shown = computed.scenarios.find((one) => one.id === scenario)?.outcome ?? computed.base;
  const ratios = earlier?.ratios ?? ratio_points(shown.bcr ?? 1);
  const drawn = earlier === null && uncertain ? engine.draws(document, draw_settings(settings, ratios), scenario) : null;
  if (drawn !== null && !drawn.ok) return drawn;
  const summary = drawn?.value ?? earlier?.summary ?? null;
  const range = range_of(computed.scenarios, summary, scenario);
  return { ok: true, results: { ...computed, document, settings: { ...settings, scenario }, shown, summary, ratios, range } };
}

function draw_settings({ draws, seed }: Settings, ratios: number[]): DrawSettings {
  return { draws, seed: String(seed), stream: 0, percentiles: percentile_points, ratios, bins: histogram_bins };
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
