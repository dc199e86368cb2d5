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
const answers_within_ms = 2000;

// All that lies in the clear, here and nowhere else: what is not named is not written.
const clear_of_person: Record<keyof Person, true> = {
  device_id: true, programme_id: true, sign: true, language: true, key: true, wrong_pins: true, server_key: true, epoch: true, needs_link: true, diverged: true,
};
const clear_of_item: Record<keyof OutboxItem, true> = { item_id: true, key_id: true, sealed: true, place: true, state: true, sent_in: true, note: true };

function only<T extends object>(named: Record<keyof T, true>, value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name in named)) as T;
}

async function with_phone<T>(use: (db: IDBPDatabase<PhoneSchema>) => Promise<T>): Promise<T> {
  const db = await openDB<PhoneSchema>('bydel', 1, { upgrade: (db) => void db.createObjectStore('persons', { keyPath: 'device_id' }) });
  try {
    return await use(db);
  } finally {
    db.close();
  }
}

export async function persons(): Promise<Person[]> {
  return (await is_there('bydel')) ? with_phone((db) => db.getAll('persons')) : [];
}

// Looking into a store makes it, which costs a new phone half a second before its first buttons. Older browsers cannot be asked, and one that
// is emptied meanwhile never answers.
async function is_there(name: string): Promise<boolean> {
  const no_answer = new Promise<undefined>((done) => setTimeout(done, answers_within_ms));
  const all = await Promise.race([indexedDB.databases?.(), no_answer]);
  return all?.some((one) => one.name === name) ?? true;
}

export function put_person(person: Person): Promise<void> {
  return with_phone(async (db) => {
    const write = db.transaction('persons', 'readwrite', safely);
    await all_of(write.done, [write.store.put(only(clear_of_person, person))]);
  });
}

// Reads and writes in one transaction, because two tabs may hold the same person.
export function update_person(device_id: string, change: (person: Person) => Partial<Person>): Promise<Person | null> {
  return with_phone(async (db) => {
    const write = db.transaction('persons', 'readwrite', safely);
    const changed = write.store.get(device_id).then(async (before) => {
      const after = before ? only(clear_of_person, { ...before, ...change(before) }) : null;
      if (after) await write.store.put(after);
      return after;
    });
    await all_of(write.done, [changed]);
    return changed;
  });
}

export async function remove_person(device_id: string): Promise<void> {
  await with_phone((db) => db.delete('persons', device_id));
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

// The transaction knows why it failed; its requests say only that they were aborted.
async function all_of(done: Promise<void>, requests: Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(requests);
  await done;
}

export type Writes = { put?: DiskRecord[]; remove?: string[]; outbox?: OutboxItem[]; outbox_remove?: string[] };

// Everything or nothing, on the disk before it returns.
export async function write(disk: PersonDisk, writes: Writes): Promise<void> {
  const transaction = disk.transaction(['records', 'outbox'], 'readwrite', safely);
  const records = transaction.objectStore('records');
  const outbox = transaction.objectStore('outbox');
  await all_of(transaction.done, [
    ...(writes.put ?? []).map((one) => records.put(one)),
    ...(writes.remove ?? []).map((slot) => records.delete(slot)),
    ...(writes.outbox ?? []).map((one) => outbox.put(only(clear_of_item, one))),
    ...(writes.outbox_remove ?? []).map((item_id) => outbox.delete(item_id)),
  ]);
}
