// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { start_engine } from '../engine.ts';
import { as_document, years_told } from './document.ts';
import type { CostModel } from './document.ts';
import type { Engine, ModelProblem } from './engine_shapes.ts';
import { with_line, with_value } from './edits.ts';
import { compute, default_settings, probability_above } from './results.ts';
import type { Results } from './results.ts';
import { chance_text, main_sentence, money_text, range_sentence, ratio_said, ratio_text, year_sentence } from './sentence.ts';
import type { Format } from './sentence.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await start_engine(readFileSync(new URL('../engine.wasm', import.meta.url)));
});
const shipped = (key: string): CostModel => as_document(JSON.parse(readFileSync(new URL(`../../../../content/impact/${key}.json`, import.meta.url), 'utf8'))) as CostModel;
const place_of = (model: CostModel, id: string): number => model.inputs.findIndex((input) => input.id === id);
const format: Format = (value, options) => new Intl.NumberFormat('en-GB', options).format(value);
function results_of(model: CostModel, settings = default_settings): Results {
  const computed = compute(engine, model, settings);
  if (!computed.ok) throw new Error(JSON.stringify(computed.problems));
  return computed.results;
}

function problems_of(model: CostModel): ModelProblem[] {
  const computed = compute(engine, model, default_settings);
  return computed.ok ? [] : computed.problems;
}

describe('a document for the engine', () => {
  const norway = shipped('norway_2020');
  const cost = norway.inputs.length;
  const indexed: CostModel = {
    ...norway, price_year: 2020, price_index: { values: { 2016: 80, 2020: 100 } },
    inputs: [...norway.inputs, { id: 'cost', unit: 'money', value: 400, low: 300, high: 500, price_year: 2016, distribution: { kind: 'gamma', stated_by: 'mean_sd', first: 400, second: 40, third: 0 } }],
    scenarios: [{ id: 'high', overrides: [{ input: 'cost', value: 480 }] }],
  };
  test('an input with a price year of its own is moved with its range, spread and scenarios', () => {
    const { base, scenarios, tornado } = results_of(indexed);
    expect(base.inputs[cost]).toBe(500);
    expect(tornado.rows.find((one) => one.input === 'cost')).toMatchObject({ low: 375, high: 625 });
    expect(scenarios[0]?.outcome.inputs[cost]).toBe(600);
  });
  test('one that is computed has no price year', () => {
    expect(problems_of(with_line(indexed, 'inputs', cost, { formula: '2 * 3' }))[0]).toMatchObject({ key: 'impact.price_year_formula', field: `inputs[${cost}].price_year` });
  });
  test('a year that the index has not is a problem at its line', () => {
    expect(problems_of({ ...indexed, price_index: null })[0]).toMatchObject({ key: 'impact.no_price_index', field: `inputs[${cost}].price_year`, params: { line: 'cost', from: '2016', to: '2020' } });
  });
  test('a spread in parameters of its own is not moved', () => {
    const native = with_line(indexed, 'inputs', cost, { distribution: { kind: 'gamma', stated_by: 'native', first: 4, second: 100, third: 0 } });
    expect(problems_of(native)[0]).toMatchObject({ key: 'impact.price_year_distribution', field: `inputs[${cost}].distribution` });
    expect(problems_of({ ...native, price_year: 2016 })).toEqual([]);
  });
  test('what nobody knows is said', () => {
    const model = shipped('bydelsmoedre_2016_b');
    const odd = { ...model, costs: [{ ...model.costs[0], id: 'x', shares: { king: 1 }, repeat: 'sometimes' }] } as unknown as CostModel;
    expect(problems_of(odd).map((one) => [one.key, one.field]).sort()).toEqual([['field.unknown_code', 'costs[0].repeat'], ['field.unknown_code', 'costs[0].shares.king']]);
  });
  test('a value that is missing is a problem at its line; a title that is missing is none of the computing', () => {
    const model = shipped('norway_2020');
    expect(problems_of(with_line(model, 'inputs', 0, { value: null }))[0]).toMatchObject({ key: 'impact.missing_line', field: 'inputs[0].value' });
    expect(problems_of({ ...model, title: '' })).toEqual([]);
  });
  test.each([null, 7, 'text', [], { inputs: 7, costs: [1, null], outcomes: [{ id: 3 }], scenarios: [{}], discounting: null }])('any JSON is taken without an exception: %j', (value) => {
    const model = as_document(value);
    if (model !== null) expect(compute(engine, model, default_settings).ok).toBe(false);
  });
});

