// SPDX-License-Identifier: AGPL-3.0-or-later
// Numbers to places on a chart: round ticks, and lines as SVG paths. Right to left turns the horizontal axis around, as people read it.

/** Round numbers from at most `low` to at least `high`, about `count` of them. */
export function ticks(low: number, high: number, count: number): number[] {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const from = Math.min(low, high);
  const to = from === Math.max(low, high) ? from + 1 : Math.max(low, high);
  const rough = (to - from) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((lead) => lead * power).find((one) => one >= rough * 0.999) ?? 10 * power;
  const first = Math.floor(from / step + 1e-9);
  const last = Math.ceil(to / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

export type Plot = { width: number; height: number; start: number; end: number; top: number; bottom: number; rtl: boolean };

/** From the axis's numbers to pixels; `start` and `end` are the room at the side of the first and last letter. */
export function across(plot: Plot, low: number, high: number): (value: number) => number {
  const span = plot.width - plot.start - plot.end;
  return (value) => {
    const place = plot.start + ((value - low) / (high - low || 1)) * span;
    return plot.rtl ? plot.width - place : place;
  };
}

export function upwards(plot: Plot, low: number, high: number): (value: number) => number {
  const span = plot.height - plot.top - plot.bottom;
  return (value) => plot.height - plot.bottom - ((value - low) / (high - low || 1)) * span;
}

export function line_path(points: readonly { x: number; y: number }[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

/** Every n-th, so that labels don't run into each other. */
export function every(count: number, most: number): number {
  return Math.max(1, Math.ceil(count / Math.max(1, most)));
}
