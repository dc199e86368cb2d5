// SPDX-License-Identifier: AGPL-3.0-or-later
// What has arrived, by the day she saved it: every save is one, so that a conversation that was corrected counts twice here and once in her month. Pure.
import type { Day } from '../../platform/day.ts';
import type { SavedItem } from '../../platform/store/types.ts';

export type Received = { sent: number; looked_at: number };

// `quarantined`: the items whose records came back waiting for her coordinator.
export function received_by_day(items: readonly SavedItem[], quarantined: ReadonlySet<string>, since: Day): [string, Received][] {
  const days = new Map<string, Received>();
  for (const { item_id, state, saved_on } of items) {
    if (state !== 'sent' || saved_on === null || saved_on < since) continue;
    const one = days.get(saved_on) ?? { sent: 0, looked_at: 0 };
    days.set(saved_on, { sent: one.sent + 1, looked_at: one.looked_at + (quarantined.has(item_id) ? 1 : 0) });
  }
  return [...days].sort((a, b) => (a[0] < b[0] ? 1 : -1));
}
