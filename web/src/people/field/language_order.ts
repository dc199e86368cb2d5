// SPDX-License-Identifier: AGPL-3.0-or-later
// Which languages stand first when she chooses one: the phone's and the programme's; the others are found by searching, by their own name or
// by the name in the language of the page. Pure.
import { fold } from '../../platform/text/fold.ts';

export type Named = { code: string; names: string[] };
// With no more languages than this there is nothing to search.
const all_at_once = 8;

export function first_codes(phone: readonly string[], programme: readonly string[]): string[] {
  const codes = [...phone.map((tag) => tag.toLowerCase().split('-')[0]!), ...programme];
  return [...new Set(codes)];
}

export function in_order<T extends Named>(all: readonly T[], first: readonly string[]): { first: T[]; rest: T[] } {
  const known = first.flatMap((code) => all.filter((one) => one.code === code));
  const rest = all.filter((one) => !known.includes(one));
  return all.length <= all_at_once || known.length === 0 ? { first: [...known, ...rest], rest: [] } : { first: known, rest };
}

export function searched<T extends Named>(rest: readonly T[], typed: string): T[] {
  const wanted = fold(typed);
  return wanted === '' ? [] : rest.filter((one) => [one.code, ...one.names].some((name) => fold(name).includes(wanted)));
}
