// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { window_of } from './window.ts';

test('a short list stands there whole, wherever the page is', () => {
  expect(window_of(200, 5000, 800, 40)).toEqual({ first: 0, last: 200 });
  expect(window_of(0, 0, 800, 40)).toEqual({ first: 0, last: 0 });
});

test('of a long one what is seen stands there, with some rows before and after', () => {
  expect(window_of(10_000, 0, 800, 40)).toEqual({ first: 0, last: 50 });
  expect(window_of(10_000, 40_000, 800, 40)).toEqual({ first: 970, last: 1050 });
  expect(window_of(10_000, 400_000, 800, 40)).toEqual({ first: 9950, last: 10_000 });
});

test('above the list and below it the nearest end stands there', () => {
  expect(window_of(10_000, -3000, 800, 40).first).toBe(0);
  const below = window_of(10_000, 900_000, 800, 40);
  expect(below.last).toBe(10_000);
  expect(below.first).toBeLessThan(9980);
});

test('the window stays while it covers what is seen, and moves before an end of it comes into view', () => {
  const now = { first: 970, last: 1050 };
  expect(window_of(10_000, 40_400, 800, 40, now)).toBe(now);
  expect(window_of(10_000, 39_500, 800, 40, now)).toBe(now);
  expect(window_of(10_000, 41_200, 800, 40, now).first).toBe(1000);
  expect(window_of(10_000, 39_000, 800, 40, now).first).toBe(945);
});

test('a window of rows that have gone is no window', () => {
  expect(window_of(300, 0, 800, 40, { first: 970, last: 1050 })).toEqual({ first: 0, last: 50 });
  expect(window_of(150, 0, 800, 40, { first: 0, last: 300 })).toEqual({ first: 0, last: 150 });
});

test('wherever one looks, every row that is seen stands there', () => {
  let now = window_of(10_000, 0, 800, 37);
  for (let above = 0; above < 370_000; above += 613) {
    now = window_of(10_000, above, 800, 37, now);
    expect(now.first * 37).toBeLessThanOrEqual(above);
    expect(now.last * 37).toBeGreaterThanOrEqual(Math.min(370_000, above + 800));
    expect(now.last - now.first).toBeLessThanOrEqual(84);
  }
});
