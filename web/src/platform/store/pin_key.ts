// SPDX-License-Identifier: AGPL-3.0-or-later
// A person's random data key, wrapped by a key from her PIN. The PIN is short, so the wrapping slows a thief down but does not stop one who
// copies the phone's storage: docs/phones.md says so plainly.
// 600,000 rounds: OWASP's figure for PBKDF2-SHA256; measured 0.1 s on a desktop (0.2 s with a CPU slowed 4 times in Chromium), so about
// a second or two on the oldest phone of our floor, once per unlocking. The figure is kept with each key and can grow.
import { base64url, from_base64url, random, utf8, type Bytes } from '../bytes.ts';

export const rounds_now = 600_000;

export type WrappedKey = { salt: string; iv: string; wrapped: string; rounds: number };
// `cipher` encrypts records, `slots` names their place in the store so that the disk shows no ids.
export type DataKey = { cipher: CryptoKey; slots: CryptoKey };

async function pin_cipher(pin: string, salt: Bytes, rounds: number): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', utf8(pin), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

async function wrap(raw: Bytes, pin: string, rounds: number): Promise<WrappedKey> {
  const salt = random(16);
  const iv = random(12);
  const wrapped = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await pin_cipher(pin, salt, rounds), raw);
  return { salt: base64url(salt), iv: base64url(iv), wrapped: base64url(new Uint8Array(wrapped)), rounds };
}

// Null when the PIN is wrong.
async function unwrap(key: WrappedKey, pin: string): Promise<Bytes | null> {
  const cipher = await pin_cipher(pin, from_base64url(key.salt), key.rounds);
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv: from_base64url(key.iv) }, cipher, from_base64url(key.wrapped)).then(
    (raw) => new Uint8Array(raw),
    () => null,
  );
}

async function data_key(raw: Bytes): Promise<DataKey> {
  const base = await crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey']);
  const how = (use: string) => ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8(use) });
  return {
    cipher: await crypto.subtle.deriveKey(how('bydel records'), base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
    slots: await crypto.subtle.deriveKey(how('bydel slots'), base, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']),
  };
}

export async function make_key(pin: string, rounds = rounds_now): Promise<{ wrapped: WrappedKey; key: DataKey }> {
  const raw = random(32);
  return { wrapped: await wrap(raw, pin, rounds), key: await data_key(raw) };
}

export async function open_key(wrapped: WrappedKey, pin: string): Promise<DataKey | null> {
  const raw = await unwrap(wrapped, pin);
  return raw && data_key(raw);
}

export async function change_pin(wrapped: WrappedKey, old_pin: string, new_pin: string, rounds = rounds_now): Promise<WrappedKey | null> {
  const raw = await unwrap(wrapped, old_pin);
  return raw && wrap(raw, new_pin, rounds);
}

// 4 to 6 digits, and not the ones that everybody tries first.
export function pin_fault(pin: string): 'short' | 'easy' | null {
  if (!/^\d{4,6}$/.test(pin)) return 'short';
  const steps = [...pin].slice(1).map((digit, at) => Number(digit) - Number(pin[at]));
  return steps.every((step) => step === steps[0] && Math.abs(step) <= 1) ? 'easy' : null;
}
