// SPDX-License-Identifier: AGPL-3.0-or-later
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ChosenDay } from './chosen_day.svelte.ts';
import { day_in, hear_day, keep_day, programme_day } from './programme_day.svelte.ts';

test('the day in Copenhagen near midnight, in summer and winter, and where no such zone is', () => {
  expect(day_in('Europe/Copenhagen', new Date('2026-11-25T22:59:00Z'))).toBe('2026-11-25');
  expect(day_in('Europe/Copenhagen', new Date('2026-11-25T23:00:00Z'))).toBe('2026-11-26');
  expect(day_in('Europe/Copenhagen', new Date('2026-07-01T22:00:00Z'))).toBe('2026-07-02');
  expect(day_in('Nowhere/At_All', new Date('2026-11-25T23:30:00Z'))).toBe('2026-11-25');
});

test('only a day is heard', () => {
  hear_day('2026-11-25');
  for (const none of [null, undefined, '', 'soon', '26/11']) hear_day(none);
  expect(programme_day()).toBe('2026-11-25');
});

test('a day in a form is today until she chooses', () => {
  let now = '2026-11-25';
  const form = new ChosenDay(() => now);
  expect(form.value).toBe('2026-11-25');
  now = '2026-11-26';
  expect(form.value).toBe('2026-11-26');
  form.value = '2026-11-20';
  now = '2026-11-27';
  expect(form.value).toBe('2026-11-20');
  form.value = '';
  expect(form.value).toBe('');
});

describe('a page that stands open', () => {
  const page = { visibilityState: 'visible', listeners: new Map<string, () => void>() };
  const target = { addEventListener: (name: string, act: () => void) => void page.listeners.set(name, act), removeEventListener: (name: string) => void page.listeners.delete(name) };
  let asked = 0;
  let stop: () => void;
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-11-25T22:58:00Z') });
    vi.stubGlobal('document', { ...target, get visibilityState() { return page.visibilityState; } });
    vi.stubGlobal('window', target);
    page.visibilityState = 'visible';
    asked = 0;
    hear_day('2026-11-25');
    stop = keep_day('Europe/Copenhagen', () => Promise.resolve((asked += 1)));
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test('asks when it is midnight over there, and not before', () => {
    vi.advanceTimersByTime(110_000);
    expect(asked).toBe(0);
    vi.advanceTimersByTime(30_000);
    expect(asked).toBe(1);
  });
  test('asks again, at most each minute, while the server says another day than the clock', () => {
    vi.advanceTimersByTime(5 * 60_000);
    expect(asked).toBeGreaterThan(2);
    expect(asked).toBeLessThan(6);
    hear_day('2026-11-26');
    const so_far = asked;
    vi.advanceTimersByTime(10 * 60_000);
    expect(asked).toBe(so_far);
  });
  test('asks when somebody looks at it again, and not while nobody does', () => {
    page.visibilityState = 'hidden';
    vi.advanceTimersByTime(24 * 3600_000);
    expect(asked).toBe(0);
    page.visibilityState = 'visible';
    page.listeners.get('visibilitychange')?.();
    expect(asked).toBe(1);
    page.listeners.get('focus')?.();
    expect(asked).toBe(2);
  });
});
