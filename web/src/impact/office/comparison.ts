// SPDX-License-Identifier: AGPL-3.0-or-later
// Two sides of a comparison: which they are, and in which assumptions they differ.

import { formula_of, is_computed, years_told } from './document.ts';
import type { CostModel, InputLine } from './document.ts';
import type { Results } from './results.ts';

/** `saved`: as the page began; `mine`: with what was changed since; `model` and `shipped`: another one. `scenario` empty: the central assumptions. */
export type Side = { from: 'saved' | 'mine' | 'model' | 'shipped'; name: string; scenario: string };

export const side_text = (side: Side): string => [side.from, side.name, side.scenario].join('|');

export function read_side(text: string): Side {
  const [from = '', name = '', scenario = ''] = text.split('|');
  const known = ['saved', 'mine', 'model', 'shipped'] as const;
  return { from: known.find((one) => one === from) ?? 'mine', name, scenario };
}

export type Figure = { name: 'ratio' | 'npv' | 'benefits' | 'costs' | 'net_ratio' | 'payback' | 'chance' | 'low' | 'high' | 'years'; first: number | null; second: number | null };

const figures_of = (results: Results): Record<Figure['name'], number | null> => ({
  ratio: results.shown.bcr,
  npv: results.shown.npv,
  benefits: results.shown.pvb,
  costs: results.shown.pvc,
  net_ratio: results.shown.net_ratio,
  payback: results.shown.payback_years,
  chance: results.summary?.probability_npv_positive ?? null,
  low: results.summary?.bcr.percentiles[0] ?? null,
  high: results.summary?.bcr.percentiles[6] ?? null,
  years: years_told(results.document),
});

export function compared(first: Results, second: Results): Figure[] {
  const one = figures_of(first);
  const other = figures_of(second);
  return (Object.keys(one) as Figure['name'][]).map((name) => ({ name, first: one[name], second: other[name] }));
}

export type Difference = { input: InputLine; first: number | string | null; second: number | string | null };

/** What an input comes to on one side: a scenario's value, its own, or what its formula gives. */
function told(results: Results, id: string): number | string | null {
  const place = results.document.inputs.findIndex((input) => input.id === id);
  const input = results.document.inputs[place];
  if (input === undefined) return null;
  if (is_computed(input)) return formula_of(input.formula);
  return results.shown.inputs[place] ?? null;
}

/** Assumptions that differ, those of the first side in its order, then those that only the second has. */
export function different_inputs(first: Results, second: Results): Difference[] {
  const all = [...first.document.inputs, ...second.document.inputs.filter((input) => !first.document.inputs.some((one) => one.id === input.id))];
  return all.map((input) => ({ input, first: told(first, input.id), second: told(second, input.id) })).filter((one) => one.first !== one.second);
}

const settings = ['last_year', 'programme_years', 'discounting', 'price_year', 'currency', 'optimism_bias_benefit', 'optimism_bias_cost', 'costs', 'outcomes'] as const;
export type DifferentPart = (typeof settings)[number];

/** The parts beside assumptions in which the two models are not the same. */
export function different_parts(first: CostModel, second: CostModel): DifferentPart[] {
  return settings.filter((name) => JSON.stringify(first[name] ?? null) !== JSON.stringify(second[name] ?? null));
}
