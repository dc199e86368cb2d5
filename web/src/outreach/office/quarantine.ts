// SPDX-License-Identifier: AGPL-3.0-or-later
// Items that were kept apart for a person to look at: whose, why and which field, never the row (design 9.3). A decision can be taken back until
// the day that the server says.

import { query, send } from '../../platform/office_query/office_query.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';

export type Quarantined = {
  entity: string;
  id: string;
  reason: string;
  field: string | null;
  received_on: string;
  state: 'waiting' | 'set_aside' | 'accepted';
  /** Null where she may not be seen here, or was erased. */
  person_name: string | null;
  /** Its own day cannot be true. */
  choose_day: boolean;
  earliest_day: string | null;
  decided_on: string | null;
  take_back_until: string | null;
  /** Said with the decision: two persons may have an item under one id. */
  whose: string;
};
export type Decision = 'accept' | 'set_aside' | 'take_back';

function path_of(group_id: string): string {
  return `/api/groups/${encodeURIComponent(group_id)}/quarantine`;
}

export function list_quarantine(group_id: string): Promise<Outcome<{ items: Quarantined[] }>> {
  return query(path_of(group_id));
}

/** `day` is the one on which an accepted item counts, where she had to choose it. */
export function decide(group_id: string, item: Quarantined, decision: Decision, day: string | null = null): Promise<Outcome<unknown>> {
  const parts = [path_of(group_id), encodeURIComponent(item.entity), encodeURIComponent(item.id)];
  return send('POST', parts.join('/'), { decision, day, whose: item.whose });
}

export function is_waiting(item: Quarantined): boolean {
  return item.state === 'waiting';
}

export function can_be_taken_back(item: Quarantined): boolean {
  return item.take_back_until !== null;
}

/** The sentence for why it waits. A day that cannot be true is the phone's, whatever rule it broke first. */
export function reason_key(item: Quarantined): string {
  return `problem.quarantine.reason.${item.choose_day ? 'wrong_clock' : item.reason}`;
}
