// SPDX-License-Identifier: AGPL-3.0-or-later
// One saved change, sealed to the server's public key as docs/sync.md says. Only the server can open it: not even the phone that made it.
import { base64url, from_base64url, join, utf8 } from '../bytes.ts';
import type { Day } from '../day.ts';
import { seal } from '../hpke.ts';
import { padded_json } from '../padded.ts';
import type { PushedEntity } from '../../wire/wire.ts';

export type { PushedEntity as Entity } from '../../wire/wire.ts';
export type Item = {
  item_id: string;
  device_id: string;
  entity: PushedEntity;
  operation: 'put' | 'delete';
  id: string;
  revision: number;
  saved_on: Day;
  record?: object;
};
export type ServerKey = { key_id: string; public_key: string };
export type SealedItem = { item_id: string; key_id: string; sealed: string };

export async function seal_item(item: Item, key: ServerKey): Promise<SealedItem> {
  const { enc, ciphertext } = await seal(from_base64url(key.public_key), utf8('bydel outbox 1'), utf8(item.item_id), padded_json(item));
  return { item_id: item.item_id, key_id: key.key_id, sealed: base64url(join(enc, ciphertext)) };
}
