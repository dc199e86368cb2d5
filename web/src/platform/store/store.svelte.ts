// SPDX-License-Identifier: AGPL-3.0-or-later
// The records of the unlocked person, in memory, and the only way to change them: mutate(). A page reads with all() and find().
// What mutate() has saved is on the disk twice when it returns: encrypted for her, and sealed for the server in the outbox.
import { blank_id, month_of, today, type Day } from '../day.ts';
import { is_padded } from '../padded.ts';
import { in_saved_order, next_place } from '../sync/decide.ts';
import { seal_item, type Entity, type SealedItem, type ServerKey } from '../sync/seal_item.ts';
import { decrypt, decrypt_note, encrypt, encrypt_note, slot_of, type DiskRecord } from './cipher.ts';
import { person_disk, persons, put_person, write, type PersonDisk, type Writes } from './disk.ts';
import type { DataKey } from './pin_key.ts';
import type { EarlierItem, LocalRecord, OutboxItem, Person, SavedItem } from './types.ts';

type Opened = { person: Person; key: DataKey; disk: PersonDisk };
let opened: Opened | null = null;
let records = $state.raw<ReadonlyMap<string, LocalRecord>>(new Map());
let outbox = $state.raw<readonly SavedItem[]>([]);
let after_change: () => void = () => {};
// What the phone had no room for and she must not lose (hold_local), by person: encrypted, so that it may stay while she is locked out.
const held = new Map<string, Map<string, DiskRecord>>();

const name_of = (entity: string, id: string) => `${entity}/${id}`;

let when_gone: (device_id: string) => void = () => {};

// Two tabs of one person: what one saves, the other reads anew; when she is taken off the phone in one, the other locks.
const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('bydel-store');
tabs?.addEventListener('message', (event) => {
  const said: unknown = event.data;
  if (typeof said === 'string' && opened && said === opened.person.device_id) void reload();
  if (typeof said === 'object' && said !== null && 'gone' in said) when_gone(String(said.gone));
});

export function on_gone(run: (device_id: string) => void): void {
  when_gone = run;
}

export function tell_gone(device_id: string): void {
  tabs?.postMessage({ gone: device_id });
}

export function on_saved(run: () => void): void {
  after_change = run;
}

export async function open_store(person: Person, key: DataKey): Promise<void> {
  opened = { person, key, disk: await person_disk(person.device_id) };
  const on_disk = await read_anew().catch((error: unknown) => {
    close_store();
    throw error;
  });
  if (opened) await close_old(opened, on_disk).catch(() => {}); // no room: the next time
}

// What an earlier version of the app wrote tells by its length what it is, and the days of what she saved. Before she can change any of it.
async function close_old(now: Opened, on_disk: DiskRecord[]): Promise<void> {
  const old = on_disk.filter((one) => !is_padded(one.data));
  const put = await Promise.all(old.map(async (one) => encrypt(now.key, one.slot, (await decrypt(now.key, one)) as object)));
  const rows: (OutboxItem | EarlierItem)[] = in_saved_order(await with_disk(now, (disk) => disk.getAll('outbox')));
  const is_old = rows.some((one) => 'saved_on' in one);
  const closed = rows.map(async (one, at): Promise<OutboxItem> => {
    if (!('saved_on' in one)) return { ...one, place: at + 1 };
    return { ...one, place: at + 1, sent_in: one.sent_on && month_of(one.sent_on), note: await encrypt_note(now.key, one.item_id, one.saved_on) };
  });
  if (put.length > 0 || is_old) await commit(now, { put, ...(is_old ? { outbox: await Promise.all(closed) } : {}) });
  if (is_old) await reload_outbox();
}

export function close_store(): void {
  opened?.disk.close();
  opened = null;
  records = new Map();
  outbox = [];
}

export async function reload(): Promise<void> {
  await read_anew();
}

// Answers what lay on the disk.
async function read_anew(): Promise<DiskRecord[]> {
  if (!opened) return [];
  const now = opened;
  const on_disk = await with_disk(now, (disk) => disk.getAll('records'));
  const read = (await Promise.all([...on_disk, ...held_of(now)].map((one) => decrypt(now.key, one)))) as LocalRecord[];
  if (!opened) return [];
  records = new Map(read.map((one) => [name_of(one.entity, one.id), one]));
  await reload_outbox();
  return on_disk;
}

