// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { base64url } from '../bytes.ts';
import { seal_item, type Item } from './seal_item.ts';

test('a worry, a conversation and a deletion are sealed at one length: the network and the store tell nothing apart', async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  const key = { key_id: 'o1', public_key: base64url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))) };
  const item: Item = { item_id: '0193d8a1-0000-7000-8000-000000000001', device_id: '0193d8a1-0000-7000-8000-000000000002', entity: 'conversation', operation: 'put', id: '0193d8a1-0000-7000-8000-000000000003', revision: 1, saved_on: '2026-11-26' };
  const themes = Array.from({ length: 16 }, (_, at) => `a_theme_with_a_long_name_${at}`);
  const items: Item[] = [
    { ...item, entity: 'concern', record: { raised_on: '2026-11-26', passed_to: null, passed_on: null } },
    { ...item, revision: 12, record: { held_on: '2026-11-26', women: 12, themes, activities: themes, minutes: 120 } },
    { ...item, operation: 'delete' },
  ];
  const lengths = await Promise.all(items.map(async (one) => (await seal_item(one, key)).sealed.length));
  expect(new Set(lengths).size).toBe(1);
});
