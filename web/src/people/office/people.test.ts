// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { day_of_moment, in_order, same_name } from './people.ts';
import type { Person } from './people.ts';

test('a moment is milliseconds or ISO text', () => {
  expect(day_of_moment(Date.parse('2026-11-30T10:00:00Z'))).toBe('2026-11-30');
  expect(day_of_moment('2026-11-30T10:00:00Z')).toBe('2026-11-30');
});

test('her name may be typed with other capitals and spaces, not as another name', () => {
  expect(same_name('  amina  hassan', 'Amina Hassan')).toBe(true);
  expect(same_name('Amina', 'Amina Hassan')).toBe(false);
  expect(same_name('', 'Amina')).toBe(false);
});

test('those who are here come first, each by name', () => {
  const person = (display_name: string, state: 'active' | 'left') => ({ display_name, state }) as Person;
  const people = [person('Zahra', 'active'), person('Aisha', 'left'), person('Åse', 'active'), person('Amina', 'active')];
  expect(in_order(people, 'da').map((one) => one.display_name)).toEqual(['Amina', 'Zahra', 'Åse', 'Aisha']);
});
