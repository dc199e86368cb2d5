// SPDX-License-Identifier: AGPL-3.0-or-later
// What the phone does with its outbox and with what the server says: pure decisions (docs/sync.md). sync.svelte.ts carries them out.
import { add_days, days_between, type Day } from '../day.ts';
import type { Cursor, LocalRecord, Outcome, OutboxItem } from '../store/types.ts';
import type { SealedItem } from './seal_item.ts';

export const kept_days = 30;
const most_items = 100;
const most_bytes = 900_000;

export type PushAnswer = { epoch: string; results: { item_id: string; outcome: Outcome }[] };
export type Pulled = { entity: string; id: string; revision?: number; record?: Record<string, unknown>; deleted?: boolean };
export type PulledScope = { scope: string; kind: 'snapshot' | 'changes'; position: number; records: Pulled[] };
export type PullAnswer = { epoch: string; today: Day; forget: string[]; more: boolean; scopes: PulledScope[] };

export function next_batch(outbox: readonly OutboxItem[]): SealedItem[] {
  const batch: SealedItem[] = [];
  let size = 0;
  const waiting = outbox.filter((one) => one.state === 'waiting').sort((a, b) => (a.item_id < b.item_id ? -1 : 1));
  for (const { item_id, key_id, sealed } of waiting) {
    size += sealed.length + 120;
    if (batch.length === most_items || (batch.length > 0 && size > most_bytes)) break;
    batch.push({ item_id, key_id, sealed });
  }
  return batch;
}

// The rows to write after a push. What the answer does not mention stays waiting.
export function after_push(outbox: readonly OutboxItem[], answer: PushAnswer, on: Day): OutboxItem[] {
  const outcome = new Map(answer.results.map((one) => [one.item_id, one.outcome]));
  return outbox.flatMap((item): OutboxItem[] => {
    const said = outcome.get(item.item_id);
    if (!said) return [];
    return said === 'refused'
      ? [{ ...item, state: 'refused' as const, outcome: said }]
      : [{ ...item, state: 'sent' as const, outcome: said, sent_on: on }];
  });
}

// A restored server may have lost what it acknowledged: everything of the last 30 days goes again (law 10).
export function after_new_epoch(outbox: readonly OutboxItem[], on: Day): OutboxItem[] {
  const since = add_days(on, -kept_days);
  return outbox
    .filter((item) => item.state === 'sent' && (item.sent_on ?? '') >= since)
    .map((item) => ({ ...item, state: 'waiting' as const }));
}

export function outdated(outbox: readonly OutboxItem[], on: Day): string[] {
  const since = add_days(on, -kept_days);
  return outbox.filter((item) => item.state === 'sent' && (item.sent_on ?? '') < since).map((item) => item.item_id);
}

export function unsent(outbox: readonly OutboxItem[]): number {
  return outbox.filter((item) => item.state !== 'sent').length;
}

// Unsent for a week: time for a kind word.
export function unsent_for_long(outbox: readonly OutboxItem[], on: Day): boolean {
  return outbox.some((item) => item.state === 'waiting' && days_between(item.saved_on, on) >= 7);
}

export type Applied = { put: LocalRecord[]; remove: { entity: string; id: string }[]; cursor: Cursor };

const is_local = (one: LocalRecord) => one.entity === '_local';

// A record changed by an item that the server has not acknowledged is not overwritten, but a deletion on the server wins (law 4). One
// that waits in quarantine is not among the server's records yet: it stays in sight here until it is.
export function apply_pull(records: readonly LocalRecord[], outbox: readonly OutboxItem[], cursor: Cursor, answer: PullAnswer): Applied {
  const pending = new Set(outbox.filter((item) => item.state !== 'sent').map((item) => item.item_id));
  const quarantined = new Set(outbox.filter((item) => item.outcome === 'quarantined').map((item) => item.item_id));
  const positions = cursor.epoch === answer.epoch ? { ...cursor.positions } : {};
  const is_pending = (one: LocalRecord | undefined) => one?.item_id !== undefined && pending.has(one.item_id);
  const is_kept = (one: LocalRecord) => is_local(one) || is_pending(one) || (one.item_id !== undefined && quarantined.has(one.item_id));
  const known = new Map(records.map((one) => [`${one.entity}/${one.id}`, one]));
  const put = new Map<string, LocalRecord>();
  const remove = new Map<string, { entity: string; id: string }>();
  const drop = (one: { entity: string; id: string }) => {
    put.delete(`${one.entity}/${one.id}`);
    remove.set(`${one.entity}/${one.id}`, { entity: one.entity, id: one.id });
  };

  for (const scope of answer.forget) {
    delete positions[scope];
    records.filter((one) => one.scope === scope && !is_pending(one)).forEach(drop);
  }
  for (const { scope, kind, position, records: pulled } of answer.scopes) {
    const holds_own = scope.startsWith('person:');
    if (kind === 'snapshot') {
      records.filter((one) => !is_kept(one) && (one.scope === scope || (holds_own && one.scope === 'own'))).forEach(drop);
    }
    for (const one of pulled) {
      const name = `${one.entity}/${one.id}`;
      const here = known.get(name);
      if (one.deleted) drop(one);
      else if (!is_pending(here)) {
        remove.delete(name);
        put.set(name, { ...(here?.item_id ? { item_id: here.item_id } : {}), ...(here?.saved_on ? { saved_on: here.saved_on } : {}), entity: one.entity, id: one.id, scope, revision: one.revision ?? 0, record: one.record ?? {} });
      }
    }
    positions[scope] = position;
  }
  return { put: [...put.values()], remove: [...remove.values()], cursor: { epoch: answer.epoch, positions } };
}

// Tombstones live 13 months: a phone silent for longer starts its store anew (its outbox stays).
export function silent_too_long(pulled_on: Day | null, on: Day): boolean {
  return pulled_on !== null && days_between(pulled_on, on) > 390;
}

// Seconds to wait after the nth failure in a row; `spread` (0 to 1) keeps phones apart.
export function wait_seconds(failures: number, spread: number): number {
  const steps = [5, 15, 60, 300, 900];
  return Math.round(steps[Math.min(failures, steps.length) - 1]! * (0.75 + spread / 2));
}
