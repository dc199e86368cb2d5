// SPDX-License-Identifier: AGPL-3.0-or-later
// A cost model and its results as JSON: the structs of src/engine/economics, name for name.

export const payers = ['municipality', 'region', 'state', 'person', 'third_sector'] as const;
export const distribution_kinds = ['fixed', 'uniform', 'triangular', 'pert', 'normal', 'lognormal', 'gamma', 'beta', 'bernoulli'] as const;
export const stated_by_names = ['mean_sd', 'around_value', 'native', 'low_mode_high', 'low_high'] as const;
export const timings = ['end_of_year', 'mid_year', 'start_of_year'] as const;
export const discount_methods = ['cumulative', 'spot'] as const;
export const repeats = ['each_cohort', 'once'] as const;
export const roots_names = ['none', 'one', 'many'] as const;
export const measures = ['npv', 'bcr'] as const;

export type Payer = (typeof payers)[number];
export type PayerShares = Record<Payer, number>;
export type Timing = (typeof timings)[number];
export type Repeat = (typeof repeats)[number];
export type Measure = (typeof measures)[number];

export type DistributionSpec = {
  kind: (typeof distribution_kinds)[number];
  stated_by: (typeof stated_by_names)[number];
  first: number;
  second?: number;
  third?: number;
};

export type Input = { id: string; value?: number; formula?: string; low?: number | null; high?: number | null; distribution?: DistributionSpec | null };

export type CostLine = { id: string; amount: string; from_year?: number; years?: number; repeat?: Repeat; timing?: Timing | null; shares: PayerShares };

export type OutcomeLine = {
  id: string;
  quantity: string;
  proxy: string;
  deadweight?: string;
  displacement?: string;
  attribution?: string;
  drop_off?: string;
  start_year?: number;
  duration_years?: number;
  repeat?: Repeat;
  timing?: Timing | null;
  shares: PayerShares;
};

export type Discounting = {
  schedule: string;
  bands?: { from_year: number; rate: number }[];
  rate?: string;
  method?: (typeof discount_methods)[number];
  timing?: Timing;
};

export type Model = {
  inputs: Input[];
  costs: CostLine[];
  outcomes: OutcomeLine[];
  discounting: Discounting;
  last_year: number;
  programme_years: number;
  optimism_bias_benefit?: number;
  optimism_bias_cost?: number;
  correlations?: { first: string; second: string; rho: number }[];
  scenarios?: { id: string; overrides: { input: string; value: number }[] }[];
};

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
  irr: { roots: (typeof roots_names)[number]; rates: number[] };
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

// The seed is 64 bits: a number up to 2^53 or a bigint. `stream` 0: the same random numbers in every scenario.
export type SimulationSettings = { draws: number; seed: number | bigint; stream?: number; keep_inputs?: boolean; percentiles?: number[]; ratios?: number[]; bins?: number };
export const default_percentiles = [0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975];
export const default_ratios = [1, 2, 3, 5, 10];

export type Histogram = { low: number; width: number; counts: number[]; below: number; above: number };
export type ColumnSummary = { mean: number; sd: number; se: number; percentiles: number[]; histogram: Histogram };

export type SimulationSummary = {
  draws: number;
  seed: bigint;
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