export async function reload_outbox(): Promise<void> {
  if (!opened) return;
  const now = opened;
  const rows = await with_disk(now, (disk) => disk.getAll('outbox'));
  const known = new Map(outbox.map((one) => [one.item_id, one.saved_on]));
  const day_of = async ({ item_id, note }: OutboxItem) => known.get(item_id) ?? (note ? await decrypt_note(now.key, item_id, note) : null);
  const read = await Promise.all(rows.map(async (one): Promise<SavedItem> => ({ ...one, saved_on: await day_of(one) })));
  if (opened === now) outbox = read;
}

function held_of({ person }: Opened): DiskRecord[] {
  return [...(held.get(person.device_id)?.values() ?? [])];
}

// A browser that ran out of room, or was told to empty this store, has closed it: it is opened anew, so that she may try again at once.
async function with_disk<T>(now: Opened, use: (disk: PersonDisk) => Promise<T>): Promise<T> {
  try {
    return await use(now.disk);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'InvalidStateError') || opened !== now) throw error;
  }
  now.disk = await person_disk(now.person.device_id);
  if (!(await persons()).some((one) => one.device_id === now.person.device_id)) await restore(now);
  return use(now.disk);
}

// The store was emptied under an unlocked person: all of it is still here in memory.
async function restore({ person, key, disk }: Opened): Promise<void> {
  const put = await Promise.all([...records.values()].map(async (one) => encrypt(key, await slot_of(key, one.entity, one.id), one)));
  await write(disk, { put, outbox: [...outbox] });
  await put_person(person);
}

// Everything or nothing, together with what had to wait for room.
async function commit(now: Opened, writes: Writes): Promise<void> {
  const waited = held_of(now);
  await with_disk(now, (disk) => write(disk, { ...writes, put: [...waited, ...(writes.put ?? [])] }));
  const still = held_of(now).filter((one) => !waited.includes(one));
  held.set(now.person.device_id, new Map(still.map((one) => [one.slot, one])));
}

export function forget_held(device_id: string): void {
  held.delete(device_id);
}

export function all<T = Record<string, unknown>>(entity: string): (LocalRecord & { record: T })[] {
  return [...records.values()].filter((one) => one.entity === entity && !one.deleted) as (LocalRecord & { record: T })[];
}

export function find<T = Record<string, unknown>>(entity: string, id: string): (LocalRecord & { record: T }) | undefined {
  const one = records.get(name_of(entity, id));
  return one && !one.deleted ? (one as LocalRecord & { record: T }) : undefined;
}

export function everything(): readonly LocalRecord[] {
  return [...records.values()];
}

export function outbox_items(): readonly SavedItem[] {
  return outbox;
}

export function receipt(item_id: string | undefined): SavedItem | undefined {
  return outbox.find((one) => one.item_id === item_id);
}

export type Change =
  | { operation: 'put'; entity: Entity; id: string; record: Record<string, unknown> }
  | { operation: 'delete'; entity: Entity; id: string };

// `done_with` names what only this phone knows and nobody needs once this is saved: the draft it was made from.
export async function mutate(change: Change, done_with?: string, on: Day = today()): Promise<void> {
  if (!opened) throw new Error('mutate() while locked');
  const now = opened;
  const { person, key } = now;
  const before = records.get(name_of(change.entity, change.id));
  const record = change.operation === 'put' ? change.record : (before?.record ?? {});
  const local: LocalRecord = {
    entity: change.entity,
    id: change.id,
    scope: before?.scope ?? 'own',
    revision: (before?.revision ?? 0) + 1,
    record,
    item_id: blank_id(),
    saved_on: on,
    ...(change.operation === 'delete' ? { deleted: true } : {}),
  };
  const sealed = await seal_local(local, person);
  const item: OutboxItem = { ...sealed, place: next_place(outbox), state: 'waiting', sent_in: null, note: await encrypt_note(key, sealed.item_id, on) };
  const disk_record = await encrypt(key, await slot_of(key, local.entity, local.id), local);
  await commit(now, { put: [disk_record], outbox: [item], remove: done_with ? [await slot_of(key, '_local', done_with)] : [] });
  records = new Map(records).set(name_of(local.entity, local.id), local);
  if (done_with) forget_local(done_with);
  outbox = [...outbox, { ...item, saved_on: on }];
  tabs?.postMessage(person.device_id);
  after_change();
}

