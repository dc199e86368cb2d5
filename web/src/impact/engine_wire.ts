// SPDX-License-Identifier: AGPL-3.0-or-later
// The flat bytes between the page and the engine: the same fields in the same order as src/engine/wasm/model_wire.cpp and request.cpp.
import * as types from './engine_types.ts';

export class Writer {
  private view = new DataView(new ArrayBuffer(4096));
  private at = 0;

  private room(bytes: number): number {
    if (this.at + bytes > this.view.byteLength) {
      const larger = new Uint8Array(Math.max(2 * this.view.byteLength, this.at + bytes));
      larger.set(this.bytes());
      this.view = new DataView(larger.buffer);
    }
    this.at += bytes;
    return this.at - bytes;
  }
  bytes(): Uint8Array {
    return new Uint8Array(this.view.buffer, 0, this.at);
  }
  whole(value: number): void {
    const at = this.room(4);
    this.view.setInt32(at, value, true);
  }
  number(value: number): void {
    const at = this.room(8);
    this.view.setFloat64(at, value, true);
  }
  big(value: bigint): void {
    const at = this.room(8);
    this.view.setBigUint64(at, BigInt.asUintN(64, value), true);
  }
  text(value: string): void {
    const encoded = new TextEncoder().encode(value);
    this.whole(encoded.length);
    const at = this.room(encoded.length);
    new Uint8Array(this.view.buffer).set(encoded, at);
  }
  maybe_number(value: number | null | undefined): void {
    this.whole(value == null ? 0 : 1);
    if (value != null) this.number(value);
  }
  list<T>(items: readonly T[], write: (item: T) => void): void {
    this.whole(items.length);
    items.forEach(write);
  }
  choice<T>(names: readonly T[], name: T): void {
    this.whole(names.indexOf(name)); // -1 where it is unknown: the engine answers with a problem
  }
}

export class Reader {
  private at = 0;
  constructor(private readonly view: DataView) {}

  whole(): number {
    this.at += 4;
    return this.view.getInt32(this.at - 4, true);
  }
  number(): number {
    this.at += 8;
    return this.view.getFloat64(this.at - 8, true);
  }
  big(): bigint {
    this.at += 8;
    return this.view.getBigUint64(this.at - 8, true);
  }
  text(): string {
    const length = this.whole();
    this.at += length;
    return new TextDecoder().decode(new Uint8Array(this.view.buffer, this.view.byteOffset + this.at - length, length));
  }
  maybe_number(): number | null {
    return this.whole() === 0 ? null : this.number();
  }
  list<T>(read: () => T): T[] {
    return Array.from({ length: this.whole() }, read);
  }
  numbers(): number[] {
    return this.list(() => this.number());
  }
}

const write_shares = (out: Writer, shares: types.PayerShares): void => types.payers.forEach((payer) => out.number(shares[payer]));
const write_timing = (out: Writer, timing: types.Timing | null | undefined): void => out.whole(timing == null ? 0 : types.timings.indexOf(timing) + 1);

function write_input(out: Writer, input: types.Input): void {
  const distribution = input.distribution ?? { kind: 'fixed', stated_by: 'mean_sd', first: 0 };
  out.text(input.id);
  out.number(input.value ?? 0);
  out.text(input.formula ?? '');
  out.maybe_number(input.low);
  out.maybe_number(input.high);
  out.choice(types.distribution_kinds, distribution.kind);
  out.choice(types.stated_by_names, distribution.stated_by);
  [distribution.first, distribution.second ?? 0, distribution.third ?? 0].forEach((one) => out.number(one));
}

function write_cost(out: Writer, line: types.CostLine): void {
  out.text(line.id);
  out.text(line.amount);
  out.whole(line.from_year ?? 0);
  out.whole(line.years ?? 1);
  out.choice(types.repeats, line.repeat ?? 'each_cohort');
  write_timing(out, line.timing);
  write_shares(out, line.shares);
}

function write_outcome(out: Writer, line: types.OutcomeLine): void {
  const shares = [line.deadweight ?? '0', line.displacement ?? '0', line.attribution ?? '0', line.drop_off ?? '0'];
  [line.id, line.quantity, line.proxy, ...shares].forEach((one) => out.text(one));
  out.whole(line.start_year ?? 0);
  out.whole(line.duration_years ?? 1);
  out.choice(types.repeats, line.repeat ?? 'each_cohort');
  write_timing(out, line.timing);
  write_shares(out, line.shares);
}

