// SPDX-License-Identifier: AGPL-3.0-or-later
// Items that were kept apart for a person to look at: why and which field, never the row (design 9.3).

import { query, send } from '../../platform/office_query/office_query.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';

export type Quarantined = { entity: string; id: string; reason: string; field: string | null; received_on: string; state: string };
export type Decision = 'accept' | 'set_aside';

function path_of(group_id: string): string {
  return `/api/groups/${encodeURIComponent(group_id)}/quarantine`;
}

export function list_quarantine(group_id: string): Promise<Outcome<{ items: Quarantined[] }>> {
  return query(path_of(group_id));
}

export function decide(group_id: string, item: Quarantined, decision: Decision): Promise<Outcome<unknown>> {
  const parts = [path_of(group_id), encodeURIComponent(item.entity), encodeURIComponent(item.id)];
  return send('POST', parts.join('/'), { decision });
}

/** Still waiting for a decision; a decided one may be listed with its state. */
export function is_waiting(item: Quarantined): boolean {
  return !['accepted', 'accept', 'set_aside', 'decided'].includes(item.state);
}

/** `quarantine.reason.too_old`, `too_old` or the like: the last part is the reason. */
export function reason_key(reason: string): string {
  return `problem.quarantine.reason.${reason.split('.').pop() ?? ''}`;
}
