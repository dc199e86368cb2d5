// SPDX-License-Identifier: AGPL-3.0-or-later
// How one record lies on the disk: encrypted, under a name that only the key's owner can work out. And the note on an item of the outbox: the day it
// was saved, which is as long for every item.
import { base64url, from_utf8, random, utf8, type Bytes } from '../bytes.ts';
import { padded_json } from '../padded.ts';
import type { Day } from '../day.ts';
import type { DataKey } from './pin_key.ts';

export type DiskRecord = { slot: string; iv: Bytes; data: ArrayBuffer };

export async function slot_of(key: DataKey, entity: string, id: string): Promise<string> {
  const mark = await crypto.subtle.sign('HMAC', key.slots, utf8(`${entity}/${id}`));
  return base64url(new Uint8Array(mark).slice(0, 16));
}

export async function encrypt(key: DataKey, slot: string, value: object): Promise<DiskRecord> {
  const iv = random(12);
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(slot) }, key.cipher, padded_json(value));
  return { slot, iv, data };
}

export async function decrypt(key: DataKey, disk: DiskRecord): Promise<unknown> {
  const how = { name: 'AES-GCM', iv: disk.iv, additionalData: utf8(disk.slot) };
  return JSON.parse(from_utf8(new Uint8Array(await crypto.subtle.decrypt(how, key.cipher, disk.data))));
}

export type Note = { iv: Bytes; data: ArrayBuffer };

const about = (iv: Bytes, item_id: string) => ({ name: 'AES-GCM', iv, additionalData: utf8(`outbox/${item_id}`) });

export async function encrypt_note(key: DataKey, item_id: string, saved_on: Day): Promise<Note> {
  const iv = random(12);
  return { iv, data: await crypto.subtle.encrypt(about(iv, item_id), key.cipher, utf8(saved_on)) };
}

// Null where it was written under a key that is no more.
export async function decrypt_note(key: DataKey, item_id: string, note: Note): Promise<Day | null> {
  return crypto.subtle.decrypt(about(note.iv, item_id), key.cipher, note.data).then(
    (data) => from_utf8(new Uint8Array(data)),
    () => null,
  );
}
