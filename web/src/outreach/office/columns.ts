// SPDX-License-Identifier: AGPL-3.0-or-later
// The columns of a sheet: what may be typed in each, how it is read and how it is shown. Pure: texts come in.

import { western_digits } from '../../platform/text/fold.ts';
import { minutes_at_most, not_stated, women_at_most } from './conversation.ts';
import { parse_day } from './day_shorthand.ts';
import type { FormChoices } from './form_choices.ts';
import type { SheetField, SheetRow } from './sheet.ts';
import { resolve_many, resolve_one } from './type_ahead.ts';
import type { Choice } from './type_ahead.ts';

export type Column = {
  field: SheetField;
  kind: 'one' | 'many' | 'day' | 'number';
  choices: readonly Choice[];
  least: number;
  most: number;
};

/** What a typed text became: a value for the cell, or why it is none. */
export type Read = { ok: true; value: SheetRow[SheetField] } | { ok: false; message_key: string };
export type DayWords = { today: string; yesterday: string };

function choice_column(field: SheetField, kind: 'one' | 'many', choices: readonly Choice[]): Column {
  return { field, kind, choices, least: 0, most: 0 };
}

export function columns_of(choices: FormChoices): Column[] {
  const { lists } = choices;
  return [
    choice_column('done_by', 'one', choices.mothers),
    { field: 'held_on', kind: 'day', choices: [], least: 0, most: 0 },
    { field: 'women', kind: 'number', choices: [], least: 1, most: women_at_most },
    choice_column('meeting', 'one', choices.meeting),
    choice_column('contact_way', 'one', lists.contact_way),
    choice_column('place', 'one', lists.place),
    choice_column('activities', 'many', lists.activities),
    choice_column('themes', 'many', lists.themes),
    { field: 'minutes', kind: 'number', choices: [], least: 0, most: minutes_at_most },
    choice_column('next_step', 'one', lists.next_step),
    choice_column('ladder', 'one', choices.ladder),
    choice_column('language', 'one', choices.languages),
  ];
}

/** The value of a cell that was emptied. */
export function empty_value(field: SheetField): SheetRow[SheetField] {
  switch (field) {
    case 'done_by': case 'held_on': case 'ladder': case 'language': return null;
    case 'women': return 1;
    case 'minutes': return 0;
    case 'activities': case 'themes': return [];
    case 'meeting': case 'contact_way': case 'place': case 'next_step': return not_stated;
  }
}

function read_number(column: Column, text: string): Read {
  const value = Number(western_digits(text));
  const fits = /^\d+$/.test(western_digits(text)) && value >= column.least && value <= column.most;
  return fits ? { ok: true, value } : { ok: false, message_key: 'office.sheet.problem.not_a_number' };
}

/** `already` are the codes that a cell for several holds: new ones are added to them. */
export function read_cell(column: Column, typed: string, already: readonly string[], today: string, words: DayWords): Read {
  const text = typed.trim();
  if (column.kind === 'many') {
    const { codes, unknown } = resolve_many(column.choices, text);
    const value = [...already, ...codes.filter((code) => !already.includes(code))];
    return unknown === '' ? { ok: true, value } : { ok: false, message_key: 'office.sheet.problem.unknown' };
  }
  if (text === '') return { ok: true, value: empty_value(column.field) };
  if (column.kind === 'number') return read_number(column, text);
  if (column.kind === 'day') {
    const value = parse_day(text, today, words);
    return value === null ? { ok: false, message_key: 'office.sheet.problem.not_a_day' } : { ok: true, value };
  }
  const found = resolve_one(column.choices, text);
  if (found === null) return { ok: false, message_key: 'office.sheet.problem.unknown' };
  return { ok: true, value: column.field === 'ladder' ? Number(found.code) : found.code };
}

export function label_of(column: Column, code: string): string {
  return column.choices.find((choice) => choice.code === code)?.label ?? code;
}

/** The codes of a cell, as a list, whatever its kind. */
export function codes_of(value: SheetRow[SheetField]): string[] {
  if (Array.isArray(value)) return value;
  return value === null || value === not_stated ? [] : [String(value)];
}
