// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { parse_in_unit, parse_number, tidy } from './parse_number.ts';

describe('a number as people type it', () => {
  test.each([
    // typed, English, Danish, Arabic
    ['3.5', 3.5, 3.5, 3.5],
    ['3,5', 3.5, 3.5, 3.5],
    ['٣٫٥', 3.5, 3.5, 3.5],
    ['۳٫۵', 3.5, 3.5, 3.5],
    ['137,000', 137000, 137, 137000],
    ['137.000', 137, 137000, 137],
    ['1.234.567,5', 1234567.5, 1234567.5, 1234567.5],
    ['1,234,567.5', 1234567.5, 1234567.5, 1234567.5],
    ['1.234.567', 1234567, 1234567, 1234567],
    ['137 000', 137000, 137000, 137000],
    ['137\u00a0000', 137000, 137000, 137000],
    ["137'000", 137000, 137000, 137000],
    ['١٣٧٬٠٠٠', 137000, 137000, 137000],
    ['١٣٧٠٠٠', 137000, 137000, 137000],
    ['\u200f٣٥', 35, 35, 35],
    ['-3,5', -3.5, -3.5, -3.5],
    ['\u22123,5', -3.5, -3.5, -3.5],
    ['0,125', 0.125, 0.125, 0.125],
    ['0.125', 0.125, 0.125, 0.125],
    ['.5', 0.5, 0.5, 0.5],
    ['1e6', 1e6, 1e6, 1e6],
  ])('%s', (typed, english, danish, arabic) => {
    expect([parse_number(typed, 'en'), parse_number(typed, 'da'), parse_number(typed, 'ar')]).toEqual([english, danish, arabic]);
  });

  test.each(['', ' ', 'abc', '1,2,3', '1.2.3', '1,23.456,7', '3 5', '12 34', '--3', '1e', '1e999', 'NaN', 'Infinity', '0x10', '3kr', '٣٫٥٫١'])('%j is no number', (typed) => {
    for (const language of ['en', 'da', 'ar']) expect(parse_number(typed, language)).toBeNull();
  });

  test('a share is typed as per cent', () => {
    expect(parse_in_unit('25', 'share', 'en')).toBe(0.25);
    expect(parse_in_unit('12,5 %', 'share', 'da')).toBe(0.125);
    expect(parse_in_unit('٢٥٪', 'share', 'ar')).toBe(0.25);
    expect(parse_in_unit('7', 'share', 'en')).toBe(0.07);
    expect(parse_in_unit('25 %', 'money', 'en')).toBeNull();
  });
  test('what is written back is what was typed', () => {
    for (const share of [0.07, 0.29, 0.03696923076923077, 0.1, 1 / 3]) expect(parse_in_unit(String(tidy(share * 100)), 'share', 'en')).toBeCloseTo(share, 11);
    expect(tidy(0.07 * 100)).toBe(7);
  });
});
