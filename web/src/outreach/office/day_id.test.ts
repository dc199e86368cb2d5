// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { day_id } from './day_id.ts';

test('a day id is a UUIDv7 of midnight, whatever the random bits', () => {
  for (const random of [new Uint8Array(10), new Uint8Array(10).fill(255)]) {
    const id = day_id('2026-11-23', random);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseInt(id.replace(/-/g, '').slice(0, 12), 16)).toBe(Date.parse('2026-11-23T00:00:00Z'));
  }
});

test('two ids of one day differ, and days sort', () => {
  expect(day_id('2026-11-23')).not.toBe(day_id('2026-11-23'));
  expect(day_id('2026-11-22') < day_id('2026-11-23')).toBe(true);
});
