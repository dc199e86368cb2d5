// SPDX-License-Identifier: AGPL-3.0-or-later
// HPKE (RFC 9180), base mode, single shot, sealing only: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM over WebCrypto.
// Sixty lines instead of a library: one suite, one direction; proved with the vectors of RFC 9180 A.3 (hpke.test.ts).
import { join, utf8, type Bytes } from './bytes.ts';

const kem_suite = join(utf8('KEM'), new Uint8Array([0x00, 0x10]));
const suite = join(utf8('HPKE'), new Uint8Array([0x00, 0x10, 0x00, 0x01, 0x00, 0x01]));
const curve = { name: 'ECDH', namedCurve: 'P-256' };

async function hmac(key: Bytes, data: Bytes): Promise<Bytes> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, data));
}

// An empty salt is 32 zero bytes: the same to HMAC, and WebCrypto takes no empty key.
function extract(salt: Bytes, suite_id: Bytes, label: string, input: Bytes): Promise<Bytes> {
  return hmac(salt.length ? salt : new Uint8Array(32), join(utf8('HPKE-v1'), suite_id, utf8(label), input));
}

// Every output here is at most one hash long, so HKDF-Expand is a single block.
async function expand(secret: Bytes, suite_id: Bytes, label: string, info: Bytes, length: number): Promise<Bytes> {
  const labelled = join(new Uint8Array([length >> 8, length & 0xff]), utf8('HPKE-v1'), suite_id, utf8(label), info);
  return (await hmac(secret, join(labelled, new Uint8Array([1])))).slice(0, length);
}

// Returns enc (65 bytes) and the ciphertext. `ephemeral` is given by the test of the vectors only.
export async function seal(public_key: Bytes, info: Bytes, aad: Bytes, text: Bytes, ephemeral?: CryptoKeyPair): Promise<{ enc: Bytes; ciphertext: Bytes }> {
  const receiver = await crypto.subtle.importKey('raw', public_key, curve, false, []);
  const pair = ephemeral ?? (await crypto.subtle.generateKey(curve, false, ['deriveBits']));
  const enc = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const shared_point = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: receiver }, pair.privateKey, 256));

  const none = new Uint8Array(0);
  const pseudo_random = await extract(none, kem_suite, 'eae_prk', shared_point);
  const shared_secret = await expand(pseudo_random, kem_suite, 'shared_secret', join(enc, public_key), 32);

  const context = join(new Uint8Array([0]), await extract(none, suite, 'psk_id_hash', none), await extract(none, suite, 'info_hash', info));
  const secret = await extract(shared_secret, suite, 'secret', none);
  const key = await expand(secret, suite, 'key', context, 16);
  const nonce = await expand(secret, suite, 'base_nonce', context, 12);

  const cipher = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt']);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: aad }, cipher, text);
  return { enc, ciphertext: new Uint8Array(sealed) };
}