function seal_local(local: LocalRecord, { device_id, server_key }: Person): Promise<SealedItem> {
  const { entity, id, revision, deleted, record } = local;
  const said = { item_id: local.item_id!, device_id, entity: entity as Entity, operation: deleted ? ('delete' as const) : ('put' as const), id, revision, saved_on: local.saved_on! };
  return seal_item(deleted ? said : { ...said, record }, server_key);
}

// The server seals to a new key. What it refused under another key, because it has lost that one, is sealed again where the change is
// still the last one here: only while she is unlocked is there anything to seal. True when something waits again.
export async function use_server_key(server_key: ServerKey): Promise<boolean> {
  if (!opened) return false;
  opened.person = { ...opened.person, server_key };
  const now = opened;
  const { person } = now;
  const refused = (await with_disk(now, (disk) => disk.getAll('outbox'))).filter((item) => item.state === 'refused' && item.key_id !== server_key.key_id);
  const last = new Map([...records.values()].map((one) => [one.item_id, one]));
  const again = refused.flatMap((item) => (last.has(item.item_id) ? [{ item, local: last.get(item.item_id)! }] : []));
  const items = await Promise.all(again.map(async ({ item, local }): Promise<OutboxItem> => ({ ...item, ...(await seal_local(local, person)), state: 'waiting' })));
  if (items.length === 0) return false;
  await commit(now, { outbox: items });
  await reload_outbox();
  return true;
}

// What only this phone knows (a draft, the wanted languages, the cursor) and what a pull brought: never sent.
export async function keep(put: LocalRecord[], remove: { entity: string; id: string }[] = []): Promise<void> {
  if (!opened) return;
  const now = opened;
  const { key } = now;
  const disk_records = await Promise.all(put.map(async (one) => encrypt(key, await slot_of(key, one.entity, one.id), one)));
  const slots = await Promise.all(remove.map((one) => slot_of(key, one.entity, one.id)));
  await commit(now, { put: disk_records, remove: slots });
  const after = new Map(records);
  for (const one of remove) after.delete(name_of(one.entity, one.id));
  for (const one of put) after.set(name_of(one.entity, one.id), one);
  records = after;
  if (put.some((one) => one.scope !== '_local') || remove.length) tabs?.postMessage(opened?.person.device_id);
}

export function local<T>(id: string): T | undefined {
  return records.get(name_of('_local', id))?.record as T | undefined;
}

// Together or not at all.
export function keep_locals(values: Record<string, object>): Promise<void> {
  return keep(Object.entries(values).map(([id, value]) => local_record(id, value)));
}

export function keep_local(id: string, value: object | null): Promise<void> {
  return value ? keep([local_record(id, value)]) : keep([], [local_record(id, {})]);
}

// As keep_local(), but what the phone has no room for stays here, and goes to the disk with the next write that finds room.
export async function hold_local(id: string, value: object): Promise<void> {
  const now = opened;
  if (!now) return;
  const { person, key } = now;
  const one = local_record(id, value);
  const disk_record = await encrypt(key, await slot_of(key, one.entity, one.id), one);
  if (opened !== now) return;
  held.set(person.device_id, new Map(held.get(person.device_id)).set(disk_record.slot, disk_record));
  records = new Map(records).set(name_of(one.entity, one.id), one);
  await keep([]);
}

export function local_record(id: string, value: object): LocalRecord {
  return { entity: '_local', id, scope: '_local', revision: 0, record: value as Record<string, unknown> };
}

function forget_local(id: string): void {
  const after = new Map(records);
  after.delete(name_of('_local', id));
  records = after;
}
