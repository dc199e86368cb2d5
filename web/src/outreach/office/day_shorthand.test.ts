// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { parse_day } from './day_shorthand.ts';

const today = '2026-03-10';
const words = { today: 'I dag', yesterday: 'I går' };
const read = (typed: string): string | null => parse_day(typed, today, words);

describe('a day as it is written on a sheet', () => {
  test.each([
    ['=', '2026-03-10'],
    ['0', '2026-03-10'],
    ['i dag', '2026-03-10'],
    ['I GÅR', '2026-03-09'],
    ['-1', '2026-03-09'],
    ['-30', '2026-02-08'],
    ['10', '2026-03-10'],
    ['9', '2026-03-09'],
    ['9.', '2026-03-09'],
    ['14', '2026-02-14'],
    ['31', '2026-01-31'],
    ['14/2', '2026-02-14'],
    ['14.2', '2026-02-14'],
    ['14 2', '2026-02-14'],
    ['1402', '2026-02-14'],
    ['24/12', '2025-12-24'],
    ['24-12-25', '2025-12-24'],
    ['24/12/2025', '2025-12-24'],
    ['2025-12-24', '2025-12-24'],
    ['١٤', '2026-02-14'],
    ['29/2', null],
    ['31/2', null],
    ['0/3', null],
    ['14/13', null],
    ['tomorrow', null],
    ['', null],
  ])('%s is %s', (typed, day) => {
    expect(read(typed)).toBe(day);
  });
  test('the turn of the year is no trouble', () => {
    expect(parse_day('30', '2026-01-05', words)).toBe('2025-12-30');
    expect(parse_day('31', '2026-03-01', words)).toBe('2026-01-31');
  });
});
