// SPDX-License-Identifier: AGPL-3.0-or-later
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { turns } from './turns.ts';

const pause = (failures: number) => (failures === 0 ? 900_000 : failures * 5_000);
let runs = 0;
let end: (well: boolean) => void = () => {};
const run = () => (runs++, new Promise<boolean>((done) => (end = done)));
const ended = async (well = true) => (end(well), await vi.advanceTimersByTimeAsync(0));

beforeEach(() => (vi.useFakeTimers(), (runs = 0)));
afterEach(() => vi.useRealTimers());

test('what is asked for at once is one run, and one is on its way at a time', async () => {
  const some = turns(run, pause);
  some.soon();
  some.soon();
  await vi.advanceTimersByTimeAsync(50);
  expect(runs).toBe(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(runs).toBe(1);
});

test.each([0, 1, 49, 50, 51, 5_000])('what is asked for while one is on its way begins when it has ended, however late: %i ms before its end', async (before_end) => {
  const some = turns(run, pause);
  some.soon();
  await vi.advanceTimersByTimeAsync(50);
  some.soon();
  await vi.advanceTimersByTimeAsync(before_end);
  expect(runs).toBe(1);
  await ended();
  await vi.advanceTimersByTimeAsync(50);
  expect(runs).toBe(2);
  await ended();
  await vi.advanceTimersByTimeAsync(800_000);
  expect(runs).toBe(2);
});

test('it goes again by itself, later after each failure, and as at first once the network is back', async () => {
  const some = turns(run, pause);
  some.soon();
  for (const wait of [50, 5_000, 10_000]) {
    const before = runs;
    await vi.advanceTimersByTimeAsync(wait - 1);
    expect(runs).toBe(before);
    await vi.advanceTimersByTimeAsync(1);
    expect(runs).toBe(before + 1);
    await ended(false);
  }
  some.afresh();
  some.soon();
  await vi.advanceTimersByTimeAsync(50);
  await ended(false);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(runs).toBe(5);
  await ended();
  await vi.advanceTimersByTimeAsync(899_999);
  expect(runs).toBe(5);
  await vi.advanceTimersByTimeAsync(1);
  expect(runs).toBe(6);
});

test('a run that throws is a failure', async () => {
  const some = turns(() => (runs++, Promise.reject(new Error('gone'))), pause);
  some.soon();
  await vi.advanceTimersByTimeAsync(50 + 5_000);
  expect(runs).toBe(2);
});
