// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { cell_of, check_row, next_row, to_items, written_rows } from './sheet.ts';
import type { SheetRow } from './sheet.ts';

const today = '2026-11-23';
const first: SheetRow = { ...next_row(undefined, today), done_by: 'p1', held_on: '2026-11-20', place: 'library', themes: ['money'], minutes: 30 };

describe('a new row', () => {
  test('takes mother, day, contact, place and language from the row above, and nothing else', () => {
    const row = next_row(first, today);
    expect(row).toMatchObject({ done_by: 'p1', held_on: '2026-11-20', place: 'library', themes: [], minutes: 0, women: 1 });
    expect(row.id).not.toBe(first.id);
  });
});

describe('which rows are sent', () => {
  test('an empty sheet has none', () => {
    expect(written_rows([next_row(undefined, today)], today)).toEqual([]);
  });
  test('untouched rows at the end are no rows', () => {
    const second = next_row(first, today);
    expect(written_rows([first, second, next_row(second, today)], today)).toEqual([first]);
  });
  test('a row left as it came between others is a conversation', () => {
    const second = next_row(first, today);
    const third = { ...next_row(second, today), women: 2 };
    expect(written_rows([first, second, third], today)).toHaveLength(3);
  });
  test('an item has the fields of docs/sync.md', () => {
    expect(Object.keys(to_items([first], 4)[0] ?? {}).sort()).toEqual(
      ['activities', 'contact_way', 'done_by', 'held_on', 'id', 'ladder', 'language', 'meeting', 'minutes', 'next_step', 'place', 'template_version', 'themes', 'women'],
    );
  });
});

describe('what a page can see itself', () => {
  test.each([
    [{ ...first, done_by: null }, 'done_by', 'office.sheet.problem.mother_missing'],
    [{ ...first, held_on: null }, 'held_on', 'office.sheet.problem.day_missing'],
    [{ ...first, held_on: '2026-11-24' }, 'held_on', 'office.sheet.problem.day_future'],
    [{ ...first, held_on: '2026-10-23' }, 'held_on', 'office.sheet.problem.day_too_old'],
  ])('%#: %s', (row, field, message_key) => {
    expect(check_row(row, today)).toEqual([{ row_id: first.id, field, message_key, sentence: '' }]);
  });
  test('thirty days ago is not too old', () => {
    expect(check_row({ ...first, held_on: '2026-10-24' }, today)).toEqual([]);
  });
});

describe('where a problem of the server belongs', () => {
  const rows = [first, next_row(first, today)];
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
