// SPDX-License-Identifier: AGPL-3.0-or-later
// The result in one sentence: which message, with which numbers. Two digits that say something, not more: 7.3, 0.41, 12, 120.

import { years_told } from './document.ts';
import type { Params } from '../../platform/i18n.svelte.ts';
import type { Results } from './results.ts';

export type Sentence = { key: string; params: Params };
export type Format = (value: number, options?: Intl.NumberFormatOptions) => string;

/** A ratio for a table. */
export function ratio_text(value: number | null | undefined, format: Format): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const digits = size >= 99.5 ? 0 : size >= 0.995 ? 1 : 2;
  return format(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A ratio as people say it: ten, not ten point nought. */
export function ratio_said(value: number | null | undefined, format: Format): string {
  if (value !== null && value !== undefined && Math.abs(value) >= 9.95 && Math.abs(value - Math.round(value)) < 0.05) return format(Math.round(value));
  return ratio_text(value, format);
}

/** A share of draws; what is nearly all is not told as all. */
export function chance_text(value: number | null | undefined, format: Format): string {
  if (value === null || value === undefined) return '–';
  const nearly = value > 0.99 && value < 1;
  return format(nearly ? Math.floor(value * 1000) / 1000 : value, { style: 'percent', maximumFractionDigits: nearly || value < 0.01 ? 1 : 0 });
}

/** Money: whole kroner below ten thousand, then thousands and millions with three digits that say something. */
export function money_text(value: number | null | undefined, format: Format, currency: string | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const code = /^[A-Z]{3}$/.test(currency ?? '') ? currency : undefined;
  const big = Math.abs(value) >= 1e6;
  const looks: Intl.NumberFormatOptions = big ? { notation: 'compact', compactDisplay: 'long', maximumSignificantDigits: 3 } : { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 0 };
  const amount = format(value, looks).replace(/ /g, '\u00a0');
  return code === undefined ? amount : `${amount}\u00a0${code}`;
}

export function share_text(value: number | null | undefined, format: Format, digits = 0): string {
  return value === null || value === undefined ? '–' : format(value, { style: 'percent', maximumFractionDigits: digits });
}

/** Digits enough for a person who compares, in the input's own unit. */
export function value_text(value: number | null | undefined, unit: string | undefined, format: Format, currency?: string): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (unit === 'share') return format(value, { style: 'percent', maximumFractionDigits: 2 });
  const amount = format(value, { maximumFractionDigits: Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 1 ? 2 : 4 });
  return (unit === 'money' || unit === 'money_per_hour') && currency ? `${amount}\u00a0${currency}` : amount;
}

/** The main sentence: without a ratio where nothing is spent. `scenario` is the label of the one shown, or empty. */
export function main_sentence(results: Results, format: Format, scenario: string): Sentence {
  const { shown, document } = results;
  const years = years_told(document);
  if (shown.bcr === null) return { key: 'office.impact.sentence.no_costs', params: { npv: money_text(shown.npv, format, document.currency) } };
  const params = { ratio: ratio_said(shown.bcr, format), years, currency: (document.currency ?? '').toLowerCase(), scenario };
  return { key: scenario === '' ? 'office.impact.sentence.central' : 'office.impact.sentence.scenario', params };
}

export function range_sentence(results: Results, format: Format): Sentence | null {
  const { shown, range } = results;
  if (shown.bcr === null) return null;
  if (range === null) return { key: 'office.impact.sentence.no_range', params: {} };
  const params = { low: ratio_said(range.low, format), high: ratio_said(range.high, format) };
  return { key: range.from === 'scenarios' ? 'office.impact.sentence.scenarios' : 'office.impact.sentence.draws', params };
}

/** "3.0 in the first year": where the model asks for it. */
export function year_sentence(results: Results, format: Format): Sentence | null {
  const year = results.document.ratio_year;
  if (typeof year !== 'number' || year >= results.shown.years.length - 1) return null;
  const ratio = results.shown.years[year]?.ratio ?? null;
  if (ratio === null) return null;
  return { key: 'office.impact.sentence.in_year', params: { ratio: ratio_said(ratio, format), years: Math.max(1, years_told(results.document) - (results.shown.years.length - 1) + year) } };
}
