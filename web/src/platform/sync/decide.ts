// SPDX-License-Identifier: AGPL-3.0-or-later
// What the phone does with its outbox and with what the server says: pure decisions (docs/sync.md). sync.svelte.ts carries them out.
import { add_days, days_between, month_of, type Day, type Month } from '../day.ts';
import type { Cursor, EarlierItem, LocalRecord, Outcome, OutboxItem, SavedItem } from '../store/types.ts';
import type { SealedItem, ServerKey } from './seal_item.ts';
import { group_scopes } from '../../wire/wire.ts';
import type * as Wire from '../../wire/wire.ts';

export const kept_days = 30;
const most_items = 100;
const most_bytes = 900_000;

export type PushAnswer = Pick<Wire.PushAnswer, 'epoch'> & { results: Pick<Wire.PushResult, 'item_id' | 'outcome'>[] };
export type Pulled = Pick<Wire.PulledRecord, 'entity' | 'id'> & Partial<Wire.PulledRecord>;
// An earlier server says no `until`.
export type PulledScope = Omit<Wire.PulledScope, 'records' | 'until'> & { records: Pulled[]; until?: Wire.PulledScope['until'] };
// `key` is the key that the server seals to now; an older server does not say it (then it is asked for).
export type PullAnswer = Omit<Wire.PullAnswer, 'scopes' | 'key'> & { scopes: PulledScope[]; key?: unknown };

// The order in which she saved: each item has a place, 1, 2, 3 … One that an earlier version of the app saved has none; its id tells its day.
export function in_saved_order<Item extends OutboxItem>(outbox: readonly Item[]): Item[] {
  const before = (a: Item, b: Item) => (a.place ?? 0) - (b.place ?? 0) || order(a.item_id, b.item_id);
  return [...outbox].sort(before);
}
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export function next_place(outbox: readonly OutboxItem[]): number {
  return outbox.reduce((most, item) => Math.max(most, item.place ?? 0), 0) + 1;
}

// How one outbox is sent in one run. `aside` holds the items that failed alone: they go last, each alone, once in a run.
export type Plan = { most: number; aside: Set<string>; given_up: Set<string> };

export function first_plan(aside: Set<string> = new Set()): Plan {
  return { most: most_items, aside, given_up: new Set() };
}

export function next_batch(outbox: readonly OutboxItem[], plan: Plan): SealedItem[] {
  const waiting = in_saved_order(outbox.filter((one) => one.state === 'waiting' && !plan.given_up.has(one.item_id)));
  const others = waiting.filter((one) => !plan.aside.has(one.item_id));
  const batch: SealedItem[] = [];
  let size = 0;
  for (const { item_id, key_id, sealed } of others.length > 0 ? others : waiting.slice(0, 1)) {
    size += sealed.length + 120;
    if (batch.length === plan.most || (batch.length > 0 && size > most_bytes)) break;
    batch.push({ item_id, key_id, sealed });
  }
  return batch;
}

// The server took nothing of a batch: half of it the next time; an item that failed alone steps aside.
export function after_fault(plan: Plan, batch: readonly SealedItem[]): void {
  if (batch.length > 1) {
    plan.most = Math.ceil(batch.length / 2);
    return;
  }
  batch.forEach(({ item_id }) => (plan.aside.add(item_id), plan.given_up.add(item_id)));
  plan.most = most_items;
}

// An answer that may be about one item in the batch. Others (busy, too many requests) are about the server or the phone.
export function may_be_an_item(status: number): boolean {
  return [400, 413, 422, 500].includes(status);
}

// The rows to write after a push. What the answer does not mention stays waiting.
export function after_push(outbox: readonly OutboxItem[], answer: PushAnswer, on: Day): OutboxItem[] {
  const outcome = new Map(answer.results.map((one) => [one.item_id, one.outcome]));
  return outbox.flatMap((item): OutboxItem[] => {
    const said = outcome.get(item.item_id);
    if (!said) return [];
    return [said === 'refused' ? { ...item, state: 'refused' } : { ...item, state: 'sent', sent_in: month_of(on) }];
  });
}

