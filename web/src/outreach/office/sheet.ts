// SPDX-License-Identifier: AGPL-3.0-or-later
// A paper sheet of many conversations, as rows that are still being written. What a cell holds is a code or nothing, never
// a name: the draft of a sheet may lie in the browser's session storage.

import { add_days, day_id } from '../../platform/day.ts';
import { days_back, empty_conversation, not_stated } from './conversation.ts';
import type { Meeting, Recording } from './conversation.ts';

export type SheetRow = {
  id: string;
  done_by: string | null;
  held_on: string | null;
  women: number;
  meeting: Meeting;
  contact_way: string;
  place: string;
  activities: string[];
  themes: string[];
  minutes: number;
  next_step: string;
  ladder: number | null;
  language: string | null;
};

export type SheetField = Exclude<keyof SheetRow, 'id'>;

/** A problem in one cell: a message key of ours, or the server's sentence. */
export type CellProblem = { row_id: string; field: SheetField; message_key: string; sentence: string };

export const sheet_fields: readonly SheetField[] = [
  'done_by', 'held_on', 'women', 'meeting', 'contact_way', 'place', 'activities', 'themes', 'minutes', 'next_step',
  'ladder', 'language',
];

/** What usually stays the same down a sheet is taken from the row above. */
export function next_row(above: SheetRow | undefined, today: string): SheetRow {
  const { template_version: _version, ...empty } = empty_conversation(today, 0);
  const row: SheetRow = { ...empty, id: day_id(today), done_by: null, held_on: null };
  if (above === undefined) return row;
  const { done_by, held_on, contact_way, place, language } = above;
  return { ...row, done_by, held_on, contact_way, place, language };
}

function same_list(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((code, position) => code === other[position]);
}

/** Nothing was written in it beyond what the row above gave: at the end of a sheet it is no row yet. */
export function is_untouched(row: SheetRow, above: SheetRow | undefined, today: string): boolean {
  const fresh = next_row(above, today);
  return sheet_fields.every((field) => {
    const [one, other] = [row[field], fresh[field]];
    return Array.isArray(one) && Array.isArray(other) ? same_list(one, other) : one === other;
  });
}

/** All rows but the untouched ones at the end: a row that is left as it came, between others, is a conversation too. */
export function written_rows(rows: readonly SheetRow[], today: string): SheetRow[] {
  let count = rows.length;
  while (count > 0 && is_untouched(rows[count - 1]!, rows[count - 2], today)) count -= 1;
  return rows.slice(0, count);
}

/** What the page can see itself, before anything is sent. */
export function check_row(row: SheetRow, today: string): CellProblem[] {
  const problems: CellProblem[] = [];
  const add = (field: SheetField, message_key: string): number =>
    problems.push({ row_id: row.id, field, message_key, sentence: '' });
  if (row.done_by === null) add('done_by', 'office.sheet.problem.mother_missing');
  if (row.held_on === null) add('held_on', 'office.sheet.problem.day_missing');
  else if (row.held_on > today) add('held_on', 'office.sheet.problem.day_future');
  else if (row.held_on < add_days(today, -days_back)) add('held_on', 'office.sheet.problem.day_too_old');
  return problems;
}

export function to_items(rows: readonly SheetRow[], template_version: number): Recording[] {
  return rows.flatMap((row) => {
    const { done_by, held_on } = row;
    return done_by === null || held_on === null ? [] : [{ ...row, done_by, held_on, template_version }];
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

export function is_stated(code: string): boolean {
  return code !== not_stated && code !== '';
}
