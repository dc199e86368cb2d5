// SPDX-License-Identifier: AGPL-3.0-or-later
// Carries the outboxes of everyone on this phone to the server, locked or not, and brings news to the one who is unlocked.
// Runs at start, after a save, when the network or the page comes back, and again later after a failure.
import { today } from '../day.ts';
import { elapsed_ms, moment, type Moment } from '../elapsed.ts';
import { person_disk, persons, update_person, write, type PersonDisk } from '../store/disk.ts';
import { everything, keep, local, local_record, outbox_items, reload_outbox, use_server_key } from '../store/store.svelte.ts';
import { attempt } from '../store/trouble.svelte.ts';
import { unlock_secret } from '../store/unlock_secret.ts';
import type { Cursor, OutboxItem, Person } from '../store/types.ts';
import {
  after_fault, after_new_epoch, after_push, apply_pull, cursor_after_push, first_plan, has_diverged, may_be_an_item, new_server_key, next_batch, outdated, silent_too_long, unsent, wait_seconds, without_ended,
} from './decide.ts';
import { alone } from './lock.ts';
import { turns } from './turns.ts';
import { get, post, problem_text, type Reply } from './wire.ts';

export type Waiting = { unsent: number; refused: number };
type Status = {
  waiting: Record<string, Waiting>; // by device
  busy: boolean;
  offline: boolean;
  problem: string | null;
  needs_link: string[];
  received: number; // receipts since the page was opened
  server_today: string | null;
};
export const sync_status: Status = $state({ waiting: {}, busy: false, offline: !navigator.onLine, problem: null, needs_link: [], received: 0, server_today: null });

type Unlocked = { device_id: string; libraries: () => string[] };
let unlocked: Unlocked | null = null;
const aside = new Set<string>(); // items that failed alone, until the page is opened anew
const most_faults = 20; // in one run: then it is the server, not the items
const regular_ms = 15 * 60_000;
const { soon: sync_soon, afresh } = turns(run, (failures) => (failures === 0 ? regular_ms : wait_seconds(failures, Math.random()) * 1000));
export { sync_soon };
let key_asked: Moment | null = null;
const key_asked_every_ms = 60 * 60_000;

export function sync_for(person: Unlocked | null): void {
  unlocked = person;
  if (person) sync_soon();
}

export function start_sync(): void {
  addEventListener('online', () => (afresh(), sync_soon()));
  addEventListener('offline', () => (sync_status.offline = true));
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && sync_soon());
  void attempt(count_all, 'received').then(sync_soon);
}

export async function count_all(): Promise<void> {
  for (const person of await persons()) {
    const disk = await person_disk(person.device_id);
    count(person, await disk.getAll('outbox').finally(() => disk.close()));
  }
}

function count(person: Person, outbox: readonly OutboxItem[]): void {
  const refused = outbox.filter((item) => item.state === 'refused').length;
  sync_status.waiting[person.device_id] = { unsent: unsent(outbox), refused };
  const others = sync_status.needs_link.filter((one) => one !== person.device_id);
  sync_status.needs_link = person.needs_link ? [...others, person.device_id] : others;
}

async function run(): Promise<boolean> {
  sync_status.busy = true;
  let well = true;
  const everyone = async () => {
    for (const person of await persons()) well = (await one_person(person)) && well;
  };
  const kept = await attempt(() => alone('bydel-sync', everyone), 'received');
  sync_status.busy = false;
  return well && kept;
}

// True when there is nothing left to try again soon.
async function one_person(person: Person): Promise<boolean> {
  const disk = await person_disk(person.device_id);
  try {
    const sent = await push(person, disk);
    const pulled = sent && unlocked?.device_id === person.device_id ? await pull(person.device_id, disk) : sent;
    const after = await update_person(person.device_id, () => ({}));
    if (after) count(after, await disk.getAll('outbox'));
    if (unlocked?.device_id === person.device_id) await reload_outbox();
    if (after && unlocked?.device_id === person.device_id) await drop_what_ended(after);
    return pulled;
  } finally {
    disk.close();
  }
}

async function push(person: Person, disk: PersonDisk): Promise<boolean> {
  let epoch = person.epoch;
  const plan = first_plan(aside);
  for (let faults = 0; faults < most_faults; ) {
    const outbox = await disk.getAll('outbox');
    const items = next_batch(outbox, plan);
    if (items.length === 0) {
      await write(disk, { outbox_remove: outdated(outbox, today()) });
      return plan.given_up.size === 0;
    }
    const reply = await post('POST /api/sync/push', { epoch, items }, { 'Bydel-Device': person.device_id });
    const well = await heard(person.device_id, reply);
    if (!reply.ok && well) return true; // 401: nothing to try until she has a new link
    if (!reply.ok && (reply.offline || !may_be_an_item(reply.status))) return false;
    const done = reply.ok ? after_push(outbox, reply.value, today()) : [];
    if (!reply.ok || done.length === 0) {
      after_fault(plan, items);
      faults += 1;
      continue;
    }
    await write(disk, { outbox: done });
    done.forEach((item) => aside.delete(item.item_id));
    sync_status.received += done.filter((item) => item.state === 'sent').length;
    if (reply.ok && has_diverged(reply.value)) await update_person(person.device_id, () => ({ diverged: true }));
    epoch = await meet_epoch(person.device_id, disk, epoch, reply.value.epoch, new Set(items.map((one) => one.item_id)));
  }
  return false;
}

