// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { all_confirmed, cell_of, check_row, day_has_come, new_row, proposal, same_as_above, to_items, with_value, written_rows } from './sheet.ts';
import type { SheetField, SheetRow } from './sheet.ts';

const today = '2026-11-23';
const rules = { today: '2026-11-23', days_back: 90, editable_days: 30, women_at_most: 50, minutes_at_most: 600 };
const first: SheetRow = { ...new_row(today), done_by: 'p1', held_on: '2026-11-20', place: 'library', themes: ['money'], minutes: 30 };
const row = (stated: Partial<SheetRow> = {}): SheetRow => ({ ...new_row(today), ...stated });
const problems = (rows: SheetRow[], at: number): [SheetField, string][] => check_row(rows, rows[at]!, today, rules).map(({ field, message_key }) => [field, message_key]);

describe('what is proposed is not typed', () => {
  test('mother, day, contact, place and language of the row above are proposed, nothing else, and no part of the row', () => {
    const rows = [first, row()];
    expect(proposal(rows, 1, 'done_by')).toBe('p1');
    expect(proposal(rows, 1, 'held_on')).toBe('2026-11-20');
    expect(proposal(rows, 1, 'place')).toBe('library');
    expect(proposal(rows, 1, 'contact_way')).toBeUndefined();
    for (const field of ['meeting', 'activities', 'themes', 'minutes', 'next_step', 'ladder'] as const) expect(proposal(rows, 1, field)).toBeUndefined();
    expect(written_rows(rows)).toEqual([first]);
  });
  test('a row that was begun stores what was stated in it; contact, place and language that nobody confirmed are not stated', () => {
    const rows = [{ ...first, contact_way: 'street', language: 'ar' }, row({ done_by: 'p1', held_on: '2026-11-20', themes: ['housing'] })];
    expect(to_items(written_rows(rows), 4)[1]).toMatchObject({ contact_way: 'not_stated', place: 'not_stated', language: null, women: 1, minutes: 0, themes: ['housing'] });
  });
  test('a row without a confirmed mother or day is not complete and says so', () => {
    expect(problems([first, row({ themes: ['money'] })], 1)).toEqual([['done_by', 'office.sheet.problem.not_confirmed'], ['held_on', 'office.sheet.problem.not_confirmed']]);
    expect(problems([row({ themes: ['money'] })], 0)).toEqual([['done_by', 'office.sheet.problem.mother_missing'], ['held_on', 'office.sheet.problem.day_missing']]);
  });
  test('the proposal is the nearest stated value above, past rows that left it pale', () => {
    const rows = [first, row({ done_by: 'p2' }), row(), row()];
    expect(proposal(rows, 3, 'done_by')).toBe('p2');
    expect(proposal(rows, 3, 'place')).toBe('library');
  });
  test('an emptied cell proposes nothing, nor do the cells below it, until something is stated again', () => {
    const rows = [first, with_value(row(), 'place', 'not_stated'), row()];
    expect(proposal(rows, 1, 'place')).toBeUndefined();
    expect(proposal(rows, 2, 'place')).toBeUndefined();
    rows[1] = with_value(rows[1]!, 'place', 'street');
    expect(proposal(rows, 2, 'place')).toBe('street');
  });
});

describe('one key for "the same"', () => {
  test('of a row: everything pale, at once', () => {
    const rows = [first, row({ women: 3 })];
    rows[1] = all_confirmed(rows, 1);
    expect(rows[1]).toMatchObject({ done_by: 'p1', held_on: '2026-11-20', place: 'library', contact_way: 'not_stated', women: 3, themes: [], minutes: 0 });
    expect(problems(rows, 1)).toEqual([]);
  });
  test('of a cell: what is pale, else what the row above states', () => {
    const rows = [first, row(), row()];
    expect(same_as_above(rows, 2, 'done_by')).toBe('p1');
    expect(same_as_above(rows, 1, 'themes')).toEqual(['money']);
    expect(same_as_above(rows, 2, 'themes')).toBeUndefined();
    expect(same_as_above(rows, 1, 'women')).toBe(1);
    expect(same_as_above(rows, 0, 'place')).toBeUndefined();
  });
});

describe('which rows are sent', () => {
  test('an empty sheet has none', () => expect(written_rows([row(), row()])).toEqual([]));
  test('a row that was only looked at is none, at the end and between others', () => {
    const third = row({ women: 2 });
    expect(written_rows([first, row(), third, row()])).toEqual([first, third]);
  });
  test('one woman is what she states where she writes it', () => expect(written_rows([row({ women: 1 })])).toHaveLength(1));
  test('an item has the fields of docs/sync.md', () => {
    expect(Object.keys(to_items([first], 4)[0] ?? {}).sort()).toEqual(
      ['activities', 'contact_way', 'done_by', 'held_on', 'id', 'ladder', 'language', 'meeting', 'minutes', 'next_step', 'place', 'template_version', 'themes', 'women'],
    );
  });
});

describe('what a page can see itself', () => {
  test.each<[SheetRow, SheetField, string]>([
    [{ ...first, held_on: '2026-11-24' }, 'held_on', 'office.sheet.problem.day_future'],
    [{ ...first, held_on: '2026-08-24' }, 'held_on', 'office.sheet.problem.day_too_old'],
    [{ ...first, held_on: null, guessed_on: '2026-10-27' }, 'held_on', 'office.sheet.problem.day_guessed'],
  ])('%#: a day', (one, field, message_key) => expect(problems([one], 0)).toEqual([[field, message_key]]));
  test('as far back as the server takes it', () => expect(problems([{ ...first, held_on: '2026-08-25' }], 0)).toEqual([]));
  test('a guessed day is pale, kept with the draft, and confirmed like any other', () => {
    const rows = [row({ guessed_on: '2026-10-27', done_by: 'p1' })];
    expect(proposal(rows, 0, 'held_on')).toBe('2026-10-27');
    expect(all_confirmed(rows, 0)).toMatchObject({ held_on: '2026-10-27', guessed_on: null });
    expect(proposal([...rows, row()], 1, 'held_on')).toBeUndefined();
  });
  test('a guessed day that comes while the page stands open is that day', () => {
    const guessed = row({ guessed_on: '2026-10-24' });
    expect(day_has_come(guessed, '2026-11-23')).toBe(guessed);
    expect(day_has_come(guessed, '2026-11-24')).toMatchObject({ held_on: '2026-11-24', guessed_on: null });
  });
});

describe('where a problem of the server belongs', () => {
  const rows = [first, row()];
  test.each([
    ['items[1].held_on', 1, 'held_on'],
    ['items[0].themes[2]', 0, 'themes'],
    ['items[1]', 1, 'done_by'],
    ['items[1].something_new', 1, 'done_by'],
  ])('%s is in row %i, %s', (field, position, cell) => {
    expect(cell_of(field, rows)).toEqual({ row_id: rows[position]?.id, field: cell });
  });
  test('a problem of the whole sheet is in no cell', () => {
    expect(cell_of(null, rows)).toBeNull();
    expect(cell_of('items', rows)).toBeNull();
    expect(cell_of('items[7].held_on', rows)).toBeNull();
  });
});
