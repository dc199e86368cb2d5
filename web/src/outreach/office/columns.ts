// SPDX-License-Identifier: AGPL-3.0-or-later
// The columns of a sheet: what may be typed in each, how it is read and how it is shown. Pure: texts come in.

import { read_day } from '../../platform/text/days.ts';
import type { DayWords } from '../../platform/text/days.ts';
import { read_whole } from '../../platform/text/numbers.ts';
import { not_stated } from './conversation.ts';
import type { FormChoices } from './form_choices.ts';
import type { SheetField, SheetValue } from './sheet.ts';
import { resolve_many, resolve_one } from './type_ahead.ts';
import type { Choice } from './type_ahead.ts';

export type Column = {
  field: SheetField;
  kind: 'one' | 'many' | 'day' | 'number';
  choices: readonly Choice[];
  least: number;
  most: number;
};

/** What a typed text became: a value for the cell, a day that she must confirm, or why it is none. */
export type Read = { ok: true; value: SheetValue } | { ok: 'guess'; day: string } | { ok: false; message_key: string };
/** What reading depends on besides the column. */
export type Here = { today: string; words: DayWords; language: string };

function choice_column(field: SheetField, kind: 'one' | 'many', choices: readonly Choice[]): Column {
  return { field, kind, choices, least: 0, most: 0 };
}

export function columns_of(choices: FormChoices): Column[] {
  const { lists, rules } = choices;
  return [
    choice_column('done_by', 'one', choices.mothers),
    { field: 'held_on', kind: 'day', choices: [], least: 0, most: 0 },
    { field: 'women', kind: 'number', choices: [], least: 1, most: rules.women_at_most },
    choice_column('meeting', 'one', choices.meeting),
    choice_column('contact_way', 'one', lists.contact_way),
    choice_column('place', 'one', lists.place),
    choice_column('activities', 'many', lists.activities),
    choice_column('themes', 'many', lists.themes),
    { field: 'minutes', kind: 'number', choices: [], least: 0, most: rules.minutes_at_most },
    choice_column('next_step', 'one', lists.next_step),
    choice_column('ladder', 'one', choices.ladder),
    choice_column('language', 'one', choices.languages),
  ];
}

/** The value of a cell that was emptied. */
export function empty_value(field: SheetField): SheetValue {
  switch (field) {
    case 'done_by': case 'held_on': case 'women': case 'ladder': case 'language': return null;
    case 'minutes': return 0;
    case 'activities': case 'themes': return [];
    case 'meeting': case 'contact_way': case 'place': case 'next_step': return not_stated;
  }
}

function read_count(column: Column, text: string, language: string): Read {
  const value = read_whole(text, language);
  const fits = value !== null && value >= column.least && value <= column.most;
  return fits ? { ok: true, value } : { ok: false, message_key: 'office.sheet.problem.not_a_number' };
}

function read_held_on(text: string, { today, words }: Here): Read {
  const found = read_day(text, today, words);
  if (!found.ok) return { ok: false, message_key: found.why === 'other_calendar' ? 'office.day.other_calendar' : 'office.sheet.problem.not_a_day' };
  return found.guess ? { ok: 'guess', day: found.day } : { ok: true, value: found.day };
}

/** `already` are the codes that a cell for several holds: new ones are added to them. */
export function read_cell(column: Column, typed: string, already: readonly string[], here: Here): Read {
  const text = typed.trim();
  if (column.kind === 'many') {
    const { codes, unknown } = resolve_many(column.choices, text);
    const value = [...already, ...codes.filter((code) => !already.includes(code))];
    return unknown === '' ? { ok: true, value } : { ok: false, message_key: 'office.sheet.problem.unknown' };
  }
  if (text === '') return { ok: true, value: empty_value(column.field) };
  if (column.kind === 'number') return read_count(column, text, here.language);
  if (column.kind === 'day') return read_held_on(text, here);
  const found = resolve_one(column.choices, text);
  if (found === null) return { ok: false, message_key: 'office.sheet.problem.unknown' };
  return { ok: true, value: column.field === 'ladder' ? Number(found.code) : found.code };
}

export function label_of(column: Column, code: string): string {
  return column.choices.find((choice) => choice.code === code)?.label ?? code;
}

/** The codes of a cell, as a list, whatever its kind. */
export function codes_of(value: SheetValue): string[] {
  if (Array.isArray(value)) return value;
  return value === null || value === not_stated ? [] : [String(value)];
}
