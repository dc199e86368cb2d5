// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { bar_length, compare, hours_and_minutes } from './compare.ts';
import { answers_first } from './month.ts';
import { first_month, months_after, quarter_of, quarters_after } from './periods.ts';

describe('beside the month before', () => {
  test.each([
    [5, 3, { kind: 'more', difference: 2 }],
    [3, 5, { kind: 'fewer', difference: 2 }],
    [4, 4, { kind: 'same', difference: 0 }],
    [4, null, { kind: 'nothing_before', difference: 0 }],
  ])('%s beside %s', (now, before, expected) => {
    expect(compare(now, before)).toEqual(expected);
  });
});

test('time is hours and minutes', () => {
  expect(hours_and_minutes(0)).toEqual({ hours: 0, minutes: 0 });
  expect(hours_and_minutes(135)).toEqual({ hours: 2, minutes: 15 });
});

test('bars: the longest is whole, what is not zero can be seen', () => {
  expect(bar_length(10, 10)).toBe(100);
  expect(bar_length(1, 3)).toBe(33.3);
  expect(bar_length(1, 1000)).toBe(1);
  expect(bar_length(0, 10)).toBe(0);
  expect(bar_length(0, 0)).toBe(0);
});

test('"not stated" is no answer and comes last', () => {
  const row = (code: string) => ({ code, label: code, events: 1, women: 1, minutes: 0, mothers: 1 });
  expect(answers_first([row('a'), row('not_stated'), row('b')]).map((one) => one.code)).toEqual(['a', 'b', 'not_stated']);
});

describe('months and quarters', () => {
  test('over the turn of the year', () => {
    expect(months_after('2026-01', -1)).toBe('2025-12');
    expect(months_after('2025-12', 1)).toBe('2026-01');
    expect(months_after('2025-11', 14)).toBe('2027-01');
  });
  test('a month is in its quarter', () => {
    expect(['2026-01', '2026-03', '2026-04', '2026-12'].map(quarter_of)).toEqual(['2026-Q1', '2026-Q1', '2026-Q2', '2026-Q4']);
    expect(quarters_after('2026-Q1', -1)).toBe('2025-Q4');
    expect(first_month('2026-Q3')).toBe('2026-07');
  });
});
