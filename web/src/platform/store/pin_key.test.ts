// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { decrypt, encrypt, slot_of } from './cipher.ts';
import { change_pin, is_weaker_than_now, make_key, open_key, pin_fault, strength_now, without_webassembly } from './pin_key.ts';

const few = { rounds: 1, memory: 256 }; // the tests are about the locks, not their strength

describe('the data key', () => {
  test('opens with the PIN, and with no other', async () => {
    const { wrapped, key } = await make_key('2580', few);
    const disk = await encrypt(key, await slot_of(key, 'conversation', 'a'), { women: 3 });
    const opened = await open_key(wrapped, '2580');
    expect(opened && (await decrypt(opened, disk))).toEqual({ women: 3 });
    expect(await open_key(wrapped, '2581')).toBeNull();
  });
  test('a changed PIN opens the same records; the old one opens nothing', async () => {
    const { wrapped, key } = await make_key('2580', few);
    const disk = await encrypt(key, 'slot', { women: 3 });
    const changed = (await change_pin(wrapped, '2580', '1397', few))!;
    expect(await open_key(changed, '2580')).toBeNull();
    expect(await decrypt((await open_key(changed, '1397'))!, disk)).toEqual({ women: 3 });
    expect(await change_pin(wrapped, '0000', '1397', few)).toBeNull();
  });
  test('two people with one PIN share nothing', async () => {
    const [one, other] = [await make_key('2580', few), await make_key('2580', few)];
    expect(one.wrapped.wrapped).not.toBe(other.wrapped.wrapped);
    expect(await slot_of(one.key, 'conversation', 'a')).not.toBe(await slot_of(other.key, 'conversation', 'a'));
  });
  test('the disk shows neither the id nor the content, and a record cannot be moved to another place', async () => {
    const { key } = await make_key('2580', few);
    const slot = await slot_of(key, 'concern', '0193-abc');
    const disk = await encrypt(key, slot, { secret: 'word' });
    expect(slot).not.toContain('0193');
    expect(new TextDecoder().decode(disk.data)).not.toContain('word');
    await expect(decrypt(key, { ...disk, slot: 'other' })).rejects.toThrow();
  });
  test('the strength in force is at least OWASP\'s', () => {
    expect(strength_now.memory).toBeGreaterThanOrEqual(19 * 1024);
    expect(strength_now.rounds).toBeGreaterThanOrEqual(2);
    expect(without_webassembly.rounds).toBeGreaterThanOrEqual(600_000);
  });
  test('a key of an earlier version opens with its PIN, is known to be weaker, and is wrapped anew for the same records', async () => {
    const { wrapped, key } = await make_key('2580', { rounds: 1_000 });
    expect(wrapped.memory).toBeUndefined();
    const disk = await encrypt(key, 'slot', { women: 3 });
    expect(is_weaker_than_now(wrapped)).toBe(true);
    const stronger = (await change_pin(wrapped, '2580', '2580'))!;
    expect(is_weaker_than_now(stronger)).toBe(false);
    expect(await decrypt((await open_key(stronger, '2580'))!, disk)).toEqual({ women: 3 });
    expect(await open_key(stronger, '2581')).toBeNull();
  });
  test('a browser without WebAssembly on this page gets PBKDF2, and keeps opening it', async () => {
    const real = globalThis.WebAssembly;
    try {
      (globalThis as { WebAssembly?: unknown }).WebAssembly = undefined;
      const { wrapped, key } = await make_key('2580');
      expect([wrapped.memory, wrapped.rounds]).toEqual([undefined, without_webassembly.rounds]);
      const disk = await encrypt(key, 'slot', { women: 3 });
      expect(await decrypt((await open_key(wrapped, '2580'))!, disk)).toEqual({ women: 3 });
    } finally {
      globalThis.WebAssembly = real;
    }
  });
  test('a worry, a conversation with everything in it, and a deletion have one length on the disk', async () => {
    const { key } = await make_key('2580', few);
    const codes = Array.from({ length: 16 }, (_, at) => `a_theme_with_a_long_name_${at}`);
    const all = [{ raised_on: '2026-11-26' }, { themes: codes, activities: codes, place: codes[0], held_on: '2026-11-26' }, { deleted: true }];
    const lengths = await Promise.all(all.map(async (one) => (await encrypt(key, 'slot', one)).data.byteLength));
    expect(new Set(lengths).size).toBe(1);
  });
});

test('a PIN has 4 to 6 digits and is not the first that anyone tries', () => {
  expect(pin_fault('123')).toBe('short');
  expect(pin_fault('1234567')).toBe('short');
  expect(pin_fault('12a4')).toBe('short');
  expect(['1234', '4321', '0000', '111111'].map(pin_fault)).toEqual(['easy', 'easy', 'easy', 'easy']);
  expect(['2580', '1357', '1235', '902817'].map(pin_fault)).toEqual([null, null, null, null]);
});
