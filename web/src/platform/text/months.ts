// SPDX-License-Identifier: AGPL-3.0-or-later
// The months by name, in the languages of the pages: Arabic has three sets of names (Egypt and the Gulf, the Levant and Iraq, the Maghreb), and a
// mother from any of them writes hers. And the names of Islamic months, to say that they are of another calendar.

import { fold } from './fold.ts';

const tongues = ['en', 'da', 'ar-EG', 'ar-SY', 'ar-DZ', 'ar-MA'];
const least_letters = 3;
let names: { name: string; month: number }[] | null = null;
let islamic: string[] | null = null;

function clean(name: string): string {
  return fold(name).replace(/[.\u200e\u200f]/g, '').trim();
}

function written(language: string, style: 'long' | 'short', day: Date): string {
  const parts = new Intl.DateTimeFormat(language, { month: style, day: 'numeric', timeZone: 'UTC' }).formatToParts(day);
  return clean(parts.find((part) => part.type === 'month')?.value ?? '');
}

function all_names(): { name: string; month: number }[] {
  names ??= Array.from({ length: 12 }, (_, index) => index).flatMap((index) =>
    tongues.flatMap((language) =>
      (['long', 'short'] as const).map((style) => ({ name: written(`${language}-u-ca-gregory-nu-latn`, style, new Date(Date.UTC(2026, index, 15))), month: index + 1 })),
    ),
  );
  return names;
}

/** The month of a name or of its beginning, where that fits one month only. */
export function month_named(typed: string): number | null {
  const wanted = clean(typed);
  const whole = new Set(all_names().filter(({ name }) => name === wanted).map(({ month }) => month));
  if (whole.size === 1) return [...whole][0] ?? null;
  if (wanted.length < least_letters) return null;
  const begun = new Set(all_names().filter(({ name }) => name.startsWith(wanted)).map(({ month }) => month));
  return begun.size === 1 ? ([...begun][0] ?? null) : null;
}

export function of_another_calendar(typed: string): boolean {
  islamic ??= Array.from({ length: 13 }, (_, index) => new Date(Date.UTC(2025, 5, 30 + index * 29)))
    .flatMap((day) => ['ar', 'en'].map((language) => written(`${language}-u-ca-islamic-civil-nu-latn`, 'long', day)));
  return islamic.includes(clean(typed));
}
