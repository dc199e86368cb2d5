// SPDX-License-Identifier: AGPL-3.0-or-later
// What the problems of signing in carry. Pure.

import type { Problem } from '../platform/office_query/problem.ts';

/** The server names the programmes in `params.programmes`: slugs, or objects with a name; also as one text. */
export function programmes_to_choose(problem: Problem): { id: string; name: string }[] {
  const given = problem.params.programmes;
  const list: unknown[] = typeof given === 'string' ? given.split(/[\s,]+/) : Array.isArray(given) ? given : [];
  return list.flatMap((one) => {
    if (typeof one === 'string') return one === '' ? [] : [{ id: one, name: one }];
    if (typeof one !== 'object' || one === null) return [];
    const { programme_id, name } = one as Record<string, unknown>;
    if (typeof programme_id !== 'string') return [];
    return [{ id: programme_id, name: typeof name === 'string' ? name : programme_id }];
  });
}

export function seconds_to_wait(problem: Problem): number {
  if (problem.key !== 'auth.too_many_attempts') return 0;
  const seconds = Number(problem.params.seconds);
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 0;
}

export const shortest_password = 12;

/** Signs, as the server counts them. */
export function is_long_enough(password: string): boolean {
  return [...password].length >= shortest_password;
}

/** The token in `#p=…`, the address of a link by which a password is chosen; empty elsewhere. */
export function password_link_in(hash: string): string {
  return /^#p=([\w.-]+)$/.exec(hash)?.[1] ?? '';
}
