// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { add_days, day_id, days_between, today } from './day.ts';

describe('days', () => {
  test('today is the phone\'s calendar day, not that of UTC', () => {
    expect(today(new Date(2026, 10, 3, 0, 5))).toBe('2026-11-03');
    expect(today(new Date(2026, 10, 3, 23, 55))).toBe('2026-11-03');
  });
  test('days are counted across months, years and the change of the clock', () => {
    expect(add_days('2026-03-01', -1)).toBe('2026-02-28');
    expect(add_days('2026-12-31', 1)).toBe('2027-01-01');
    expect(days_between('2026-03-28', '2026-03-30')).toBe(2);
  });
});

describe('day ids', () => {
  test('a day id is a UUIDv7 at midnight of the day', () => {
    const id = day_id('2026-11-23');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 10, 23));
  });
  test('two ids of one day share nothing but the day, and sort by day', () => {
    expect(day_id('2026-11-23')).not.toBe(day_id('2026-11-23'));
    expect(day_id('2026-11-23') < day_id('2026-11-24')).toBe(true);
  });
});
