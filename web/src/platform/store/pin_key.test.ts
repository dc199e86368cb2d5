// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { decrypt, encrypt, slot_of } from './cipher.ts';
import { change_pin, make_key, open_key, pin_fault, rounds_now } from './pin_key.ts';

const few = 1_000; // rounds: the tests are about the locks, not their strength

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
  test('the rounds in force are OWASP\'s', () => {
    expect(rounds_now).toBeGreaterThanOrEqual(600_000);
  });
});

test('a PIN has 4 to 6 digits and is not the first that anyone tries', () => {
  expect(pin_fault('123')).toBe('short');
  expect(pin_fault('1234567')).toBe('short');
  expect(pin_fault('12a4')).toBe('short');
  expect(['1234', '4321', '0000', '111111'].map(pin_fault)).toEqual(['easy', 'easy', 'easy', 'easy']);
  expect(['2580', '1357', '1235', '902817'].map(pin_fault)).toEqual([null, null, null, null]);
});
