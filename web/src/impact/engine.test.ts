// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { start_engine, type Engine } from './engine.ts';
import { payers, type Answer, type ColumnSummary, type Model, type Outcome, type SimulationSummary, type Tornado } from './engine_types.ts';

type Case = { name: string; model: Model; scenario: string; evaluate: unknown; tornado: unknown; settings: { draws: number; seed: string; stream: number }; simulate: unknown };
const contract = JSON.parse(readFileSync(new URL('../../../contracts/impact_bits.json', import.meta.url), 'utf8')) as { cases: Case[] };
const reading_a = contract.cases[0]!.model;

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

let engine: Engine;
beforeAll(async () => {
  engine = await start_engine(readFileSync(new URL('./engine.wasm', import.meta.url)));
});

describe('the engine in WebAssembly gives the same bits as on the server', () => {
  test.each(contract.cases)('$name', (one) => {
    expect(engine.validate(one.model)).toEqual([]);
    expect(outcome_bits(value(engine.evaluate(one.model, one.scenario)))).toEqual(one.evaluate);
    expect(tornado_bits(value(engine.tornado(one.model, 'bcr', one.scenario)))).toEqual(one.tornado);
    const settings = { ...one.settings, seed: BigInt(one.settings.seed) };
    expect(summary_bits(value(engine.simulate(one.model, settings, one.scenario)))).toEqual(one.simulate);
  });
});

describe('the engine answers', () => {
  test('one to 3.04 in a year and one to 10.14 in ten years (impact-model.md A5, reading A)', () => {
    const outcome = value(engine.evaluate(reading_a));
    expect(outcome.years[0]?.ratio).toBeCloseTo(3.036833, 6);
    expect(outcome.bcr).toBeCloseTo(10.135254, 6);
  });

  test('with one input over points, and nothing where there is no number', () => {
    const points = value(engine.one_way(reading_a, 'bcr', 'job_entry', [0.02, 0.06]));
    expect(points[0]).toBeCloseTo(6.586, 4);
    expect(points[1]).toBeCloseTo(13.6845, 4);
    expect(value(engine.one_way(reading_a, 'bcr', 'programme_cost', [0]))[0]).toBeNaN();
  });

  test('with every problem of a model that can not be, each with its line', () => {
    const broken: Model = structuredClone(reading_a);
    broken.outcomes[1]!.duration_years = -1;
    broken.costs[0]!.amount = '3 ×';
    expect(engine.validate(broken).map((one) => [one.key, one.field, one.params['line']])).toEqual([
      ['impact.negative_duration', 'outcomes[1].duration_years', 'jobs'],
      ['impact.formula_syntax', 'costs[0].amount', 'programme'],
    ]);
    const answer = engine.evaluate(broken);
    expect(answer.ok).toBe(false);
  });

  test('with a problem where a name is none of ours', () => {
    const odd = structuredClone(reading_a);
    odd.discounting.method = 'sideways' as 'spot';
    expect(engine.validate(odd)[0]?.key).toBe('impact.bad_request');
    expect(engine.simulate(reading_a, { draws: 0, seed: 1 })).toMatchObject({ ok: false, problems: [{ key: 'impact.draws_out_of_range' }] });
  });

  test('again and again without growing', () => {
    const settings = { draws: 2000, seed: 7 };
    const first = value(engine.simulate(reading_a, settings)).fingerprint;
    for (let i = 0; i < 50; ++i) expect(value(engine.simulate(reading_a, settings)).fingerprint).toBe(first);
  });
});
