// SPDX-License-Identifier: AGPL-3.0-or-later
// How much waits in each of her groups, by notice ("concern.new": worries that nobody has followed up): asked for when a page opens, every minute while somebody looks, and when she has followed one up.
// Never while the page is out of sight, and a session that ran out is no reason to ask her in: the number waits.

import { ask_as_guest } from '../office_query/office_query.ts';

const every_ms = 60_000;

let counts = $state.raw<ReadonlyMap<string, ReadonlyMap<string, number>>>(new Map());
let looking = false;
let again = false;

export function waiting_in(group_id: string, notice: string): number {
  return counts.get(group_id)?.get(notice) ?? 0;
}

export function waiting_everywhere(notice: string): number {
  return [...counts.keys()].reduce((sum, group_id) => sum + waiting_in(group_id, notice), 0);
}

/** After what changes it, and when a page opens. */
export async function look_at_waiting(): Promise<void> {
  again = looking;
  if (looking || document.visibilityState !== 'visible') return;
  looking = true;
  const outcome = await ask_as_guest('GET /api/me/waiting');
  looking = false;
  if (outcome.ok) counts = new Map(outcome.value.groups.map((one) => [one.group_id, new Map(one.notices.map(({ notice, count }) => [notice, count]))]));
  if (again) void look_at_waiting();
}

/** Keeps the number true while somebody looks; returns the way to stop. */
export function watch_waiting(): () => void {
  const look = (): void => void look_at_waiting();
  const timer = setInterval(look, every_ms);
  document.addEventListener('visibilitychange', look);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
    counts = new Map();
  };
}
