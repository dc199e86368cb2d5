// SPDX-License-Identifier: AGPL-3.0-or-later
// A paper sheet of many conversations, as rows that are still being written. A row holds what a person stated in it and nothing else. What usually
// stays the same down a sheet (mother, day, contact, place, language) is *proposed* from the row above, pale, and is no part of the row until she
// says so: Space takes it, Shift + Space takes all of a row. So forty rows of one mother and one day cost a key each, what nobody confirmed is stored
// as "not stated", and a row without a confirmed mother or day is not complete and says so. A row in which nothing was stated is no row.
// What a cell holds is a code or nothing, never a name: the draft of a sheet may lie in the browser's session storage.

import { add_days, day_id } from '../../platform/day.ts';
import { empty_conversation } from './conversation.ts';
import type { Recording, RecordingRules } from './conversation.ts';
import type { Conversation } from '../conversation.ts';

export type SheetRow = Omit<Conversation, 'held_on' | 'women' | 'template_version'> & {
  id: string;
  done_by: string | null;
  held_on: string | null;
  women: number | null;
  /** The day of a bare "27" that has not come this month: a guess until she confirms it. */
  guessed_on: string | null;
  /** Where she emptied the cell: nothing is proposed there, nor from there on down. */
  emptied: SheetField[];
};

export type SheetField = Exclude<keyof SheetRow, 'id' | 'guessed_on' | 'emptied'>;
export type SheetValue = SheetRow[SheetField];

/** A problem in one cell: a message key of ours, or the server's sentence. */
export type CellProblem = { row_id: string; field: SheetField; message_key: string; sentence: string };

export const sheet_fields: readonly SheetField[] = [
  'done_by', 'held_on', 'women', 'meeting', 'contact_way', 'place', 'activities', 'themes', 'minutes', 'next_step',
  'ladder', 'language',
];

/** What usually stays the same down a sheet. */
export const proposed_fields: readonly SheetField[] = ['done_by', 'held_on', 'contact_way', 'place', 'language'];

export function new_row(today: string): SheetRow {
  const { template_version: _version, ...empty } = empty_conversation(today, 0);
  return { ...empty, id: day_id(today), done_by: null, held_on: null, women: null, guessed_on: null, emptied: [] };
}

const blank = new_row('2000-01-01');

/** She typed or chose it, or confirmed what was proposed. */
export function is_stated(row: SheetRow, field: SheetField): boolean {
  const [value, empty] = [row[field], blank[field]];
  return Array.isArray(value) ? value.length > 0 : value !== empty;
}

/** A conversation is with one woman where nothing else is written (design 9.2): the only value that counts without being confirmed. */
export const women_by_default = 1;

/** The pale value of a cell that is not stated: her guess, or the nearest stated one above. */
export function proposal(rows: readonly SheetRow[], position: number, field: SheetField): SheetValue | undefined {
  const row = rows[position];
  if (row !== undefined && field === 'women' && !is_stated(row, field)) return women_by_default;
  if (row === undefined || !proposed_fields.includes(field) || is_stated(row, field)) return undefined;
  if (field === 'held_on' && row.guessed_on !== null) return row.guessed_on;
  for (let at = position; at >= 0; at -= 1) {
    const above = rows[at]!;
    if (is_stated(above, field)) return above[field];
    if (above.emptied.includes(field)) return undefined;
  }
  return undefined;
}

/** What Space takes in an empty cell: the pale value, and where none is proposed what the row above states. */
export function same_as_above(rows: readonly SheetRow[], position: number, field: SheetField): SheetValue | undefined {
  if (proposed_fields.includes(field)) return proposal(rows, position, field);
  const above = rows[position - 1];
  if (above === undefined || !is_stated(above, field)) return proposal(rows, position, field);
  const value = above[field];
  return Array.isArray(value) ? [...value] : value;
}

/** The row with this stated, or emptied. */
export function with_value(row: SheetRow, field: SheetField, value: SheetValue): SheetRow {
  const next = { ...row, [field]: value };
  const emptied = row.emptied.filter((one) => one !== field);
  if (field === 'held_on') next.guessed_on = null;
  return { ...next, emptied: is_stated(next, field) || !proposed_fields.includes(field) ? emptied : [...emptied, field] };
}

/** "26", written when it had not come yet, is the 26th once it has: a page stays open over midnight. */
export function day_has_come(row: SheetRow, today: string): SheetRow {
  const day = row.guessed_on === null ? null : `${today.slice(0, 8)}${row.guessed_on.slice(8)}`;
  return day !== null && day <= today ? with_value(row, 'held_on', day) : row;
}

/** Everything that is pale in the row, confirmed at once. */
export function all_confirmed(rows: readonly SheetRow[], position: number): SheetRow {
  return proposed_fields.reduce((row, field) => {
    const value = proposal(rows, position, field);
    return value === undefined ? row : with_value(row, field, value);
  }, rows[position]!);
}

/** The rows in which something is stated: these are conversations. Pale values alone are not. */
export function written_rows(rows: readonly SheetRow[]): SheetRow[] {
  return rows.filter((row) => row.guessed_on !== null || sheet_fields.some((field) => is_stated(row, field)));
}

/** What the page can see itself, before anything is sent. */
export function check_row(rows: readonly SheetRow[], row: SheetRow, today: string, rules: RecordingRules): CellProblem[] {
  const problems: CellProblem[] = [];
  const position = rows.findIndex((one) => one.id === row.id);
  const add = (field: SheetField, message_key: string): number => problems.push({ row_id: row.id, field, message_key, sentence: '' });
  const missing = (field: SheetField, key: string): number => add(field, proposal(rows, position, field) === undefined ? key : 'office.sheet.problem.not_confirmed');
  if (row.done_by === null) missing('done_by', 'office.sheet.problem.mother_missing');
  if (row.held_on === null) row.guessed_on === null ? missing('held_on', 'office.sheet.problem.day_missing') : add('held_on', 'office.sheet.problem.day_guessed');
  else if (row.held_on > today) add('held_on', 'office.sheet.problem.day_future');
  else if (row.held_on < add_days(today, -rules.days_back)) add('held_on', 'office.sheet.problem.day_too_old');
  return problems;
}

export function to_items(rows: readonly SheetRow[], template_version: number): Recording[] {
  return rows.flatMap(({ guessed_on: _guess, emptied: _emptied, ...row }) => {
    const { done_by, held_on } = row;
    return done_by === null || held_on === null ? [] : [{ ...row, done_by, held_on, women: row.women ?? women_by_default, template_version }];
  });
}

/** `items[3].held_on` is a cell of the fourth row that was sent; null for a problem of the whole sheet. */
export function cell_of(field: string | null, sent: readonly SheetRow[]): { row_id: string; field: SheetField } | null {
  const match = /^\/?items[[/.](\d+)\]?[./]?(\w*)/.exec(field ?? '');
  const row = match ? sent[Number(match[1])] : undefined;
  if (!match || row === undefined) return null;
  const named = sheet_fields.find((name) => name === match[2]);
  return { row_id: row.id, field: named ?? 'done_by' };
}

