// SPDX-License-Identifier: AGPL-3.0-or-later
// Numbers and names of a model in the reader's language.

import { has, language, number, t } from '../../platform/i18n.svelte.ts';
import type { Params } from '../../platform/i18n.svelte.ts';
import { label_of, text_in } from './document.ts';
import type { CostModel, InputLine, ListName, Text } from './document.ts';
import type { ModelProblem } from './engine_shapes.ts';
import { chance_text, money_text, ratio_said, ratio_text, share_text, value_text } from './sentence.ts';

export const told = (text: Text | null | undefined): string => text_in(text, language().code);
export const ratio = (value: number | null | undefined): string => ratio_text(value, number);
export const ratio_in_words = (value: number | null | undefined): string => ratio_said(value, number);
export const chance = (value: number | null | undefined): string => chance_text(value, number);
export const money = (value: number | null | undefined, model: CostModel): string => money_text(value, number, model.currency);
export const per_cent = (value: number | null | undefined, digits = 0): string => share_text(value, number, digits);
export const in_unit = (value: number | null | undefined, unit: string | undefined, model: CostModel): string => value_text(value, unit, number, model.currency);

export const line_label = (line: { id: string; label?: Text }): string => label_of(line, language().code);

export function unit_label(unit: string | undefined, model: CostModel): string {
  if (unit === 'share') return t('office.impact.unit.share');
  if (unit === 'money') return model.currency ?? '';
  if (unit === undefined || unit === '' || unit === 'number') return '';
  const key = `office.impact.unit.${unit}`;
  return has(key) ? t(key, { currency: model.currency ?? '' }) : unit;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

export const years_text = (value: number): string => t('office.impact.years', { years: rounded(value) });

/** Years, or months where it is less than two years. */
export function payback_text(value: number | null): string {
  if (value === null) return t('office.impact.payback.none');
  if (value < 2) return t('office.impact.payback.months', { months: rounded(value * 12) });
  return years_text(value);
}

function line_of(model: CostModel, id: string): InputLine | { id: string; label?: Text } | undefined {
  const lists: ListName[] = ['inputs', 'costs', 'outcomes', 'scenarios'];
  for (const list of lists) {
    const found = (model[list] as { id: string; label?: Text }[]).find((line) => line.id === id);
    if (found) return found;
  }
  return undefined;
}

const limits: [RegExp, string][] = [[/^below (.+)$/, 'below'], [/^at most (.+)$/, 'at_most'], [/^(\S+) to (\S+)$/, 'to']];

/** A bound that a number must keep, as the engine writes it ("below 0.4583"), in the reader's language. */
function limit_words(limit: string): string {
  const plain = `office.impact.limit.${limit.replace(/ /g, '_')}`;
  if (has(plain)) return t(plain);
  for (const [pattern, name] of limits) {
    const found = pattern.exec(limit);
    if (found) return t(`office.impact.limit.${name}`, { number: found[1] ?? '', low: found[1] ?? '', high: found[2] ?? '' });
  }
  return limit;
}

/** What the engine names by a short word, in the reader's words. */
function param_words(name: string, value: string | number, model: CostModel): string | number {
  const text = String(value);
  const first = (...keys: string[]): string | number => {
    const key = keys.find(has);
    return key === undefined ? value : t(key);
  };
  const line = name === 'line' ? line_of(model, text) : undefined;
  if (line) return line_label(line);
  if (name === 'part') return first(`office.impact.part_of.${text}`, `office.impact.payer.${text}`);
  if (name === 'kind') return first(`office.impact.distribution.${text}`);
  if (name === 'what') return first(`office.impact.part.${text}`);
  return name === 'limit' ? limit_words(text) : value;
}

/** The sentence of a problem of a model; a line is named by its label. */
export function problem_text(problem: ModelProblem, model: CostModel): string {
  const key = `problem.${problem.key}`;
  const params: Params = {};
  for (const [name, value] of Object.entries(problem.params)) params[name] = param_words(name, value, model);
  try {
    if (has(key)) return t(key, params);
  } catch {
    // The message asks for something that this problem has not: the general sentence says as much as is known.
  }
  return problem.sentence || t('office.impact.problem.other', { key: problem.key, line: String(params.line ?? problem.field) });
}
