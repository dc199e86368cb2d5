// SPDX-License-Identifier: AGPL-3.0-or-later
// Days as people write them, in any office page: 2026-11-26, "26", "26/11", "14. 11.", "14 nov", "١٤‏/٣‏/٢٠٢٦", "-1" for yesterday, "=" for today.
// The day comes before the month. Without a year it is a day that has been, because what is recorded has happened. A bare "27" on the 26th
// would be a month back: that is a guess, told as one, never taken in silence. A year of another calendar (1448) is refused and named.

import { add_days, real_day, type Day } from '../day.ts';
import { month_named, of_another_calendar } from './months.ts';
import { plain_text } from './numbers.ts';

/** `guess`: she wrote a day that has not come this month; `day` is the one before, and only she can say whether she meant it. */
export type ReadDay = { ok: true; day: Day; guess: boolean } | { ok: false; why: 'empty' | 'not_a_day' | 'other_calendar' };
/** The words for today and yesterday in the page's language. */
export type DayWords = { today: string; yesterday: string };

const not_a_day: ReadDay = { ok: false, why: 'not_a_day' };
const other_calendar: ReadDay = { ok: false, why: 'other_calendar' };

function found(day: Day | null): ReadDay {
  return day === null ? not_a_day : { ok: true, day, guess: false };
}

/** This month's, where it has come; else the latest before it, as a guess. */
function day_of_month(day: number, today: Day): ReadDay {
  let year = Number(today.slice(0, 4));
  let month = Number(today.slice(5, 7));
  for (let tries = 0; tries < 3; tries++) {
    const real = real_day(year, month, day);
    if (real !== null && real <= today) return { ok: true, day: real, guess: tries > 0 };
    month = month === 1 ? 12 : month - 1;
    if (month === 12) year -= 1;
  }
  return not_a_day;
}

/** The latest that has been. */
function day_of_year(day: number, month: number, today: Day): ReadDay {
  const year = Number(today.slice(0, 4));
  const this_year = real_day(year, month, day);
  return found(this_year !== null && this_year <= today ? this_year : real_day(year - 1, month, day));
}

function day_of(day: string, month: number, year: string | undefined, today: Day): ReadDay {
  if (year === undefined) return day_of_year(Number(day), month, today);
  const whole = year.length === 2 ? 2000 + Number(year) : Number(year);
  // 1300 to 1500: the Islamic and the Persian calendar; 2400 to 2600: the Buddhist one.
  if ((whole >= 1300 && whole <= 1500) || (whole >= 2400 && whole <= 2600)) return other_calendar;
  return whole < 1900 || whole > 2200 ? not_a_day : found(real_day(whole, month, Number(day)));
}

/** "14 nov", "14. november 2026", "Nov 14, 2026", "١٤ نوفمبر". */
function with_name(text: string, today: Day): ReadDay {
  const first = /^(?:den )?(\d{1,2})(?:\.|st|nd|rd|th)?[ \-]?(?:of )?(\p{L}[\p{L}\p{M} .]*?)\.?(?:[ ,\-]+(\d{4}|\d{2}))?$/u.exec(text);
  const last = first ? null : /^(\p{L}[\p{L}\p{M}]*)\.? (\d{1,2})(?:st|nd|rd|th)?(?:[ ,]+(\d{4}))?$/u.exec(text);
  const [day, name, year] = first ? [first[1], first[2], first[3]] : last ? [last[2], last[1], last[3]] : [];
  if (day === undefined || name === undefined) return not_a_day;
  if (of_another_calendar(name)) return other_calendar;
  const month = month_named(name);
  return month === null ? not_a_day : day_of(day, month, year, today);
}

export function read_day(typed: string, today: Day, words: DayWords): ReadDay {
  // هـ after a year says that it is an Islamic one, م that it is not.
  const text = plain_text(typed).toLowerCase().replace(/ ?\u0645$/, (sign, at: number, whole: string) => (/\d$/.test(whole.slice(0, at)) ? '' : sign));
  if (text === '') return { ok: false, why: 'empty' };
  if (/\d ?\u0647\u0640?$/.test(text)) return other_calendar;
  if (text === '=' || text === '0' || plain_text(words.today).toLowerCase() === text) return found(today);
  if (plain_text(words.yesterday).toLowerCase() === text) return found(add_days(today, -1));
  const ago = /^-(\d{1,3})$/.exec(text);
  if (ago) return found(add_days(today, -Number(ago[1])));
  const iso = /^(\d{4})([-\/.])(\d{1,2})\2(\d{1,2})$/.exec(text);
  if (iso) return day_of(iso[4] ?? '', Number(iso[3]), iso[1], today);
  const compact = /^(\d{2})(\d{2})(\d{2}|\d{4})?$/.exec(text);
  const parts = compact ?? /^(\d{1,2})(?: ?[\/.\-, ] ?(\d{1,2})(?: ?[\/.\-, ] ?(\d{4}|\d{2}))?)?\.?$/.exec(text);
  if (!parts) return with_name(text, today);
  const [, day = '', month, year] = parts;
  return month === undefined ? day_of_month(Number(day), today) : day_of(day, Number(month), year, today);
}
