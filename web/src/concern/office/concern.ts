// SPDX-License-Identifier: AGPL-3.0-or-later
// That a worry was raised, to whom it was passed, that it was closed; nothing else (design 9.8).

import { ask } from '../../platform/office_query/office_query.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';
import { recipients } from '../../wire/wire.ts';
import type { ConcernFollowUp, Concerns, ListedConcern, Routes } from '../../wire/wire.ts';

export type Concern = ListedConcern;
export type Recipient = (typeof recipients)[number];
export { recipients };

export function list_concerns(group_id: string, asked: Omit<Routes['GET /api/groups/{group_id}/concerns']['in_address'], 'group_id'>): Promise<Outcome<Concerns>> {
  return ask('GET /api/groups/{group_id}/concerns', { group_id, ...asked });
}

export function change_concern(group_id: string, id: string, change: ConcernFollowUp): Promise<Outcome<Concern>> {
  return ask('POST /api/groups/{group_id}/concerns/{id}', { group_id, id }, change);
}
