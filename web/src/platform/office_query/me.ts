// SPDX-License-Identifier: AGPL-3.0-or-later
// Who is signed in to the office, and where she may do what (docs/permissions.md). Pages ask for verbs, never for the names of roles.

import type { Me, Verb } from '../../wire/wire.ts';

export type { Me, MyRole as Role, Verb } from '../../wire/wire.ts';

/** Does she hold the verb in that group, or in the whole programme? Without a group: in the whole programme. */
export function may(me: Me, verb: Verb, group_id?: string): boolean {
  return me.scopes.some((scope) => (scope.scope_kind === 'programme' || scope.scope_id === group_id) && scope.verbs.includes(verb));
}

/** In a region, or in the whole programme. */
export function may_in_region(me: Me, verb: Verb): boolean {
  return me.scopes.some((scope) => scope.scope_kind !== 'group' && scope.verbs.includes(verb));
}

export function may_somewhere(me: Me, verb: Verb): boolean {
  return me.scopes.some((scope) => scope.verbs.includes(verb));
}

/** `leads`: she may change people and the method; a helper coordinator records and looks. */
export type OwnGroup = { group_id: string; name: string; leads: boolean };

/** The groups whose month she follows, each once. */
export function own_groups(me: Me): OwnGroup[] {
  return me.scopes
    .filter((scope) => scope.scope_kind === 'group' && scope.verbs.includes('reporting.month.read'))
    .map((scope) => ({ group_id: scope.scope_id, name: scope.scope_name, leads: scope.verbs.includes('people.person.update') }));
}
