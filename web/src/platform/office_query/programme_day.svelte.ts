// SPDX-License-Identifier: AGPL-3.0-or-later
// What day it is in the programme, as the server says: with every answer, and asked for when the page is looked at again and when it is midnight there.
// A page may stand open for days, and this computer's clock and time zone may be wrong: they only tell when to ask, never what day it is.

import type { Day } from '../day.ts';

let told = $state<Day>('');

export function programme_day(): Day {
  return told;
}

export function hear_day(day: string | null | undefined): void {
  if (day !== null && day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day)) told = day;
}

/** The day over there by this computer's clock. */
export function day_in(time_zone: string, now: Date): Day {
  const two = (style: 'year' | 'month' | 'day'): string => parts.find((part) => part.type === style)?.value.padStart(2, '0') ?? '';
  let parts: Intl.DateTimeFormatPart[];
  try {
    parts = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { timeZone: time_zone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(now);
  } catch {
    return now.toISOString().slice(0, 10);
  }
  return `${two('year')}-${two('month')}-${two('day')}`;
}

const look_every_ms = 15_000;
const ask_at_most_every_ms = 60_000;

/** Asks when it may be another day. Returns the way to stop. */
export function keep_day(time_zone: string, ask: () => Promise<unknown>): () => void {
  let asked_at = Date.now();
  let seen = day_in(time_zone, new Date());

  function ask_now(): void {
    asked_at = Date.now();
    seen = day_in(time_zone, new Date());
    void ask();
  }
  function look(): void {
    if (document.visibilityState !== 'visible') return;
    const now = day_in(time_zone, new Date());
    if (now !== seen || (now !== told && Date.now() - asked_at >= ask_at_most_every_ms)) ask_now();
  }
  function shown_again(): void {
    if (document.visibilityState === 'visible') ask_now();
  }
  const timer = setInterval(look, look_every_ms);
  document.addEventListener('visibilitychange', shown_again);
  window.addEventListener('focus', shown_again);
  window.addEventListener('online', shown_again);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', shown_again);
    window.removeEventListener('focus', shown_again);
    window.removeEventListener('online', shown_again);
  };
}
