// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { read_day } from './days.ts';
import { month_named } from './months.ts';

const today = '2026-11-26';
const words = { today: 'I dag', yesterday: 'I går' };
function read(typed: string, on = today): string {
  const found = read_day(typed, on, words);
  return found.ok ? found.day + (found.guess ? '?' : '') : found.why;
}

describe('a day as people write it', () => {
  test.each([
    ['=', today], ['0', today], ['i dag', today], ['I GÅR', '2026-11-25'], ['I\u00a0dag', today],
    ['-1', '2026-11-25'], ['\u22121', '2026-11-25'], ['-30', '2026-10-27'],
    ['26', today], ['26.', today], ['٢٦', today], ['۲۶', today], ['\u200f٢٦\u200e', today], ['9', '2026-11-09'],
    ['14/3', '2026-03-14'], ['14.3', '2026-03-14'], ['14. 3.', '2026-03-14'], ['14 3', '2026-03-14'], ['14-3', '2026-03-14'], ['14,3', '2026-03-14'], ['1403', '2026-03-14'],
    ['14. 11.', '2026-11-14'], ['14 / 11', '2026-11-14'], ['14. 11. 2026', '2026-11-14'], ['14.11.26', '2026-11-14'], ['141126', '2026-11-14'], ['14112026', '2026-11-14'],
    ['24/12', '2025-12-24'], ['24-12-25', '2025-12-24'], ['24/12/2025', '2025-12-24'],
    ['2025-12-24', '2025-12-24'], ['2025/12/24', '2025-12-24'], ['2025-2-4', '2025-02-04'],
    ['١٤\u200f/٣\u200f/٢٠٢٦', '2026-03-14'], ['\u200e14\u200e/\u200e3\u200e/\u200e2026', '2026-03-14'], ['٢٠٢٦-١١-٢٦', today], ['۱۴/۳/۲۰۲۶', '2026-03-14'],
    ['14 nov', '2026-11-14'], ['14. nov.', '2026-11-14'], ['14 November', '2026-11-14'], ['14. november 2026', '2026-11-14'], ['14nov', '2026-11-14'],
    ['14-nov-2026', '2026-11-14'], ['den 14. marts', '2026-03-14'], ['14 mar', '2026-03-14'], ['1 maj', '2026-05-01'], ['1st of May', '2026-05-01'], ['1 okt 25', '2025-10-01'],
    ['Nov 14', '2026-11-14'], ['November 14th, 2026', '2026-11-14'],
    ['١٤ نوفمبر', '2026-11-14'], ['١٤ نوفمبر ٢٠٢٦', '2026-11-14'], ['14 تشرين الثاني', '2026-11-14'], ['٢ آب', '2026-08-02'], ['3 أيار 2026', '2026-05-03'], ['٥ ماي', '2026-05-05'],
    ['١٤/١١/٢٠٢٦م', '2026-11-14'],
    ['29/2/2024', '2024-02-29'],
  ])('%s is %s', (typed, day) => {
    expect(read(typed)).toBe(day);
  });

  test.each([
    ['14/11/1448', 'other_calendar'], ['١٤/١١/١٤٤٨', 'other_calendar'], ['1448-11-14', 'other_calendar'], ['14/11/1405', 'other_calendar'],
    ['14 رمضان', 'other_calendar'], ['14 Ramadan', 'other_calendar'], ['14 رجب 1448', 'other_calendar'], ['14/11/48 هـ', 'other_calendar'], ['14 nov 2569', 'other_calendar'],
    ['29/2', 'not_a_day'], ['31/2', 'not_a_day'], ['0/3', 'not_a_day'], ['11/26', 'not_a_day'], ['14/13', 'not_a_day'], ['32', 'not_a_day'], ['tomorrow', 'not_a_day'],
    ['14 no', 'not_a_day'], ['14 ju', 'not_a_day'], ['14 تشرين', 'not_a_day'], ['14/3/1066', 'not_a_day'], ['', 'empty'], [' \u200f', 'empty'],
  ])('%s: %s', (typed, why) => {
    expect(read(typed)).toBe(why);
  });
});

describe('a bare day that has not come this month is a guess, told as one', () => {
  test.each([
    ['27', '2026-10-27?'], ['30', '2026-10-30?'], ['31', '2026-10-31?'], ['٢٧', '2026-10-27?'], ['27.', '2026-10-27?'],
  ])('%s is %s', (typed, day) => {
    expect(read(typed)).toBe(day);
  });
  test('at the turn of the year and past a short month', () => {
    expect(read('30', '2026-01-05')).toBe('2025-12-30?');
    expect(read('31', '2026-03-01')).toBe('2026-01-31?');
  });
  test('with its month it is none', () => {
    expect(read('27/10')).toBe('2026-10-27');
    expect(read('27 okt')).toBe('2026-10-27');
  });
});

test('every month has its names', () => {
  for (const [name, month] of [['januar', 1], ['feb', 2], ['شباط', 2], ['marts', 3], ['أبريل', 4], ['maj', 5], ['حزيران', 6], ['جويلية', 7], ['aug', 8], ['غشت', 8], ['sept', 9], ['oct', 10], ['dec', 12], ['كانون الأول', 12]] as const)
    expect([name, month_named(name)]).toEqual([name, month]);
  expect(month_named('ja')).toBeNull();
});
