// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { start_engine, type Engine } from './engine.ts';
import { payers, type Answer, type ColumnSummary, type EngineProblem, type Outcome, type SimulationSummary, type Tornado } from './engine_types.ts';

type Document = { outcomes: object[]; costs: object[]; discounting: object };
type Case = { name: string; document: Document; scenario: string; evaluate: unknown; tornado: unknown; settings: { draws: number; seed: string; stream: number }; simulate: unknown };
const contract = JSON.parse(readFileSync(new URL('../../../contracts/impact_bits.json', import.meta.url), 'utf8')) as { cases: Case[] };
const reading_a = contract.cases[0]!.document;
const module = readFileSync(new URL('./engine.wasm', import.meta.url));
// The office loads it when a model is opened. Read docs/how_we_do.md before raising it.
const budget_kb = 90;

const view = new DataView(new ArrayBuffer(8));
function bits(value: number | null): string | null {
  if (value === null) return null;
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
}
const all_bits = (values: readonly (number | null)[]): (string | null)[] => values.map(bits);

// The same shape as src/engine/wasm/bits_test.cpp writes.
function outcome_bits(outcome: Outcome): unknown {
  return {
    pvb: bits(outcome.pvb),
    pvc: bits(outcome.pvc),
    npv: bits(outcome.npv),
    bcr: bits(outcome.bcr),
    net_ratio: bits(outcome.net_ratio),
    roots: outcome.irr.roots,
    rates: all_bits(outcome.irr.rates),
    payback_years: bits(outcome.payback_years),
    discounted_payback_years: bits(outcome.discounted_payback_years),
    years: outcome.years.map((year) => all_bits([year.cost, year.benefit, year.discounted_cost, year.discounted_benefit, year.ratio])),
    lines: [...outcome.costs, ...outcome.outcomes].map((line) => [line.id, ...all_bits([line.first_year, line.undiscounted, line.discounted])]),
    payers: payers.map((payer) => all_bits([outcome.payers[payer].cost, outcome.payers[payer].benefit])),
    inputs: all_bits(outcome.inputs),
  };
}

function tornado_bits(tornado: Tornado): unknown {
  return { base: bits(tornado.base), rows: tornado.rows.map((row) => [row.input, ...all_bits([row.at_low, row.at_high, row.swing])]) };
}

function column_bits({ mean, sd, se, percentiles, histogram }: ColumnSummary): unknown {
  const { low, width, counts } = histogram;
  return { mean: bits(mean), sd: bits(sd), se: bits(se), percentiles: all_bits(percentiles), low: bits(low), width: bits(width), counts };
}

function summary_bits(summary: SimulationSummary): unknown {
  return {
    fingerprint: summary.fingerprint,
    npv: column_bits(summary.npv),
    bcr: column_bits(summary.bcr),
    probability_npv_positive: bits(summary.probability_npv_positive),
    probability_ratio_above: all_bits(summary.probability_ratio_above),
    expected_loss_with: bits(summary.expected_loss_with),
    expected_loss_without: bits(summary.expected_loss_without),
    evpi: bits(summary.evpi),
    evppi: summary.evppi.map((one) => [one.input, bits(one.evppi)]),
  };
}

function value<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.value;
}

function problems(answer: Answer<unknown>): EngineProblem[] {
  return answer.ok ? [] : answer.problems;
}

const percentiles = [0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975];
const settings = { draws: 2000, seed: '7', stream: 0, percentiles, ratios: [1], bins: 10 };
let engine: Engine;
beforeAll(async () => {
  engine = await start_engine(module);
});

describe('the engine in WebAssembly gives the same bits as on the server', () => {
  test.each(contract.cases)('$name', (one) => {
    const { base, scenarios, measure, tornado } = value(engine.results(one.document, one.scenario));
    expect(outcome_bits(scenarios.find(({ id }) => id === one.scenario)?.outcome ?? base)).toEqual(one.evaluate);
    expect(measure).toBe('bcr');
    expect(tornado_bits(tornado)).toEqual(one.tornado);
    const settings = { ...one.settings, percentiles, ratios: [1, 2, 3, 5, 10], bins: 40 };
    expect(summary_bits(value(engine.draws(one.document, settings, one.scenario)))).toEqual(one.simulate);
  });
});

describe('the engine answers', () => {
  test('one to 3.04 in a year and one to 10.14 in ten years (impact-model.md A5, reading A)', () => {
    const outcome = value(engine.results(reading_a)).base;
    expect(outcome.years[0]?.ratio).toBeCloseTo(3.036833, 6);
    expect(outcome.bcr).toBeCloseTo(10.135254, 6);
  });

  test('with one input over points, and nothing where there is no number', () => {
    const points = value(engine.one_way(reading_a, 'bcr', 'job_entry', [0.02, 0.06]));
    expect(points[0]).toBeCloseTo(6.586, 4);
    expect(points[1]).toBeCloseTo(13.6845, 4);
    expect(value(engine.one_way(reading_a, 'bcr', 'programme_cost', [0]))[0]).toBeNull();
  });

  test('with every problem of a model that can not be, each with its line', () => {
    const broken = structuredClone(reading_a);
    Object.assign(broken.outcomes[1]!, { duration_years: -1 });
    Object.assign(broken.costs[0]!, { amount: '3 ×' });
    expect(problems(engine.results(broken)).map((one) => [one.key, one.field, one.params['line']])).toEqual([
      ['impact.negative_duration', 'outcomes[1].duration_years', 'jobs'],
      ['impact.formula_syntax', 'costs[0].amount', 'programme'],
    ]);
    expect(problems(engine.draws(broken, settings))).toHaveLength(2);
  });

  test('with a problem where a name is none of ours, and where a document is none', () => {
    const odd = { ...reading_a, discounting: { ...reading_a.discounting, method: 'sideways' } };
    expect(problems(engine.results(odd))).toEqual([{ status: 422, key: 'field.unknown_code', field: 'discounting.method', params: { code: 'sideways' } }]);
    expect(problems(engine.draws(reading_a, { ...settings, draws: 0 }))[0]?.key).toBe('impact.draws_out_of_range');
    expect(problems(engine.results(null))[0]?.key).toBe('field.wrong_type');
  });

  test('again and again without growing', () => {
    const first = value(engine.draws(reading_a, settings)).fingerprint;
    for (let i = 0; i < 50; ++i) expect(value(engine.draws(reading_a, settings)).fingerprint).toBe(first);
  });
});

test(`the engine weighs at most ${budget_kb} kB, compressed`, () => {
  expect(gzipSync(module, { level: 9 }).length).toBeLessThan(budget_kb * 1000);
});
