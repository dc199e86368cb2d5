// SPDX-License-Identifier: AGPL-3.0-or-later
// That a worry was raised, to whom it was passed, that it was closed; nothing else (design 9.8).

import { query, send } from '../../platform/office_query/office_query.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';

export type Recipient = 'coordinator' | 'municipality' | 'police' | 'emergency' | 'helpline';
export const recipients: Recipient[] = ['coordinator', 'municipality', 'police', 'emergency', 'helpline'];

export type Concern = {
  id: string;
  raised_on: string;
  raised_by_name: string | null;
  passed_to: Recipient | null;
  passed_on: string | null;
  closed_on: string | null;
};
export type ConcernChange = { passed_to?: Recipient | null; passed_on?: string | null; closed_on?: string | null };

function path_of(group_id: string): string {
  return `/api/groups/${encodeURIComponent(group_id)}/concerns`;
}

export function list_concerns(group_id: string): Promise<Outcome<{ concerns: Concern[] }>> {
  return query(path_of(group_id));
}

export function change_concern(group_id: string, id: string, change: ConcernChange): Promise<Outcome<unknown>> {
  return send('POST', `${path_of(group_id)}/${encodeURIComponent(id)}`, change);
}

/** The oldest open worry first: it has waited longest. Closed ones from the newest. */
export function open_and_closed(concerns: readonly Concern[]): { open: Concern[]; closed: Concern[] } {
  const by_day = [...concerns].sort((one, other) => one.raised_on.localeCompare(other.raised_on));
  return { open: by_day.filter((one) => one.closed_on === null), closed: by_day.filter((one) => one.closed_on !== null).reverse() };
}
