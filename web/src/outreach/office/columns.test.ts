// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { columns_of, read_cell } from './columns.ts';
import type { Column } from './columns.ts';
import type { SheetField } from './sheet.ts';

const item = (code: string, label: string): { code: string; label: string; icon: string } => ({ code, label, icon: '' });
const columns = columns_of({
  template_version: 1,
  mothers: [item('p1', 'Amina H.'), item('p2', 'Fatma K.')],
  lists: { contact_way: [], place: [item('library', 'Library')], activities: [], themes: [item('money', 'Money'), item('housing', 'Housing')], next_step: [] },
  meeting: [item('first', 'First time'), item('again', 'Met before')],
  ladder: [item('1', 'I did it'), item('2', 'Side by side'), item('3', 'She did it')],
  minutes: [],
  languages: [item('ar', 'Arabic')],
  rules: { today: '2026-11-23', days_back: 90, editable_days: 30, women_at_most: 50, minutes_at_most: 600 },
});

function read(field: SheetField, typed: string, already: string[] = []): unknown {
  const column = columns.find((one) => one.field === field) as Column;
  const found = read_cell(column, typed, already, { today: '2026-11-23', words: { today: 'today', yesterday: 'yesterday' }, language: 'en' });
  return found.ok === 'guess' ? `guess ${found.day}` : found.ok ? found.value : found.message_key;
}

describe('what is typed in a cell', () => {
  test.each<[SheetField, string, unknown]>([
    ['done_by', 'fat', 'p2'],
    ['done_by', 'nobody', 'office.sheet.problem.unknown'],
    ['done_by', '', null],
    ['held_on', '20', '2026-11-20'],
    ['held_on', 'soon', 'office.sheet.problem.not_a_day'],
    ['held_on', '٢٣', '2026-11-23'],
    ['held_on', '24', 'guess 2026-10-24'],
    ['held_on', '24/10', '2026-10-24'],
    ['held_on', '14/11/1448', 'office.day.other_calendar'],
    ['women', '٣', 3],
    ['women', '0', 'office.sheet.problem.not_a_number'],
    ['women', '51', 'office.sheet.problem.not_a_number'],
    ['women', '2.5', 'office.sheet.problem.not_a_number'],
    ['women', '\u200f۷\u00a0', 7],
    ['women', '', null],
    ['minutes', '600', 600],
    ['minutes', '601', 'office.sheet.problem.not_a_number'],
    ['meeting', 'm', 'again'],
    ['place', '', 'not_stated'],
    ['ladder', '3', 3],
    ['language', 'arab', 'ar'],
  ])('%s: %s', (field, typed, value) => {
    expect(read(field, typed)).toEqual(value);
  });
  test('several are added to those that are there', () => {
    expect(read('themes', '1 2', ['housing'])).toEqual(['housing', 'money']);
    expect(read('themes', '', ['housing'])).toEqual(['housing']);
    expect(read('themes', '1 7', [])).toBe('office.sheet.problem.unknown');
  });
});
