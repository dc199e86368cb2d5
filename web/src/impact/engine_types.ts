// SPDX-License-Identifier: AGPL-3.0-or-later
// What the engine answers, as JSON: the structs of src/engine/economics, name for name (as_json.cpp). A number that is none is null.

export const payers = ['municipality', 'region', 'state', 'person', 'third_sector'] as const;
export type Payer = (typeof payers)[number];
export type Measure = 'npv' | 'bcr';

export type EngineProblem = { status: number; key: string; field: string; params: Record<string, string> };
export type Answer<T> = { ok: true; value: T } | { ok: false; problems: EngineProblem[] };

export type YearResult = { year: number; cost: number; benefit: number; discounted_cost: number; discounted_benefit: number; ratio: number | null };
export type LineResult = { id: string; first_year: number; undiscounted: number; discounted: number };
export type PayerResult = { cost: number; benefit: number };

export type Outcome = {
  pvb: number;
  pvc: number;
  npv: number;
  bcr: number | null;
  net_ratio: number | null;
  irr: { roots: 'none' | 'one' | 'many'; rates: number[] };
  payback_years: number | null;
  discounted_payback_years: number | null;
  years: YearResult[];
  costs: LineResult[];
  outcomes: LineResult[];
  payers: Record<Payer, PayerResult>;
  inputs: number[];
};

export type TornadoRow = { input: string; low: number; high: number; at_low: number; at_high: number; swing: number };
export type Tornado = { base: number; rows: TornadoRow[] };

// Everything that is computed of a document without draws; `tornado` is that of the scenario asked for.
export type ModelResults = { base: Outcome; scenarios: { id: string; outcome: Outcome }[]; measure: Measure; tornado: Tornado; uncertain: boolean };

// The seed is 64 bits, as digits. `stream` 0: the same random numbers in every scenario.
export type DrawSettings = { draws: number; seed: string; stream: number; percentiles: number[]; ratios: number[]; bins: number };

export type Histogram = { low: number; width: number; counts: number[]; below: number; above: number };
export type ColumnSummary = { mean: number; sd: number; se: number; percentiles: number[]; histogram: Histogram };

export type SimulationSummary = {
  draws: number;
  seed: string;
  npv: ColumnSummary;
  bcr: ColumnSummary;
  probability_npv_positive: number;
  probability_ratio_above: number[];
  expected_loss_with: number;
  expected_loss_without: number;
  evpi: number;
  evppi: { input: string; evppi: number }[];
  shares_outside: number;
  fingerprint: string; // 16 hexadecimal digits
};