describe('the shipped models', () => {
  test('reading B gives 7.3, between 2.8 and 10, over ten years', () => {
    const results = results_of(shipped('bydelsmoedre_2016_b'));
    expect(results.base.bcr).toBeCloseTo(7.285123, 6);
    expect(results.range).toMatchObject({ from: 'scenarios' });
    expect(main_sentence(results, format, '')).toEqual({ key: 'office.impact.sentence.central', params: { ratio: '7.3', years: 10, currency: 'dkk', scenario: '' } });
    expect(range_sentence(results, format)).toEqual({ key: 'office.impact.sentence.scenarios', params: { low: '2.8', high: '10' } });
  });
  test('reading A gives 10.1 over ten years and 3.0 in the first; its range is that of the draws', () => {
    const model = { ...shipped('bydelsmoedre_2016_a'), ratio_year: 0 };
    const results = results_of(model);
    expect(results.base.bcr).toBeCloseTo(10.135254, 6);
    expect(years_told(model)).toBe(10);
    expect(year_sentence(results, format)).toEqual({ key: 'office.impact.sentence.in_year', params: { ratio: '3.0', years: 1 } });
    expect(results.range?.from).toBe('draws');
    expect(range_sentence(results, format)?.key).toBe('office.impact.sentence.draws');
  });
  test('Norway is told for one year, and not twice', () => {
    const results = results_of(shipped('norway_2020'));
    expect(main_sentence(results, format, '').params).toMatchObject({ years: 1, currency: 'nok' });
    expect(year_sentence(results, format)).toBeNull();
  });
  test('a model without costs says what can be said, and the empty one opens', () => {
    const empty = compute(engine, shipped('empty'), default_settings);
    expect(empty.ok && main_sentence(empty.results, format, '').key).toBe('office.impact.sentence.no_costs');
  });
  test('without a range nobody pretends one', () => {
    const model = shipped('norway_2020');
    const certain = { ...model, scenarios: [], inputs: model.inputs.map((input) => ({ ...input, distribution: null })) };
    expect(range_sentence(results_of(certain), format)).toEqual({ key: 'office.impact.sentence.no_range', params: {} });
  });
  test('a chosen scenario has its own ratio and the range of its own draws', () => {
    const results = results_of(shipped('bydelsmoedre_2016_b'), { ...default_settings, scenario: 'low' });
    expect(ratio_text(results.shown.bcr, format)).toBe('2.8');
    expect(results.range?.from).toBe('draws');
    expect(results_of(shipped('bydelsmoedre_2016_b'), { ...default_settings, scenario: 'gone' }).settings.scenario).toBe('');
  });
  test('a value that is moved takes its spread along, and the draws follow', () => {
    const model = shipped('bydelsmoedre_2016_b');
    const moved = with_value(model, place_of(model, 'substitution'), 0.4);
    expect(moved.inputs[place_of(model, 'substitution')]?.distribution).toMatchObject({ first: 0.4, second: 0.1 });
    expect(results_of(moved).summary?.bcr.mean).toBeGreaterThan((results_of(model).summary?.bcr.mean ?? 0) + 1);
  });
  test('the curve has a point at 1', () => {
    const results = results_of(shipped('norway_2020'));
    expect(probability_above(results, 1)).toBeCloseTo(results.summary?.probability_npv_positive ?? -1, 12);
  });
  test('while a slider moves, the ratio follows and the draws stay', () => {
    const model = shipped('bydelsmoedre_2016_b');
    const before = results_of(model);
    const moved = compute(engine, with_value(model, place_of(model, 'hours'), 100_000), default_settings, before);
    expect(moved.ok && moved.results.summary).toBe(before.summary);
    expect(moved.ok && moved.results.base.bcr).not.toBe(before.base.bcr);
  });
});

test('numbers as people say them', () => {
  expect([7.285, 2.794, 10.00007, 9.97, 0.406, 12.07, 128.4, 14.04].map((value) => ratio_said(value, format))).toEqual(['7.3', '2.8', '10', '10', '0.41', '12.1', '128', '14']);
  expect(ratio_text(10.00007, format)).toBe('10.0');
  expect([ratio_said(null, format), ratio_text(NaN, format)]).toEqual(['–', '–']);
  expect(money_text(27_405_763, format, 'DKK')).toBe('27.4\u00a0million\u00a0DKK');
  expect(money_text(9110.4, format, '')).toBe('9,110');
  expect([1, 0.9999, 0.97, 0.0004].map((value) => chance_text(value, format))).toEqual(['100%', '99.9%', '97%', '0%']);
});
