// SPDX-License-Identifier: AGPL-3.0-or-later
// What one document has and another has not, as a short list: for a link, for the draft of this tab, and for putting one's changes on top of a
// version that somebody else saved. A line is named by its id, so the list still fits where other lines were added.

import { list_names } from './document.ts';
import type { CostModel, ListName } from './document.ts';

type Line = { id: string } & Record<string, unknown>;
/** [list, id, member, value], [list, id, line] for a new line, [list, id] for one taken away, [member, value] for the document's own.
 *  A value of undefined is written as null. */
export type Change = [string, ...unknown[]];

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const is_list = (name: string): name is ListName => (list_names as readonly string[]).includes(name);
const by_name = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const members_of = (a: object, b: object): string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])].sort(by_name);

function lines_of(model: CostModel, list: ListName): Line[] {
  return model[list] as unknown as Line[];
}

function line_changes(list: ListName, before: Line[], now: Line[]): Change[] {
  const changes: Change[] = [];
  for (const old of before) if (!now.some((line) => line.id === old.id)) changes.push([list, old.id]);
  for (const line of now) {
    const old = before.find((one) => one.id === line.id);
    if (old === undefined) {
      changes.push([list, line.id, line]);
      continue;
    }
    for (const member of members_of(old, line)) if (!same(old[member], line[member])) changes.push([list, line.id, member, line[member] ?? null]);
  }
  return changes;
}

export function changes_between(before: CostModel, now: CostModel): Change[] {
  const changes: Change[] = [];
  for (const member of members_of(before, now)) {
    if (is_list(member)) changes.push(...line_changes(member, lines_of(before, member), lines_of(now, member)));
    else if (!same(before[member as keyof CostModel], now[member as keyof CostModel])) changes.push([member, now[member as keyof CostModel] ?? null]);
  }
  return changes;
}

/** Free text and names stay behind: a link carries numbers and how they are used. */
export function without_words(changes: readonly Change[]): Change[] {
  const kept: Change[] = [];
  for (const change of changes) {
    const [name, id, third] = change;
    if (!is_list(name)) {
      if (name !== 'reporting') kept.push(change);
    } else if (change.length === 3) {
      const { note: _note, approved: _approved, ...line } = third as Line & { note?: unknown; approved?: unknown };
      kept.push([name, id, line]);
    } else if (third !== 'note' && third !== 'approved') kept.push(change);
  }
  return kept;
}

/** The document with the changes, and those that found no place in it. */
export function with_changes(model: CostModel, changes: readonly Change[]): { model: CostModel; left_over: Change[] } {
  const next: Record<string, unknown> = { ...model };
  const left_over: Change[] = [];
  for (const change of changes) {
    const [name, id, third, value] = change;
    if (!is_list(name)) {
      next[name] = id;
      continue;
    }
    const lines = next[name] as Line[];
    const place = lines.findIndex((line) => line.id === id);
    if (change.length === 2) next[name] = lines.filter((line) => line.id !== id);
    else if (change.length === 3) next[name] = place < 0 ? [...lines, third as Line] : lines.map((line, index) => (index === place ? (third as Line) : line));
    else if (place < 0) left_over.push(change);
    else next[name] = lines.map((line, index) => (index === place ? { ...line, [third as string]: value } : line));
  }
  return { model: next as CostModel, left_over };
}

/** How many lines and settings differ: what the page says of unsaved work. */
export function count_changes(changes: readonly Change[]): number {
  return new Set(changes.map((change) => (is_list(change[0]) ? `${change[0]} ${String(change[1])}` : change[0]))).size;
}

const document_members = ['title', 'summary', 'language', 'currency', 'price_year', 'price_index', 'last_year', 'programme_years', 'discounting',
  'optimism_bias_benefit', 'optimism_bias_cost', 'ratio_year', 'correlations', 'claims', 'reporting'];

/** Whether anything is a change that a document can take: a link may have been cut off, or written by hand. */
export function is_change(value: unknown): value is Change {
  if (!Array.isArray(value) || typeof value[0] !== 'string') return false;
  if (!is_list(value[0])) {
    if (value.length !== 2 || !document_members.includes(value[0])) return false;
    const lists = ['correlations', 'claims'];
    return lists.includes(value[0]) ? Array.isArray(value[1]) : true;
  }
  if (typeof value[1] !== 'string' || value.length > 4) return false;
  if (value.length === 3) return typeof value[2] === 'object' && value[2] !== null && (value[2] as Line).id === value[1];
  return value.length === 2 || (typeof value[2] === 'string' && value[2] !== 'id');
}
