// SPDX-License-Identifier: AGPL-3.0-or-later
// What has arrived, by day: every save is one, so that a conversation that was corrected counts twice here and once in her month. Pure.
import type { OutboxItem } from '../../platform/store/types.ts';

export type Received = { sent: number; looked_at: number };

export function received_by_day(items: readonly OutboxItem[]): [string, Received][] {
  const days = new Map<string, Received>();
  for (const item of items) {
    if (item.state !== 'sent' || !item.sent_on) continue;
    const one = days.get(item.sent_on) ?? { sent: 0, looked_at: 0 };
    days.set(item.sent_on, { sent: one.sent + 1, looked_at: one.looked_at + (item.outcome === 'quarantined' ? 1 : 0) });
  }
  return [...days].sort((a, b) => (a[0] < b[0] ? 1 : -1));
}
