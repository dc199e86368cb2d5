// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { compared, different_parts, read_side, side_text } from './comparison.ts';
import { label_of, text_in, with_text, years_told } from './document.ts';
import type { CostModel } from './document.ts';
import { free_id, moved_distribution, slider_scale, with_line, with_new_line, with_value } from './edits.ts';
import { problems_at } from './workspace.svelte.ts';

const model: CostModel = {
  format: 'bydel.cost_model/1', inputs: [{ id: 'hours', value: 100, link: { measure: 'hours', from: '2025-01', to: '2025-12' }, status: 'measured' }], costs: [{ id: 'programme' }], outcomes: [], correlations: [], scenarios: [], claims: [],
};

test('a typed value is no longer the programme’s own number', () => {
  expect(with_value(model, 0, 120).inputs[0]).toMatchObject({ value: 120, link: null, status: 'assumed' });
  expect(with_value(model, 0, 100)).toBe(model);
  expect(with_value(model, 7, 1)).toBe(model);
});
test('a spread moves with its value only where it lies around it', () => {
  const around = { kind: 'gamma', stated_by: 'mean_sd', first: 100, second: 10, third: 0 };
  expect(moved_distribution(around, 100, 120)).toMatchObject({ first: 120, second: 10 });
  expect(moved_distribution(around, 90, 120)).toBe(around);
  const triangle = { kind: 'pert', stated_by: 'low_mode_high', first: 50, second: 100, third: 150 };
  expect(moved_distribution(triangle, 100, 120)).toMatchObject({ second: 120 });
  expect(moved_distribution(triangle, 100, 200)).toBe(triangle);
});
test('short names are made of letters, digits and _, and are free', () => {
  expect(free_id(model, 'inputs', 'Hours')).toBe('hours_2');
  expect(free_id(model, 'inputs', 'Ærø: 3 % à år')).toBe('aero_3_a_aar');
  expect(free_id(model, 'inputs', 'نساء')).toBe('input');
  expect(free_id(model, 'inputs', 'min')).toBe('min_2');
  expect(free_id(model, 'inputs', '7 days')).toBe('days');
  expect(with_new_line(model, 'costs', 'Rent').costs[1]).toMatchObject({ id: 'rent', label: 'Rent', shares: { municipality: 1 } });
});
test('a slider goes from low to high, and where there are none to what is sensible; the value is always on it', () => {
  expect(slider_scale({ id: 'a', unit: 'share', value: 0.25, low: 0.1, high: 0.5 })).toEqual({ low: 0.1, high: 0.5, step: 0.005 });
  expect(slider_scale({ id: 'a', unit: 'share', value: 0.25 })).toEqual({ low: 0, high: 1, step: 0.01 });
  expect(slider_scale({ id: 'a', unit: 'money', value: 3000000 })).toMatchObject({ low: 0, high: 6000000 });
  expect(slider_scale({ id: 'a', value: 0 })).toMatchObject({ low: 0, high: 100 });
  expect(slider_scale({ id: 'a', value: -5 })).toMatchObject({ low: -10, high: 0 });
  expect(slider_scale({ id: 'a', value: 9, low: 1, high: 5 })).toMatchObject({ low: 1, high: 9 });
});
test('texts by language fall back to English, and a change stays in its language', () => {
  expect(text_in({ en: 'Hours', da: 'Timer' }, 'ar')).toBe('Hours');
  expect(text_in({ da: 'Timer' }, 'ar')).toBe('Timer');
  expect(with_text({ en: 'Hours', da: 'Timer' }, 'da', 'Tid')).toEqual({ en: 'Hours', da: 'Tid' });
  expect(with_text('Hours', 'da', 'Tid')).toBe('Tid');
  expect(label_of({ id: 'hours' }, 'en')).toBe('hours');
});
test('years are counted as people count them', () => {
  const of = (last_year: number, programme_years: number, cost: object = {}): number => years_told({ ...model, last_year, programme_years, costs: [{ id: 'c', ...cost }] });
  expect([of(10, 1), of(9, 10), of(0, 1), of(20, 1, { from_year: 1 }), of(9, 1, { years: 10 })]).toEqual([10, 10, 1, 20, 10]);
});
test('the problems of a line are found by its place, not by the beginning of its number', () => {
  const problems = ['inputs[1].value', 'inputs[10].value', 'inputs[1]', 'costs[1].amount'].map((field) => ({ key: 'k', field, params: {} }));
  expect(problems_at(problems, 'inputs[1]').map((one) => one.field)).toEqual(['inputs[1].value', 'inputs[1]']);
});
test('the sides of a comparison are read back as written, and anything else is one’s own', () => {
  for (const side of [{ from: 'model', name: 'm1', scenario: 'low' }, { from: 'mine', name: '', scenario: '' }] as const) expect(read_side(side_text(side))).toEqual(side);
  expect(read_side('x').from).toBe('mine');
  expect(different_parts(model, with_line({ ...model, last_year: 5 }, 'costs', 0, { years: 2 }))).toEqual(['last_year', 'costs']);
  expect(compared).toBeTypeOf('function');
});
