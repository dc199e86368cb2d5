// SPDX-License-Identifier: AGPL-3.0-or-later
// A document as the engine takes it, at prices of the model's price year: the same steps in the same order as src/impact/document.cpp, so that page
// and server compute the same bits. What is wrong with the shape is said here; what is wrong with the model, the engine says.

import { discount_methods, distribution_kinds, payers, repeats, stated_by_names, timings } from '../engine_types.ts';
import type { DistributionSpec, PayerShares, Timing } from '../engine_types.ts';
import { is_computed } from './document.ts';
import type { CostLine, CostModel, InputLine, OutcomeLine, Shares } from './document.ts';
import type { EngineCost, EngineInput, EngineModel, EngineOutcome, ModelProblem } from './engine_shapes.ts';

export type Reading = { model: EngineModel; problems: ModelProblem[] };

type Stated = Required<DistributionSpec>;
const fixed: Stated = { kind: 'fixed', stated_by: 'mean_sd', first: 0, second: 0, third: 0 };

function number_or(value: unknown, fallback: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
}

/** A formula, or a number that stands for itself. */
export function formula_of(value: unknown, fallback = ''): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : fallback;
}

/** values[to] / values[from] of the price index; nothing where the index has no such year. */
export function price_factor(model: CostModel, from: number, to: number): number | null {
  if (from === to) return 1;
  const values = model.price_index?.values ?? {};
  const before = values[String(from)];
  const after = values[String(to)];
  return typeof before === 'number' && typeof after === 'number' && before > 0 && after > 0 ? after / before : null;
}

/** Every number of a distribution that is money grows with prices; nothing where it is stated in parameters that don't say which are money. */
function scaled(distribution: Stated, factor: number): Stated | null {
  const { kind, stated_by } = distribution;
  if (kind !== 'fixed' && (stated_by === 'native' || kind === 'beta' || kind === 'bernoulli')) return null;
  return { kind, stated_by, first: distribution.first * factor, second: distribution.second * factor, third: distribution.third * factor };
}

class Reader {
  problems: ModelProblem[] = [];
  factors = new Map<string, number>();
  #document: CostModel;

  constructor(document: CostModel) {
    this.#document = document;
  }

  /** One of the names that the engine knows. */
  choice<Name extends string>(value: unknown, names: readonly Name[], fallback: Name, field: string, line = ''): Name {
    if (value === null || value === undefined) return fallback;
    const found = names.find((name) => name === value);
    if (found === undefined) this.problems.push({ key: 'field.unknown_code', field, params: { code: String(value), ...(line === '' ? {} : { line }) } });
    return found ?? fallback;
  }

