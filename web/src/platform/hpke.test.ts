// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { base64url, from_base64url, from_hex, hex, utf8, type Bytes } from './bytes.ts';
import { seal } from './hpke.ts';
import { seal_item } from './sync/seal_item.ts';

// RFC 9180, appendix A.3.1: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode, sequence number 0.
const vector = {
  info: '4f6465206f6e2061204772656369616e2055726e',
  pkEm: '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4',
  skEm: '4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb',
  pkRm: '04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0',
  pt: '4265617574792069732074727574682c20747275746820626561757479',
  aad: '436f756e742d30',
  ct: '5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434',
};

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
    const made = await seal(bytes('pkRm'), bytes('info'), bytes('aad'), bytes('pt'), await pair(vector.skEm, vector.pkEm));
    expect(hex(made.enc)).toBe(vector.pkEm);
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
    expect(opened.length).toBe(65 + utf8(JSON.stringify(item)).length + 16);
    expect(opened[0]).toBe(4);
  });
});