function write_discounting(out: Writer, discounting: types.Discounting): void {
  out.text(discounting.schedule);
  out.list(discounting.bands ?? [], (band) => {
    out.whole(band.from_year);
    out.number(band.rate);
  });
  out.text(discounting.rate ?? '');
  out.choice(types.discount_methods, discounting.method ?? 'cumulative');
  out.choice(types.timings, discounting.timing ?? 'end_of_year');
}

export function write_model(out: Writer, model: types.Model): void {
  out.list(model.inputs, (one) => write_input(out, one));
  out.list(model.costs, (one) => write_cost(out, one));
  out.list(model.outcomes, (one) => write_outcome(out, one));
  write_discounting(out, model.discounting);
  out.whole(model.last_year);
  out.whole(model.programme_years);
  out.number(model.optimism_bias_benefit ?? 0);
  out.number(model.optimism_bias_cost ?? 0);
  out.list(model.correlations ?? [], (one) => {
    out.text(one.first);
    out.text(one.second);
    out.number(one.rho);
  });
  out.list(model.scenarios ?? [], (one) => {
    out.text(one.id);
    out.list(one.overrides, (change) => {
      out.text(change.input);
      out.number(change.value);
    });
  });
}

export function write_simulation(out: Writer, settings: types.SimulationSettings): void {
  out.whole(settings.draws);
  out.big(BigInt(settings.seed));
  out.whole(settings.stream ?? 0);
  out.whole(settings.keep_inputs === false ? 0 : 1);
  out.list(settings.percentiles ?? types.default_percentiles, (one) => out.number(one));
  out.list(settings.ratios ?? types.default_ratios, (one) => out.number(one));
  out.whole(settings.bins ?? 40);
}

export function read_problems(from: Reader): types.EngineProblem[] {
  return from.list(() => ({
    status: from.whole(),
    key: from.text(),
    field: from.text(),
    params: Object.fromEntries(from.list(() => [from.text(), from.text()] as const)),
  }));
}

const read_line = (from: Reader): types.LineResult => ({ id: from.text(), first_year: from.number(), undiscounted: from.number(), discounted: from.number() });

export function read_outcome(from: Reader): types.Outcome {
  return {
    pvb: from.number(),
    pvc: from.number(),
    npv: from.number(),
    bcr: from.maybe_number(),
    net_ratio: from.maybe_number(),
    irr: { roots: types.roots_names[from.whole()] ?? 'none', rates: from.numbers() },
    payback_years: from.maybe_number(),
    discounted_payback_years: from.maybe_number(),
    years: from.list(() => ({
      year: from.whole(),
      cost: from.number(),
      benefit: from.number(),
      discounted_cost: from.number(),
      discounted_benefit: from.number(),
      ratio: from.maybe_number(),
    })),
    costs: from.list(() => read_line(from)),
    outcomes: from.list(() => read_line(from)),
    payers: read_payers(from),
    inputs: from.numbers(),
  };
}

function read_payers(from: Reader): Record<types.Payer, types.PayerResult> {
  const results = from.list(() => ({ cost: from.number(), benefit: from.number() }));
  return Object.fromEntries(types.payers.map((payer, index) => [payer, results[index]])) as Record<types.Payer, types.PayerResult>;
}

export function read_tornado(from: Reader): types.Tornado {
  const base = from.number();
  const row = (): types.TornadoRow => ({
    input: from.text(),
    low: from.number(),
    high: from.number(),
    at_low: from.number(),
    at_high: from.number(),
    swing: from.number(),
  });
  return { base, rows: from.list(row) };
}

function read_column(from: Reader): types.ColumnSummary {
  return {
    mean: from.number(),
    sd: from.number(),
    se: from.number(),
    percentiles: from.numbers(),
    histogram: { low: from.number(), width: from.number(), counts: from.list(() => from.whole()), below: from.whole(), above: from.whole() },
  };
}

export function read_summary(from: Reader): types.SimulationSummary {
  return {
    draws: from.whole(),
    seed: from.big(),
    npv: read_column(from),
    bcr: read_column(from),
    probability_npv_positive: from.number(),
    probability_ratio_above: from.numbers(),
    expected_loss_with: from.number(),
    expected_loss_without: from.number(),
    evpi: from.number(),
    evppi: from.list(() => ({ input: from.text(), evppi: from.number() })),
    shares_outside: from.whole(),
    fingerprint: from.big().toString(16).padStart(16, '0'),
  };
}
