// SPDX-License-Identifier: AGPL-3.0-or-later
// What she sees because she leads a group: on a phone that she enrolled with her password, and until a day (docs/sync.md, law 20).
import type { Day } from '../day.ts';
import { today } from '../day.ts';
import { local } from '../store/store.svelte.ts';
import type { Cursor } from '../store/types.ts';
import type { GroupScope } from '../../wire/wire.ts';

/** The groups of which she sees that today, each with the last day on which this phone keeps it. */
export function seen_of(what: GroupScope): { group_id: string; until: Day }[] {
  const scopes = Object.entries(local<Cursor>('cursor')?.until ?? {});
  return scopes.flatMap(([scope, until]) => (scope.startsWith(`${what}:`) && until >= today() ? [{ group_id: scope.slice(what.length + 1), until }] : []));
}
