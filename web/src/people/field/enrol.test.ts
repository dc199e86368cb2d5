// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeEach, expect, test, vi } from 'vitest';
import { place_of } from './enrol.ts';

const token = 'dk.abcdefghijklmnop';

function phone_with(store: Partial<Storage>): void {
  vi.stubGlobal('localStorage', store);
}

function roomy(): Storage {
  const kept = new Map<string, string>();
  return { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, value: string) => void kept.set(name, value), removeItem: (name: string) => void kept.delete(name) } as Storage;
}

/** As after a reload: the module is read anew. */
async function page() {
  vi.resetModules();
  return import('./enrol.ts');
}

beforeEach(() => vi.unstubAllGlobals());

test('an attempt is the same over retries and reloads while the link is there, and another for another link', async () => {
  phone_with(roomy());
  const first = await page();
  const attempt = first.attempt_for(token);
  expect(first.attempt_for(token)).toBe(attempt);
  expect((await page()).attempt_for(token)).toBe(attempt);
  expect((await page()).attempt_for('dk.another-link-altogether')).not.toBe(attempt);
});

test('what is kept does not open anything: not the whole link', async () => {
  const store = roomy();
  phone_with(store);
  (await page()).attempt_for(token);
  expect(store.getItem('bydel-attempt')).not.toContain(token);
});

test('a new attempt after the phone was hers', async () => {
  phone_with(roomy());
  const one = await page();
  const attempt = one.attempt_for(token);
  one.forget_attempt(token);
  expect(one.attempt_for(token)).not.toBe(attempt);
});

test('a phone without room remembers it for this page', async () => {
  const full = () => { throw new DOMException('full', 'QuotaExceededError'); };
  phone_with({ getItem: () => null, setItem: full, removeItem: full });
  const one = await page();
  expect(one.attempt_for(token)).toBe(one.attempt_for(token));
  expect(() => one.forget_attempt(token)).not.toThrow();
});

test('she takes her own place on a phone, whatever the invitation is for, and never that of another', () => {
  const invited = { display_name: '', programme_name: '', group_name: '', languages: [], purpose: 'enrol' as const };
  const hers = { device_id: 'a', whose: 'hers' as const };
  const unknown = { device_id: 'b', whose: 'unknown' as const };
  for (const purpose of ['enrol', 'forgotten_pin'] as const) {
    expect(place_of({ ...invited, purpose, devices: [unknown, hers] })).toEqual({ replaces: 'a', ask: [] });
    expect(place_of({ ...invited, purpose, devices: [] })).toEqual({ replaces: null, ask: [] });
  }
  expect(place_of({ ...invited, devices: [unknown] })).toEqual({ replaces: null, ask: [] });
  expect(place_of({ ...invited, purpose: 'forgotten_pin', devices: [unknown] })).toEqual({ replaces: null, ask: ['b'] });
  expect(place_of({ ...invited, purpose: 'own_phone', devices: [unknown] })).toEqual({ replaces: null, ask: ['b'] });
  expect(place_of(invited)).toEqual({ replaces: null, ask: [] }); // an earlier server
});