  #distribution(input: InputLine, place: string): Stated {
    const given = input.distribution;
    if (!given) return fixed;
    return {
      kind: this.choice(given.kind, distribution_kinds, 'fixed', `${place}.distribution.kind`, input.id),
      stated_by: this.choice(given.stated_by, stated_by_names, 'mean_sd', `${place}.distribution.stated_by`, input.id),
      first: number_or(given.first, 0), second: number_or(given.second, 0), third: number_or(given.third, 0),
    };
  }

  #timing(timing: string | null | undefined, field: string, line: string): Timing | null {
    return timing === null || timing === undefined ? null : this.choice(timing, timings, 'end_of_year', field, line);
  }

  #factor(input: InputLine, place: string): number {
    const from = input.price_year;
    const to = this.#document.price_year;
    if (typeof from !== 'number' || typeof to !== 'number') return 1;
    const factor = price_factor(this.#document, from, to);
    if (factor === null) this.problems.push({ key: 'impact.no_price_index', field: `${place}.price_year`, params: { line: input.id, from: String(from), to: String(to) } });
    return factor ?? 1;
  }

  input(input: InputLine, index: number): EngineInput {
    const place = `inputs[${index}]`;
    const factor = this.#factor(input, place);
    this.factors.set(input.id, factor);
    if (!is_computed(input) && typeof input.value !== 'number') {
      this.problems.push({ key: 'impact.missing_line', field: `${place}.value`, params: { line: input.id, part: 'value' } });
    }
    const low = typeof input.low === 'number' ? input.low * factor : null;
    const high = typeof input.high === 'number' ? input.high * factor : null;
    const stated = this.#distribution(input, place);
    const distribution = factor === 1 ? stated : scaled(stated, factor);
    if (distribution === null) this.problems.push({ key: 'impact.price_year_distribution', field: `${place}.distribution`, params: { line: input.id } });
    return { id: input.id, value: number_or(input.value, 0) * factor, formula: input.formula ?? '', low, high, distribution: distribution ?? fixed };
  }

  #shares(line: { id: string; shares?: Shares }, place: string): PayerShares {
    for (const name of Object.keys(line.shares ?? {})) this.choice(name, payers, 'municipality', `${place}.shares.${name}`, line.id);
    return Object.fromEntries(payers.map((payer) => [payer, number_or(line.shares?.[payer], 0)])) as PayerShares;
  }

  cost(line: CostLine, index: number): EngineCost {
    const place = `costs[${index}]`;
    return {
      id: line.id, amount: formula_of(line.amount), from_year: number_or(line.from_year, 0), years: number_or(line.years, 1),
      repeat: this.choice(line.repeat, repeats, 'each_cohort', `${place}.repeat`, line.id),
      timing: this.#timing(line.timing, `${place}.timing`, line.id), shares: this.#shares(line, place),
    };
  }

  outcome(line: OutcomeLine, index: number): EngineOutcome {
    const place = `outcomes[${index}]`;
    return {
      id: line.id, quantity: formula_of(line.quantity), proxy: formula_of(line.proxy), deadweight: formula_of(line.deadweight, '0'),
      displacement: formula_of(line.displacement, '0'), attribution: formula_of(line.attribution, '0'), drop_off: formula_of(line.drop_off, '0'),
      start_year: number_or(line.start_year, 0), duration_years: number_or(line.duration_years, 1), repeat: this.choice(line.repeat, repeats, 'each_cohort', `${place}.repeat`, line.id),
      timing: this.#timing(line.timing, `${place}.timing`, line.id), shares: this.#shares(line, place),
    };
  }
}

export function read_document(document: CostModel): Reading {
  const reader = new Reader(document);
  const inputs = document.inputs.map((input, index) => reader.input(input, index));
  const { schedule, bands, rate, method, timing } = document.discounting ?? {};
  const model: EngineModel = {
    inputs,
    costs: document.costs.map((line, index) => reader.cost(line, index)),
    outcomes: document.outcomes.map((line, index) => reader.outcome(line, index)),
    discounting: {
      schedule: schedule ?? 'denmark_2021', rate: formula_of(rate),
      method: reader.choice(method, discount_methods, 'cumulative', 'discounting.method'), timing: reader.choice(timing, timings, 'end_of_year', 'discounting.timing'),
      bands: (Array.isArray(bands) ? bands : []).map((band) => ({ from_year: number_or(band?.from_year, 1), rate: number_or(band?.rate, 0) })),
    },
    last_year: number_or(document.last_year, 10),
    programme_years: number_or(document.programme_years, 1),
    optimism_bias_benefit: number_or(document.optimism_bias_benefit, 0),
    optimism_bias_cost: number_or(document.optimism_bias_cost, 0),
    correlations: document.correlations.map(({ first, second, rho }) => ({ first: first ?? '', second: second ?? '', rho: number_or(rho, 0) })),
    scenarios: document.scenarios.map(({ id, overrides }) => ({
      id,
      overrides: overrides.map(({ input, value }) => ({ input: input ?? '', value: number_or(value, 0) * (reader.factors.get(input) ?? 1) })),
    })),
  };
  return { model, problems: reader.problems };
}