// `just_sent` went into the new journal already.
async function meet_epoch(device_id: string, disk: PersonDisk, known: string | null, now: string, just_sent: ReadonlySet<string>): Promise<string> {
  if (known === now) return now;
  const outbox = (await disk.getAll('outbox')).filter((item) => !just_sent.has(item.item_id));
  if (known !== null) await write(disk, { outbox: after_new_epoch(outbox, today()) });
  await update_person(device_id, () => ({ epoch: now }));
  return now;
}

// False when the network or the server failed and it is worth another try.
async function heard(device_id: string, reply: Reply<unknown>): Promise<boolean> {
  if (reply.ok) {
    sync_status.offline = false;
    sync_status.problem = null;
    await update_person(device_id, (person) => (person.needs_link ? { needs_link: false } : {}));
    return true;
  }
  sync_status.offline = reply.offline;
  if (reply.offline) return false;
  sync_status.problem = problem_text(reply.key);
  const shut_out = reply.status === 401 || reply.key === 'auth.phone_locked'; // the latter: the server has heard another secret from this phone
  if (shut_out) await update_person(device_id, () => ({ needs_link: true }));
  return shut_out;
}

async function pull(device_id: string, disk: PersonDisk): Promise<boolean> {
  for (let round = 0; round < 200; round++) {
    if (unlocked?.device_id !== device_id) return true;
    const person = await update_person(device_id, () => ({}));
    if (!person) return true;
    const cursor = cursor_for(person, await disk.getAll('outbox'));
    const secret = await unlock_secret();
    if (!secret || unlocked?.device_id !== device_id) return true; // locked meanwhile
    const scopes = unlocked.libraries().map((code) => `library:${code}`);
    const headers = { 'Bydel-Device': device_id, 'Bydel-Unlocked': secret };
    const reply = await post('POST /api/sync/pull', { epoch: cursor.epoch, scopes, cursor: cursor.positions }, headers);
    if (!(await heard(device_id, reply))) return false;
    if (!reply.ok) return true;
    if (unlocked?.device_id !== device_id) return true;
    // Before the snapshot of a new epoch is taken in: what has to go again counts as unsent, so it stays in her sight.
    if (person.epoch !== reply.value.epoch) {
      await meet_epoch(device_id, disk, person.epoch, reply.value.epoch, new Set());
      sync_soon();
    }
    await reload_outbox();
    const applied = apply_pull(everything(), outbox_items(), cursor, reply.value);
    const after: Cursor = { ...applied.cursor, said_on: reply.value.today, pulled_on: today() };
    await keep([...applied.put, local_record('cursor', after)], applied.remove); // in one write: no record without the word how long it may stay
    await update_person(device_id, () => ({ diverged: false }));
    sync_status.server_today = reply.value.today;
    if (!reply.value.more) {
      await learn_key(person, reply.value.key);
      return true;
    }
  }
  return true;
}

// On the latest day that this phone has heard of: a clock that was put back keeps nothing longer.
export async function drop_what_ended(person: Pick<Person, 'needs_link'>): Promise<void> {
  const cursor = local<Cursor>('cursor');
  const on = [today(), cursor?.pulled_on ?? '', cursor?.said_on ?? ''].sort().pop()!;
  const after = without_ended(everything(), cursor, on, person.needs_link);
  if (after) await keep(after.cursor ? [local_record('cursor', after.cursor)] : [], after.remove);
}

function cursor_for(person: Person, outbox: readonly OutboxItem[]): Cursor {
  const kept = local<Cursor>('cursor');
  if (!kept || silent_too_long(kept, today())) return { epoch: null, positions: {} };
  const known = cursor_after_push(kept, outbox);
  if (!person.diverged) return known;
  const positions = Object.entries(known.positions).filter(([scope]) => !scope.startsWith('person:'));
  return { ...known, positions: Object.fromEntries(positions) };
}

// The server's keys change; what is sealed to an old one is still opened, and what is saved from now on is sealed to the new one. A server
// that does not say its key with a pull is asked: when the page was opened, every hour, and while it refuses something.
async function learn_key(person: Person, said: unknown): Promise<void> {
  let heard_of = said;
  if (said === undefined && (!key_asked || elapsed_ms(key_asked) > key_asked_every_ms || outbox_items().some((item) => item.state === 'refused'))) {
    const reply = await get('GET /api/sync/key');
    if (!reply.ok) return;
    key_asked = moment();
    heard_of = reply.value;
  }
  const after = await update_person(person.device_id, (now) => ({ server_key: new_server_key(now.server_key, heard_of) ?? now.server_key }));
  if (!after || unlocked?.device_id !== person.device_id) return;
  if (await use_server_key(after.server_key)) sync_soon();
}