// The server has something newer than what she saved here, or nothing of it any more.
export function has_diverged(answer: PushAnswer): boolean {
  return answer.results.some((one) => one.outcome === 'superseded' || one.outcome === 'deleted');
}

// A copy of what was sent stays for 30 days at least: the phone remembers the month only.
function kept_since(on: Day): Month {
  return month_of(add_days(on, -kept_days));
}
function sent_in(item: OutboxItem | EarlierItem): Month | null {
  return 'sent_on' in item ? item.sent_on && month_of(item.sent_on) : item.sent_in;
}

// A restored server may have lost what it acknowledged: everything of the last 30 days goes again (law 10).
export function after_new_epoch(outbox: readonly OutboxItem[], on: Day): OutboxItem[] {
  const since = kept_since(on);
  return outbox
    .filter((item) => item.state === 'sent' && (sent_in(item) ?? since) >= since)
    .map((item) => ({ ...item, state: 'waiting' as const }));
}

export function outdated(outbox: readonly OutboxItem[], on: Day): string[] {
  const since = kept_since(on);
  return outbox.filter((item) => item.state === 'sent' && (sent_in(item) ?? since) < since).map((item) => item.item_id);
}

export function unsent(outbox: readonly OutboxItem[]): number {
  return unsent_ids(outbox).size;
}

function unsent_ids(outbox: readonly OutboxItem[]): Set<string> {
  return new Set(outbox.filter((item) => item.state !== 'sent').map((item) => item.item_id));
}

// Unsent for a week: time for a kind word.
export function unsent_for_long(outbox: readonly SavedItem[], on: Day): boolean {
  return outbox.some((item) => item.state === 'waiting' && item.saved_on !== null && days_between(item.saved_on, on) >= 7);
}

export type Applied = { put: LocalRecord[]; remove: { entity: string; id: string }[]; cursor: Cursor };

const is_local = (one: LocalRecord) => one.entity === '_local';

// A record changed by an item that the server has not acknowledged is not overwritten, but a deletion on the server wins (law 4). What waits in
// quarantine comes with her records. The cursor remembers which unsent change a record was passed over for, so that the scope is pulled whole
// when the change has gone (cursor_after_push).
export function apply_pull(records: readonly LocalRecord[], outbox: readonly OutboxItem[], cursor: Cursor, answer: PullAnswer): Applied {
  const pending = unsent_ids(outbox);
  const positions = cursor.epoch === answer.epoch ? { ...cursor.positions } : {};
  const passed_over = cursor.epoch === answer.epoch ? { ...cursor.passed_over } : {};
  const until = { ...cursor.until };
  const is_pending = (one: LocalRecord | undefined) => one?.item_id !== undefined && pending.has(one.item_id);
  const is_kept = (one: LocalRecord) => is_local(one) || is_pending(one);
  const known = new Map(records.map((one) => [`${one.entity}/${one.id}`, one]));
  const put = new Map<string, LocalRecord>();
  const remove = new Map<string, { entity: string; id: string }>();
  const drop = (one: { entity: string; id: string }) => {
    put.delete(`${one.entity}/${one.id}`);
    remove.set(`${one.entity}/${one.id}`, { entity: one.entity, id: one.id });
  };

  for (const scope of answer.forget) {
    delete positions[scope];
    delete passed_over[scope];
    delete until[scope];
    records.filter((one) => one.scope === scope && !is_pending(one)).forEach(drop);
  }
  for (const { scope, kind, position, records: pulled, until: last_day } of answer.scopes) {
    const holds_own = scope.startsWith('person:');
    if (kind === 'snapshot') {
      delete passed_over[scope];
      records.filter((one) => !is_kept(one) && (one.scope === scope || (holds_own && one.scope === 'own'))).forEach(drop);
    }
    for (const one of pulled) {
      const name = `${one.entity}/${one.id}`;
      const here = known.get(name);
      if (one.deleted) drop(one);
      else if (is_pending(here)) passed_over[scope] = [...new Set([...(passed_over[scope] ?? []), here!.item_id!])];
      else {
        remove.delete(name);
        put.set(name, { ...(here?.item_id ? { item_id: here.item_id } : {}), ...(here?.saved_on ? { saved_on: here.saved_on } : {}), entity: one.entity, id: one.id, scope, revision: one.revision ?? 0, record: (one.record ?? {}) as Record<string, unknown> });
      }
    }
    positions[scope] = position;
    if (last_day) until[scope] = last_day;
  }
  return { put: [...put.values()], remove: [...remove.values()], cursor: make_cursor(answer.epoch, positions, passed_over, until) };
}

