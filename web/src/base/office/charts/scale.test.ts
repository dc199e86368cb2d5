// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { across, ticks, upwards } from './scale.ts';

test('ticks are round and reach around the numbers; right to left turns the axis', () => {
  expect(ticks(0, 7.3, 5)).toEqual([0, 2, 4, 6, 8]);
  expect(ticks(-3, 4, 4)).toEqual([-4, -2, 0, 2, 4]);
  expect(ticks(5, 5, 4).length).toBeGreaterThan(1);
  expect(ticks(NaN, 1, 4)).toEqual([0, 1]);
  const plot = { width: 100, height: 50, start: 10, end: 5, top: 5, bottom: 5, rtl: false };
  expect([across(plot, 0, 10)(0), across(plot, 0, 10)(10), across({ ...plot, rtl: true }, 0, 10)(0)]).toEqual([10, 95, 90]);
  expect(upwards(plot, 0, 10)(10)).toBe(5);
});
