// SPDX-License-Identifier: AGPL-3.0-or-later
// A person's random data key, wrapped by a key from her PIN. The PIN is short, so the wrapping slows a thief down but does not stop one who
// copies the phone's storage: docs/phones.md says so plainly, with what a guess costs.
// Argon2id (RFC 9106) with 32 MiB and 3 passes: more than OWASP's 19 MiB and 2, and a phone of our floor has the memory. Where the browser runs no
// WebAssembly here, PBKDF2-SHA256 with OWASP's 600,000 rounds. What a key was made with is kept with it, so that the figures can grow.
import { base64url, from_base64url, random, utf8, type Bytes } from '../bytes.ts';

// `memory`: in KiB, of Argon2id, whose passes `rounds` are then; without it `rounds` are those of PBKDF2.
export type Strength = { rounds: number; memory?: number };
export const strength_now: Strength = { rounds: 3, memory: 32 * 1024 };
export const without_webassembly: Strength = { rounds: 600_000 };

export type WrappedKey = { salt: string; iv: string; wrapped: string } & Strength;
// `cipher` encrypts records, `slots` names their place in the store so that the disk shows no ids.
export type DataKey = { cipher: CryptoKey; slots: CryptoKey };

async function pin_cipher(pin: string, salt: Bytes, { rounds, memory }: Strength): Promise<CryptoKey> {
  if (memory !== undefined) {
    const { argon2id } = await import('hash-wasm');
    const raw = await argon2id({ password: pin, salt, iterations: rounds, parallelism: 1, memorySize: memory, hashLength: 32, outputType: 'binary' });
    return crypto.subtle.importKey('raw', new Uint8Array(raw), 'AES-GCM', false, ['encrypt', 'decrypt']);
  }
  const secret = await crypto.subtle.importKey('raw', utf8(pin), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

async function wrap_with(raw: Bytes, pin: string, strength: Strength): Promise<WrappedKey> {
  const salt = random(16);
  const iv = random(12);
  const wrapped = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await pin_cipher(pin, salt, strength), raw);
  return { salt: base64url(salt), iv: base64url(iv), wrapped: base64url(new Uint8Array(wrapped)), ...strength };
}

// A browser that runs no WebAssembly on this page (before Chrome 97 the policy could not allow it alone), or has no memory for it, says so here
// and not when she unlocks.
function wrap(raw: Bytes, pin: string, strength: Strength): Promise<WrappedKey> {
  if (strength.memory === undefined) return wrap_with(raw, pin, strength);
  return wrap_with(raw, pin, strength).catch(() => wrap_with(raw, pin, without_webassembly));
}

// Null when the PIN is wrong.
async function unwrap(key: WrappedKey, pin: string): Promise<Bytes | null> {
  const cipher = await pin_cipher(pin, from_base64url(key.salt), key);
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

export async function make_key(pin: string, strength = strength_now): Promise<{ wrapped: WrappedKey; key: DataKey }> {
  const raw = random(32);
  return { wrapped: await wrap(raw, pin, strength), key: await data_key(raw) };
}

export async function open_key(wrapped: WrappedKey, pin: string): Promise<DataKey | null> {
  const raw = await unwrap(wrapped, pin);
  return raw && data_key(raw);
}

export async function change_pin(wrapped: WrappedKey, old_pin: string, new_pin: string, strength = strength_now): Promise<WrappedKey | null> {
  const raw = await unwrap(wrapped, old_pin);
  return raw && wrap(raw, new_pin, strength);
}

// Made by an earlier version of the app, or while the browser could do no better.
export function is_weaker_than_now(wrapped: WrappedKey): boolean {
  return wrapped.memory === undefined || wrapped.memory < strength_now.memory! || wrapped.rounds < strength_now.rounds;
}

// 4 to 6 digits, and not the ones that everybody tries first.
export function pin_fault(pin: string): 'short' | 'easy' | null {
  if (!/^\d{4,6}$/.test(pin)) return 'short';
  const steps = [...pin].slice(1).map((digit, at) => Number(digit) - Number(pin[at]));
  return steps.every((step) => step === steps[0] && Math.abs(step) <= 1) ? 'easy' : null;
}