function make_cursor(epoch: string | null, positions: Cursor['positions'], passed_over: NonNullable<Cursor['passed_over']>, until: NonNullable<Cursor['until']>): Cursor {
  const some = <T extends object>(one: T) => Object.keys(one).length > 0;
  return { epoch, positions, ...(some(passed_over) && { passed_over }), ...(some(until) && { until }) };
}

const is_of_a_group = (scope: string) => group_scopes.some((name) => scope.startsWith(`${name}:`));

// What she sees because she leads a group leaves the phone by itself when its last day is over (law 20), at once where the server knows this phone no
// more (`shut_out`), and where nothing says how long it may stay. Nothing where all of it stays.
export function without_ended(records: readonly LocalRecord[], cursor: Cursor | undefined, on: Day, shut_out: boolean): (Pick<Applied, 'remove'> & { cursor: Cursor | undefined }) | null {
  const stays = (scope: string) => !shut_out && (cursor?.until?.[scope] ?? '') >= on;
  const remove = records.filter((one) => is_of_a_group(one.scope) && !stays(one.scope)).map(({ entity, id }) => ({ entity, id }));
  const ended = Object.keys({ ...cursor?.positions, ...cursor?.until }).filter((scope) => is_of_a_group(scope) && !stays(scope));
  if (remove.length + ended.length === 0) return null;
  const kept = <T>(all: Record<string, T> | undefined) => Object.fromEntries(Object.entries(all ?? {}).filter(([scope]) => !ended.includes(scope)));
  return { remove, cursor: cursor && { ...cursor, positions: kept(cursor.positions), until: kept(cursor.until) } };
}

// A scope in which a record was passed over loses its position, and so comes whole, once none of the changes in its way is unsent.
export function cursor_after_push(cursor: Cursor, outbox: readonly OutboxItem[]): Cursor {
  const pending = unsent_ids(outbox);
  const still = Object.entries(cursor.passed_over ?? {}).filter(([, items]) => items.some((item_id) => pending.has(item_id)));
  const passed_over = Object.fromEntries(still);
  const due = (scope: string) => cursor.passed_over?.[scope] !== undefined && passed_over[scope] === undefined;
  const positions = Object.fromEntries(Object.entries(cursor.positions).filter(([scope]) => !due(scope)));
  return make_cursor(cursor.epoch, positions, passed_over, cursor.until ?? {});
}

// The server's key where it is well-formed and not the known one; else null.
export function new_server_key(known: ServerKey, said: unknown): ServerKey | null {
  const { key_id, public_key } = (typeof said === 'object' && said !== null ? said : {}) as { key_id?: unknown; public_key?: unknown };
  if (typeof key_id !== 'string' || key_id === '' || typeof public_key !== 'string' || !/^B[A-Za-z0-9_-]{86}$/.test(public_key)) return null;
  return key_id === known.key_id && public_key === known.public_key ? null : { key_id, public_key };
}

// Tombstones live 13 months: a phone silent for longer starts its store anew (its outbox stays), and so does one that does not know since when.
export function silent_too_long({ pulled_on }: Cursor, on: Day): boolean {
  return pulled_on === undefined || days_between(pulled_on, on) > 390;
}

// Seconds to wait after the nth failure in a row; `spread` (0 to 1) keeps phones apart.
export function wait_seconds(failures: number, spread: number): number {
  const steps = [5, 15, 60, 300, 900];
  return Math.round(steps[Math.min(failures, steps.length) - 1]! * (0.75 + spread / 2));
}
