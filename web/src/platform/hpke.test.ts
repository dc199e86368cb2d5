// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { base64url, from_base64url, from_hex, hex, utf8, type Bytes } from './bytes.ts';
import { seal } from './hpke.ts';
import { one_size } from './padded.ts';
import { seal_item } from './sync/seal_item.ts';

type Vector = Record<'info' | 'enc' | 'skEm' | 'pkRm' | 'pt' | 'aad' | 'ct', string>;
const contract = readFileSync(new URL('../../../contracts/hpke.json', import.meta.url), 'utf8');
const vector = (JSON.parse(contract) as { rfc9180_a_3_1: Vector }).rfc9180_a_3_1;

async function pair(secret: string, point: string): Promise<CryptoKeyPair> {
  const at = from_hex(point);
  const part = (from: number): string => base64url(at.slice(from, from + 32));
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const jwk = { kty: 'EC', crv: 'P-256', x: part(1), y: part(33) };
  return {
    privateKey: await crypto.subtle.importKey('jwk', { ...jwk, d: base64url(from_hex(secret)) }, curve, true, ['deriveBits']),
    publicKey: await crypto.subtle.importKey('jwk', jwk, curve, true, []),
  };
}

describe('HPKE', () => {
  test('seals what RFC 9180 A.3.1 says, byte for byte', async () => {
    const bytes = (name: keyof typeof vector): Bytes => from_hex(vector[name]);
    const made = await seal(bytes('pkRm'), bytes('info'), bytes('aad'), bytes('pt'), await pair(vector.skEm, vector.enc));
    expect(hex(made.enc)).toBe(vector.enc);
    expect(hex(made.ciphertext)).toBe(vector.ct);
  });

  test('a sealed item is enc and ciphertext in base64url, differs each time, and shows nothing of its content', async () => {
    const key = { key_id: 'k1', public_key: base64url(from_hex(vector.pkRm)) };
    const item = { item_id: '01', device_id: 'd', entity: 'conversation', operation: 'put', id: 'c', revision: 1, saved_on: '2026-11-23', record: { women: 1 } } as const;
    const first = await seal_item(item, key);
    const second = await seal_item(item, key);
    expect(first.sealed).not.toBe(second.sealed);
    expect(first.key_id).toBe('k1');
    const opened = from_base64url(first.sealed);
    expect(opened.length).toBe(65 + one_size + 16);
    expect(opened[0]).toBe(4);
  });
});
