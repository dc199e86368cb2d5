// SPDX-License-Identifier: AGPL-3.0-or-later
// A month beside the month before, in plain words: more, fewer or the same, and by how many. No percentages, no arrows of
// success: a small group's numbers go up and down for many good reasons.

export type Comparison = { kind: 'more' | 'fewer' | 'same' | 'nothing_before'; difference: number };

/** Null before: there was no earlier month at all. */
export function compare(now: number, before: number | null): Comparison {
  if (before === null) return { kind: 'nothing_before', difference: 0 };
  if (now === before) return { kind: 'same', difference: 0 };
  return now > before ? { kind: 'more', difference: now - before } : { kind: 'fewer', difference: before - now };
}

/** Hours and minutes of a total. */
export function hours_and_minutes(minutes: number): { hours: number; minutes: number } {
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

/** The length of a bar, 0 to 100 with one decimal. The longest is 100, and what is not zero can be seen. */
export function bar_length(value: number, longest: number): number {
  if (value <= 0 || longest <= 0) return 0;
  return Math.max(1, Math.round((value / longest) * 1000) / 10);
}
