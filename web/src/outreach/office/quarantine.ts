// SPDX-License-Identifier: AGPL-3.0-or-later
// Items that were kept apart for a person to look at: whose, why and which field, never the row (design 9.3). A decision can be taken back until
// the day that the server says.

import { ask } from '../../platform/office_query/office_query.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';
import type { QuarantineDecision, QuarantineItem, QuarantineItems } from '../../wire/wire.ts';

export type Quarantined = QuarantineItem;
export type Decision = QuarantineDecision['decision'];

export function list_quarantine(group_id: string): Promise<Outcome<QuarantineItems>> {
  return ask('GET /api/groups/{group_id}/quarantine', { group_id });
}

/** `day` is the one on which an accepted item counts, where she had to choose it. */
export function decide(group_id: string, item: Quarantined, decision: Decision, day: string | null = null): Promise<Outcome<unknown>> {
  return ask('POST /api/groups/{group_id}/quarantine/{entity}/{id}', { group_id, entity: item.entity, id: item.id }, { decision, day, whose: item.whose });
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
