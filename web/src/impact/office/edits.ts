// SPDX-License-Identifier: AGPL-3.0-or-later
// Changes of a document, each giving a new one: a member of a line, a line added or taken away, a value that takes its distribution with it.

import { as_document } from './document.ts';
import type { CostModel, Distribution, InputLine, ListName } from './document.ts';

export function with_member<Name extends keyof CostModel>(model: CostModel, name: Name, value: CostModel[Name]): CostModel {
  return { ...model, [name]: value };
}

export function with_line<List extends ListName>(model: CostModel, list: List, index: number, changed: Partial<CostModel[List][number]>): CostModel {
  return { ...model, [list]: model[list].map((line, place) => (place === index ? { ...line, ...changed } : line)) };
}

export function without_line(model: CostModel, list: ListName, index: number): CostModel {
  return { ...model, [list]: (model[list] as unknown[]).filter((_line, place) => place !== index) };
}

/** A spread around the value goes with the value: who moves "25 %" to "40 %" means the uncertainty to lie around 40 %. */
export function moved_distribution(distribution: Distribution | null | undefined, from: number | null | undefined, to: number): Distribution | null | undefined {
  if (!distribution || from === null || from === undefined) return distribution;
  if (distribution.stated_by === 'mean_sd' && distribution.first === from) return { ...distribution, first: to };
  if (distribution.stated_by === 'low_mode_high' && distribution.second === from && distribution.first <= to && to <= distribution.third) return { ...distribution, second: to };
  return distribution;
}

/** A value of one's own: it is no longer the programme's counted number. */
export function with_value(model: CostModel, index: number, value: number): CostModel {
  const input = model.inputs[index];
  if (input === undefined || input.value === value) return model;
  const changed: Partial<InputLine> = { value };
  const distribution = moved_distribution(input.distribution, input.value, value);
  if (distribution !== input.distribution) changed.distribution = distribution ?? null;
  if (input.link) Object.assign(changed, { link: null, status: 'assumed' });
  return with_line(model, 'inputs', index, changed);
}

/** An id that is free: a letter, then letters, digits and _, at most 40. */
export function free_id(model: CostModel, list: ListName, wanted: string): string {
  const taken = new Set((model[list] as { id: string }[]).map((line) => line.id));
  const plain = wanted.toLowerCase().normalize('NFC').replace(/æ/g, 'ae').replace(/ø/g, 'o').replace(/å/g, 'aa').normalize('NFKD').replace(/\p{M}/gu, '');
  const id = plain.replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '').slice(0, 34) || list.slice(0, -1);
  const reserved = ['min', 'max'];
  if (!taken.has(id) && !reserved.includes(id)) return id;
  for (let count = 2; ; count += 1) if (!taken.has(`${id}_${count}`)) return `${id}_${count}`;
}

export function with_new_line(model: CostModel, list: ListName, label: string): CostModel {
  const id = free_id(model, list, label);
  const facts = { id, label, status: 'assumed', source: null, note: null, approved: null };
  const shapes: Record<ListName, object> = {
    inputs: { ...facts, unit: 'number', value: 0 },
    costs: { ...facts, amount: '0', from_year: 0, years: 1, repeat: 'each_cohort', shares: { municipality: 1 } },
    outcomes: { ...facts, quantity: '0', proxy: '0', deadweight: '0', displacement: '0', attribution: '0', drop_off: '0', start_year: 0, duration_years: 1, repeat: 'each_cohort', shares: { municipality: 1 } },
    scenarios: { id, label, overrides: [] },
  };
  return as_document({ ...model, [list]: [...model[list], shapes[list]] }) ?? model;
}

export type SliderScale = { low: number; high: number; step: number };

const nice_step = (width: number): number => {
  const power = 10 ** Math.floor(Math.log10(width));
  const lead = width / power;
  return (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10) * power;
};

/** From low to high where the input has them, else what is sensible for its unit; wide enough for where the value is now. */
export function slider_scale(input: InputLine): SliderScale {
  const value = input.value ?? 0;
  let low = input.low ?? (input.unit === 'share' ? 0 : Math.min(0, value * 2));
  let high = input.high ?? (input.unit === 'share' ? 1 : value === 0 ? 100 : Math.max(0, value * 2));
  low = Math.min(low, value);
  high = Math.max(high, value);
  if (!(high > low)) high = low + 1;
  return { low, high, step: Number(nice_step((high - low) / 100).toPrecision(6)) };
}
