// SPDX-License-Identifier: AGPL-3.0-or-later
// IndexedDB: one small database that lists the persons on this phone, and one database for each person.
import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { DiskRecord } from './cipher.ts';
import type { OutboxItem, Person } from './types.ts';

type PhoneSchema = DBSchema & {
  persons: { key: string; value: Person };
};
type PersonSchema = DBSchema & {
  records: { key: string; value: DiskRecord };
  outbox: { key: string; value: OutboxItem };
};
export type PersonDisk = IDBPDatabase<PersonSchema>;

const safely = { durability: 'strict' } as const;

function phone(): Promise<IDBPDatabase<PhoneSchema>> {
  return openDB<PhoneSchema>('bydel', 1, { upgrade: (db) => void db.createObjectStore('persons', { keyPath: 'device_id' }) });
}

export async function persons(): Promise<Person[]> {
  const db = await phone();
  const all = await db.getAll('persons');
  db.close();
  return all;
}

export async function put_person(person: Person): Promise<void> {
  const db = await phone();
  const write = db.transaction('persons', 'readwrite', safely);
  await Promise.all([write.store.put(person), write.done]);
  db.close();
}

// Reads and writes in one transaction, because two tabs may hold the same person.
export async function update_person(device_id: string, change: (person: Person) => Partial<Person>): Promise<Person | null> {
  const db = await phone();
  const write = db.transaction('persons', 'readwrite', safely);
  const before = await write.store.get(device_id);
  const after = before ? { ...before, ...change(before) } : null;
  if (after) await write.store.put(after);
  await write.done;
  db.close();
  return after;
}

export async function remove_person(device_id: string): Promise<void> {
  const db = await phone();
  await db.delete('persons', device_id);
  db.close();
  await deleteDB(`bydel-${device_id}`);
}

export function person_disk(device_id: string): Promise<PersonDisk> {
  return openDB<PersonSchema>(`bydel-${device_id}`, 1, {
    blocking: (_now, _wanted, event) => (event.target as IDBDatabase).close(), // another tab takes her off this phone
    upgrade(db) {
      db.createObjectStore('records', { keyPath: 'slot' });
      db.createObjectStore('outbox', { keyPath: 'item_id' });
    },
  });
}

export type Writes = { put?: DiskRecord[]; remove?: string[]; outbox?: OutboxItem[]; outbox_remove?: string[] };

// Everything or nothing, on the disk before it returns.
export async function write(disk: PersonDisk, writes: Writes): Promise<void> {
  const transaction = disk.transaction(['records', 'outbox'], 'readwrite', safely);
  const records = transaction.objectStore('records');
  const outbox = transaction.objectStore('outbox');
  await Promise.all([
    ...(writes.put ?? []).map((one) => records.put(one)),
    ...(writes.remove ?? []).map((slot) => records.delete(slot)),
    ...(writes.outbox ?? []).map((one) => outbox.put(one)),
    ...(writes.outbox_remove ?? []).map((item_id) => outbox.delete(item_id)),
    transaction.done,
  ]);
}
