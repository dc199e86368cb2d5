// SPDX-License-Identifier: AGPL-3.0-or-later
// Which rows of a long list stand in the page: those that can be seen and some before and after. A short list stands there whole, so that the browser's own
// search finds everything in it.

/** From the row `first` up to, and not with, the row `last`. */
export type Window = { first: number; last: number };

const whole = 200;
const margin = 30;
/** Nearer than this the window moves. Smaller than the margin, so that rows of unlike heights do not make it move to and fro. */
const least = 8;

/** `above`: how much of the list has been scrolled away over the upper edge; `height`: how much of it can be seen; `row`: the height of one row. */
export function window_of(count: number, above: number, height: number, row: number, now: Window | null = null): Window {
  if (count <= whole) return now?.first === 0 && now.last === count ? now : { first: 0, last: count };
  const last_begin = Math.max(0, count - Math.ceil(height / row));
  const begin = Math.min(last_begin, Math.max(0, Math.floor(above / row)));
  const end = Math.min(count, Math.max(begin + 1, Math.ceil((above + height) / row)));
  const covers = now !== null && now.last <= count && now.first <= Math.max(0, begin - least) && now.last >= Math.min(count, end + least);
  return covers ? now : { first: Math.max(0, begin - margin), last: Math.min(count, end + margin) };
}
