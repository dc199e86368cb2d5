// SPDX-License-Identifier: AGPL-3.0-or-later
// How many new worries wait in each of her groups: asked for when a page opens, every minute while somebody looks, and when she has followed one up.
// Never while the page is out of sight, and a session that ran out is no reason to ask her in: the number waits.

import { ask_as_guest } from '../platform/office_query/office_query.ts';

const every_ms = 60_000;

let counts = $state.raw<ReadonlyMap<string, number>>(new Map());
let looking = false;
let again = false;

export function new_concerns_in(group_id: string): number {
  return counts.get(group_id) ?? 0;
}

export function new_concerns(): number {
  return [...counts.values()].reduce((sum, one) => sum + one, 0);
}

/** After what changes it, and when a page opens. */
export async function look_at_waiting(): Promise<void> {
  again = looking;
  if (looking || document.visibilityState !== 'visible') return;
  looking = true;
  const outcome = await ask_as_guest('GET /api/me/waiting');
  looking = false;
  if (outcome.ok) counts = new Map(outcome.value.groups.map((one) => [one.group_id, one.new_concerns]));
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
