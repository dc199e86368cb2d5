// SPDX-License-Identifier: AGPL-3.0-or-later
// Who is signed in to the office, and where she may do what (docs/api.md, GET /api/me).

import type { Me } from '../../wire/wire.ts';

export type { Me, MyRole as Role } from '../../wire/wire.ts';

/** `leads`: she may change people and the method; a helper coordinator records and looks. */
export type OwnGroup = { group_id: string; name: string; leads: boolean };

const coordinating = ['coordinator', 'helper_coordinator'];

/** The groups she coordinates, each once. */
export function own_groups(me: Me): OwnGroup[] {
  const groups = new Map<string, OwnGroup>();
  for (const role of me.roles) {
    if (role.scope_kind !== 'group' || !coordinating.includes(role.role)) continue;
    const leads = role.role === 'coordinator' || groups.get(role.scope_id)?.leads === true;
    groups.set(role.scope_id, { group_id: role.scope_id, name: role.scope_name, leads });
  }
  return [...groups.values()];
}

/** Organisation and numbers of more than one group: the national office and regional consultants. */
export function sees_organisation(me: Me): boolean {
  return me.roles.some((role) => ['secretariat', 'regional_consultant'].includes(role.role));
}
