// SPDX-License-Identifier: AGPL-3.0-or-later
// Days as a coordinator writes them on a sheet: "14", "14/3", "-2", "=" for today. Always a day that has been, because a
// conversation has been held. Pure; days are ISO text as on the wire.

import { add_days } from '../../platform/day.ts';
import { western_digits } from '../../platform/text/fold.ts';

/** ISO text of a day that exists in the calendar, or null (31 February). */
function real_day(year: number, month: number, day: number): string | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(ms)) return null;
  return new Date(ms).toISOString().slice(0, 10) === text ? text : null;
}

function latest_day_of_month(day: number, today: string): string | null {
  let year = Number(today.slice(0, 4));
  let month = Number(today.slice(5, 7));
  for (let tries = 0; tries < 3; tries++) {
    const found = real_day(year, month, day);
    if (found !== null && found <= today) return found;
    month = month === 1 ? 12 : month - 1;
    if (month === 12) year -= 1;
  }
  return null;
}

function latest_day_of_year(day: number, month: number, today: string): string | null {
  const year = Number(today.slice(0, 4));
  const found = real_day(year, month, day);
  return found !== null && found <= today ? found : real_day(year - 1, month, day);
}

function with_year(day: number, month: number, written: string): string | null {
  const year = written.length === 2 ? 2000 + Number(written) : Number(written);
  return real_day(year, month, day);
}

/** `today_words` are the words for today and yesterday in the page's language. Null: not understood. */
export function parse_day(typed: string, today: string, today_words: { today: string; yesterday: string }): string | null {
  const text = western_digits(typed).trim().toLowerCase();
  if (text === '') return null;
  if (text === '=' || text === '0' || today_words.today.toLowerCase() === text) return today;
  if (today_words.yesterday.toLowerCase() === text) return add_days(today, -1);
  const ago = /^[-\u2212\u2013](\d{1,3})$/.exec(text);
  if (ago) return add_days(today, -Number(ago[1]));
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return real_day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const compact = /^(\d{2})(\d{2})(\d{2}|\d{4})?$/.exec(text);
  const parts = compact ?? /^(\d{1,2})(?:[\/. \-](\d{1,2})(?:[\/. \-](\d{2}|\d{4}))?)?\.?$/.exec(text);
  if (!parts) return null;
  const [day, month, year] = [Number(parts[1]), parts[2], parts[3]];
  if (month === undefined) return latest_day_of_month(day, today);
  return year === undefined ? latest_day_of_year(day, Number(month), today) : with_year(day, Number(month), year);
}
