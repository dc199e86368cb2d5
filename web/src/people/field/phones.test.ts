// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { has_come, type Phones } from './phones.ts';

const now = (phones: number, phones_so_far: number): Phones => ({ phones, phones_since: '2026-11-14', phones_so_far });

test('her own first phone is no news, nor one in its place', () => {
  expect(has_come(now(1, 1), undefined)).toBe(false);
  expect(has_come(now(1, 3), undefined)).toBe(false);
  expect(has_come(now(1, 3), 2)).toBe(false);
});

test('another one is, until she has seen it; and so is the next, also where one has gone meanwhile', () => {
  expect(has_come(now(2, 2), undefined)).toBe(true);
  expect(has_come(now(2, 2), 2)).toBe(false);
  expect(has_come(now(3, 3), 2)).toBe(true);
  expect(has_come(now(2, 3), 2)).toBe(true);
});
