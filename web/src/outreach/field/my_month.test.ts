// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { new_conversation } from './conversation.ts';
import { month_before, my_month } from './my_month.ts';

const base = new_conversation('2026-11-02', [], 1);

test('a month counts conversations, women and minutes of that month only', () => {
  const month = my_month([{ ...base, women: 2, minutes: 30 }, { ...base, held_on: '2026-11-30', minutes: 15 }, { ...base, held_on: '2026-10-31' }], '2026-11');
  expect(month).toMatchObject({ conversations: 2, women: 3, minutes: 45 });
});

test('themes are multiple choice, what was not stated is not counted, the most frequent comes first', () => {
  const month = my_month([{ ...base, themes: ['a', 'b'] }, { ...base, themes: ['b'], contact_way: 'street' }], '2026-11');
  expect(month.dimensions).toEqual([
    { list: 'themes', counts: [{ code: 'b', count: 2 }, { code: 'a', count: 1 }] },
    { list: 'contact_way', counts: [{ code: 'street', count: 1 }] },
  ]);
});

test('months go back over the new year', () => {
  expect(month_before('2026-01', -1)).toBe('2025-12');
  expect(month_before('2026-12', 1)).toBe('2027-01');
});
