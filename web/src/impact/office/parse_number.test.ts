// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { parse_in_unit, tidy } from './parse_number.ts';

test('a share is typed as per cent', () => {
  expect(parse_in_unit('25', 'share', 'en')).toBe(0.25);
  expect(parse_in_unit('12,5 %', 'share', 'da')).toBe(0.125);
  expect(parse_in_unit('٢٥٪', 'share', 'ar')).toBe(0.25);
  expect(parse_in_unit('\u200f٢٥\u061c٪', 'share', 'ar')).toBe(0.25);
  expect(parse_in_unit('7', 'share', 'en')).toBe(0.07);
  expect(parse_in_unit('25 %', 'money', 'en')).toBeNull();
});

test('what is written back is what was typed', () => {
  for (const share of [0.07, 0.29, 0.03696923076923077, 0.1, 1 / 3]) expect(parse_in_unit(String(tidy(share * 100)), 'share', 'en')).toBeCloseTo(share, 11);
  expect(tidy(0.07 * 100)).toBe(7);
});
