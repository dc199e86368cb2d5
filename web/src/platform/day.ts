// SPDX-License-Identifier: AGPL-3.0-or-later
// Days as the phone's calendar shows them (ISO text, no time zone), and ids that tell a day but no clock time (docs/sync.md, "Day id").
import { hex, random, type Bytes } from './bytes.ts';

export type Day = string;
export type Month = string;

export function today(now: Date = new Date()): Day {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function add_days(day: Day, count: number): Day {
  return new Date(midnight(day) + count * 86_400_000).toISOString().slice(0, 10);
}

export function days_between(from: Day, to: Day): number {
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}

export function month_of(day: Day): Month {
  return day.slice(0, 7);
}

// A UUIDv7 whose time is midnight UTC of the day; the other 74 bits are random.
export function day_id(day: Day, bits: Bytes = random(10)): string {
  const time = midnight(day).toString(16).padStart(12, '0');
  const rest = new Uint8Array(bits);
  rest[0] = 0x70 | (rest[0]! & 0x0f);
  rest[2] = 0x80 | (rest[2]! & 0x3f);
  const tail = hex(rest);
  return `${time.slice(0, 8)}-${time.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}`;
}

// An id that tells no day either: of a saved change, whose id lies in the clear.
export function blank_id(): string {
  return day_id('1970-01-01');
}

/** A day that exists in the calendar, or null (31 February). */
export function real_day(year: number, month: number, day: number): Day | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? null : text;
}

function midnight(day: Day): number {
  return Date.parse(day + 'T00:00:00Z');
}
