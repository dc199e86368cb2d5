// SPDX-License-Identifier: AGPL-3.0-or-later
// A cost model's document (docs/impact.md), spelled as on the wire. Texts may be by language. A file of somebody else may hold anything, so
// `as_document` brings its shape into order before a page reads it; what the numbers mean is judged by the engine and the server.

export type Text = string | Record<string, string>;
export type Status = 'sourced' | 'assumed' | 'measured';
export type Source = { title: string; url: string; on: string | null };
export type Approval = { by: string; on: string };
export type Payer = 'municipality' | 'region' | 'state' | 'person' | 'third_sector';
export type Shares = Partial<Record<Payer, number>>;

export type LineFacts = { id: string; label?: Text; status?: Status; source?: Source | null; note?: Text | null; approved?: Approval | true | null };

export type Distribution = { kind: string; stated_by: string; first: number; second: number; third: number };
export type Link = { measure: string; from: string; to: string; value?: number | null; counted_on?: string | null };

export type InputLine = LineFacts & {
  unit?: string;
  value?: number | null;
  formula?: string | null;
  low?: number | null;
  high?: number | null;
  distribution?: Distribution | null;
  price_year?: number | null;
  link?: Link | null;
};

type Formula = string | number;
export type CostLine = LineFacts & { amount?: Formula; from_year?: number; years?: number; repeat?: string; timing?: string | null; shares?: Shares };
export type OutcomeLine = LineFacts & {
  quantity?: Formula;
  proxy?: Formula;
  deadweight?: Formula;
  displacement?: Formula;
  attribution?: Formula;
  drop_off?: Formula;
  start_year?: number;
  duration_years?: number;
  repeat?: string;
  timing?: string | null;
  shares?: Shares;
};

export type Band = { from_year: number; rate: number };
export type Discounting = { schedule?: string; bands?: Band[]; rate?: string | number; method?: string; timing?: string };
export type Override = { input: string; value: number };
export type ScenarioLine = { id: string; label?: Text; overrides: Override[]; supports?: Text };
export type Correlation = { first: string; second: string; rho: number };

export type CostModel = {
  format: string;
  title?: Text;
  summary?: Text;
  language?: string;
  currency?: string;
  price_year?: number;
  price_index?: { source?: Source; values?: Record<string, number> } | null;
  last_year?: number;
  programme_years?: number;
  discounting?: Discounting;
  optimism_bias_benefit?: number;
  optimism_bias_cost?: number;
  ratio_year?: number | null;
  inputs: InputLine[];
  costs: CostLine[];
  outcomes: OutcomeLine[];
  correlations: Correlation[];
  scenarios: ScenarioLine[];
  claims: string[];
  reporting?: Record<string, Text>;
};

export type ListName = 'inputs' | 'costs' | 'outcomes' | 'scenarios';
export const list_names: readonly ListName[] = ['inputs', 'costs', 'outcomes', 'scenarios'];

export const payers: readonly Payer[] = ['municipality', 'region', 'state', 'person', 'third_sector'];
export const statuses: readonly Status[] = ['sourced', 'assumed', 'measured'];
export const schedules = ['denmark_2021', 'denmark_2013', 'green_book', 'none', 'rate', 'own'] as const;
export const methods = ['cumulative', 'spot'] as const;
export const timings = ['end_of_year', 'mid_year', 'start_of_year'] as const;
export const repeats = ['each_cohort', 'once'] as const;
export const units = ['money', 'money_per_hour', 'share', 'hours', 'women', 'years', 'number'] as const;
export const format_name = 'bydel.cost_model/1';

function is_object(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objects(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(is_object) : [];
}

/** A line without an id gets one, so that a page can name it. */
function lines<Line>(value: unknown, beginning: string): Line[] {
  return objects(value).map((line, index) => ({ ...line, id: typeof line.id === 'string' ? line.id : `${beginning}_${index + 1}` })) as Line[];
}

/** Any JSON as a document whose lists are lists; null where it is none at all. */
export function as_document(value: unknown): CostModel | null {
  if (!is_object(value)) return null;
  const scenarios = lines<ScenarioLine>(value.scenarios, 'scenario').map((one) => ({ ...one, overrides: objects(one.overrides) as Override[] }));
  return {
    ...value,
    format: typeof value.format === 'string' ? value.format : format_name,
    inputs: lines<InputLine>(value.inputs, 'input'),
    costs: lines<CostLine>(value.costs, 'cost'),
    outcomes: lines<OutcomeLine>(value.outcomes, 'outcome'),
    correlations: objects(value.correlations) as Correlation[],
    scenarios,
    claims: Array.isArray(value.claims) ? value.claims.filter((one): one is string => typeof one === 'string') : [],
  };
}

/** A text in a language: as it stands, or that member, or English, or the first. */
export function text_in(text: Text | null | undefined, language: string): string {
  if (text === null || text === undefined) return '';
  if (typeof text === 'string') return text;
  return text[language] || text.en || Object.values(text)[0] || '';
}

/** The text with its words in one language changed; a plain string stays one. */
export function with_text(text: Text | null | undefined, language: string, words: string): Text {
  return typeof text === 'object' && text !== null ? { ...text, [language]: words } : words;
}

export function label_of(line: { id: string; label?: Text }, language: string): string {
  return text_in(line.label, language) || line.id;
}

/** Whether an input is computed from others. */
export function is_computed(input: InputLine): boolean {
  return typeof input.formula === 'string' && input.formula.trim() !== '';
}

/** What a field of a formula shows: the formula, or the number that stands for itself. */
export function formula_of(value: unknown, fallback = ''): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : fallback;
}

/** How many years the sentence on top speaks of. Where money is spent in one year only, the years after it (years 1 to `last_year`); where the
 *  programme runs through the years, all of them, with year 0. */
export function years_told(model: CostModel): number {
  const last = model.last_year ?? 10;
  const cohorts = model.programme_years ?? 1;
  const first = Math.min(...model.costs.map((cost) => cost.from_year ?? 0));
  const end = Math.max(...model.costs.map((cost) => (cost.from_year ?? 0) + (cost.years ?? 1) + (cost.repeat === 'once' ? 0 : cohorts - 1)));
  const runs = model.costs.length > 0 && end - first > 1;
  return Math.max(1, runs ? last + 1 - first : last);
}
