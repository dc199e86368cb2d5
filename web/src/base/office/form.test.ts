// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { changed, field_named, followed, missing, tidy } from './form.ts';
import type { FormField } from './form.ts';

type Key = 'name' | 'day' | 'secret';
const fields: FormField<Key>[] = [
  { key: 'name', label: '', kind: 'text', needed: 'Write a name.' },
  { key: 'day', label: '', kind: 'day', also: ['moved_on'] },
  { key: 'secret', label: '', kind: 'password' },
];
const saved = { name: 'Amina', day: '2026-11-23', secret: '' };

test('a field that is needed and holds nothing but spaces has its sentence', () => {
  expect(missing(fields, { ...saved, name: ' \t' })).toEqual({ name: 'Write a name.' });
  expect(missing(fields, { ...saved, day: '' })).toEqual({});
});

test('spaces around are not saved, but those of a password are', () => {
  expect(tidy(fields, { name: '  Amina ', day: '', secret: ' x ' })).toEqual({ name: 'Amina', day: '', secret: ' x ' });
});

test('a problem stands at the field that it names, by any of its names', () => {
  expect(field_named(fields, 'day')).toBe('day');
  expect(field_named(fields, 'moved_on')).toBe('day');
  expect(field_named(fields, 'phone')).toBeNull();
  expect(field_named(fields, null)).toBeNull();
});

test('what she has typed is what differs from what is saved', () => {
  expect(changed(saved, saved)).toEqual({});
  expect(changed({ ...saved, day: '' }, saved)).toEqual({ day: '' });
});

test('what was saved elsewhere meanwhile comes in where she has typed nothing, and takes nothing of hers', () => {
  const now = { name: 'Amina Ali', day: '2026-11-24', secret: '' };
  expect(followed(saved, saved, now)).toEqual(now);
  expect(followed({ ...saved, name: 'Mina' }, saved, now)).toEqual({ ...now, name: 'Mina' });
});

test('what the server wrote in its own way takes the place of what was sent', () => {
  const sent = { ...saved, name: 'amina' };
  expect(followed(sent, sent, saved)).toEqual(saved);
});
