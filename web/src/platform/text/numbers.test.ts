// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { plain_text, read_number, read_whole } from './numbers.ts';

describe('a number as people type it', () => {
  test.each([
    // typed, English, Danish, Arabic
    ['3.5', 3.5, 3.5, 3.5],
    ['3,5', 3.5, 3.5, 3.5],
    ['٣٫٥', 3.5, 3.5, 3.5],
    ['٣،٥', 3.5, 3.5, 3.5],
    ['۳٫۵', 3.5, 3.5, 3.5],
    ['137,000', 137000, 137, 137000],
    ['137.000', 137, 137000, 137],
    ['1.234.567,5', 1234567.5, 1234567.5, 1234567.5],
    ['1,234,567.5', 1234567.5, 1234567.5, 1234567.5],
    ['1.234.567', 1234567, 1234567, 1234567],
    ['137 000', 137000, 137000, 137000],
    ['137\u00a0000', 137000, 137000, 137000],
    ['137\u202f000', 137000, 137000, 137000],
    ["137'000", 137000, 137000, 137000],
    ['١٣٧٬٠٠٠', 137000, 137000, 137000],
    ['١٬٢٣٤٬٥٦٧٫٨٩', 1234567.89, 1234567.89, 1234567.89],
    ['١٣٧٠٠٠', 137000, 137000, 137000],
    ['\u200f٣٥', 35, 35, 35],
    ['\u061c٣٥\u200e', 35, 35, 35],
    ['\u2066٣\u2069٥\ufeff', 35, 35, 35],
    ['\u00a07 ', 7, 7, 7],
    ['-3,5', -3.5, -3.5, -3.5],
    ['\u200e-٣٫٥', -3.5, -3.5, -3.5],
    ['\u22123,5', -3.5, -3.5, -3.5],
    ['0,125', 0.125, 0.125, 0.125],
    ['0.125', 0.125, 0.125, 0.125],
    ['.5', 0.5, 0.5, 0.5],
    ['1e6', 1e6, 1e6, 1e6],
  ])('%s', (typed, english, danish, arabic) => {
    expect([read_number(typed, 'en'), read_number(typed, 'da'), read_number(typed, 'ar')]).toEqual([english, danish, arabic]);
  });

  test.each(['', ' ', 'abc', '1,2,3', '1.2.3', '1,23.456,7', '3 5', '12 34', '--3', '1e', '1e999', 'NaN', 'Infinity', '0x10', '3kr', '٣٫٥٫١', '١٬٢', '١٢٣٤٬٥٦٧'])('%j is no number', (typed) => {
    for (const language of ['en', 'da', 'ar']) expect(read_number(typed, language)).toBeNull();
  });
});

describe('how many', () => {
  test.each([['7', 7], ['٧', 7], ['۷', 7], ['\u200f٧\u200f', 7], [' 7\u00a0', 7], ['٦٠٠', 600], ['3,0', 3], ['0', 0], ['-2', -2]])('%j is %i', (typed, value) => {
    expect(read_whole(typed, 'da')).toBe(value);
  });
  test.each(['', '2.5', '2,5', '٢٫٥', '1e2', 'seven', '1/2', '7a'])('%j is none', (typed) => {
    expect(read_whole(typed, 'en')).toBeNull();
  });
});

test('what is not seen is not read', () => {
  expect(plain_text('\ufeff\u200f١٤\u200f/\u200f٣\u00a0')).toBe('14/3');
});
