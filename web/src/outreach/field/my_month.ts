// SPDX-License-Identifier: AGPL-3.0-or-later
// Her own month, from her own records: counts only, nothing compared with anyone. Pure.
import { not_stated, type Stored } from './conversation.ts';

export type Count = { code: string; count: number };
export type MyMonth = { conversations: number; women: number; minutes: number; dimensions: { list: 'themes' | 'contact_way' | 'activities' | 'next_step'; counts: Count[] }[] };

const lists = ['themes', 'contact_way', 'activities', 'next_step'] as const;

export function my_month(records: readonly Stored[], month: string): MyMonth {
  const held = records.filter((record) => record.held_on.slice(0, 7) === month);
  return {
    conversations: held.length,
    women: sum(held.map((record) => record.women)),
    minutes: sum(held.map((record) => record.minutes)),
    dimensions: lists.map((list) => ({ list, counts: counted(held.flatMap((record) => [record[list]].flat())) })).filter((one) => one.counts.length > 0),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function counted(codes: readonly string[]): Count[] {
  const found = new Map<string, number>();
  for (const code of codes) if (code !== not_stated) found.set(code, (found.get(code) ?? 0) + 1);
  return [...found].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}

export function month_before(month: string, by: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const date = new Date(Date.UTC(year, number - 1 + by, 1));
  return date.toISOString().slice(0, 7);
}
