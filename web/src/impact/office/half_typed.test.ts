// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeEach, expect, test } from 'vitest';
import { drafts_of, find, unsaved } from '../../platform/unsaved.svelte.ts';
import { HalfTyped } from './half_typed.svelte.ts';

const address = '#/impact/models/m1';
beforeEach(() => drafts_of('mette', null));

test('what is half typed is found again by the next page of the same model, and by no other', () => {
  new HalfTyped(address).put('inputs.hours.value', '3,,5');
  expect(new HalfTyped(address).at('inputs.hours.value')).toBe('3,,5');
  expect(new HalfTyped('#/impact/models/m2').count).toBe(0);
  expect(unsaved().length).toBe(1);
});

test('an emptied field is half typed too; one that is put right is nothing to keep', () => {
  const half = new HalfTyped(address);
  half.put('inputs.hours.value', '');
  expect(new HalfTyped(address).at('inputs.hours.value')).toBe('');
  half.put('inputs.hours.value', null);
  expect(unsaved()).toEqual([]);
});

test('a line that is taken away takes its fields with it, and no other\'s', () => {
  const half = new HalfTyped(address);
  half.put('inputs.hours.more.low', 'x');
  half.put('inputs.hours_2.value', 'y');
  expect(half.below('inputs.hours.more')).toBe(true);
  half.leave('inputs.hours');
  expect(half.below('inputs.hours')).toBe(false);
  expect(half.at('inputs.hours_2.value')).toBe('y');
});

test('in a list without names those behind move up', () => {
  const half = new HalfTyped(address);
  for (const place of ['bands.0.rate', 'bands.1.rate', 'bands.2.rate', 'settings.last_year']) half.put(place, place);
  half.leave_from('bands', 1);
  expect([half.at('bands.0.rate'), half.at('bands.1.rate'), half.at('bands.2.rate'), half.at('settings.last_year')]).toEqual(['bands.0.rate', 'bands.2.rate', null, 'settings.last_year']);
});

test('a model saved for the first time keeps it under its own address', () => {
  const half = new HalfTyped('#/impact/new');
  half.put('price_index.new.year', '2019');
  half.move_to(address);
  expect(new HalfTyped(address).at('price_index.new.year')).toBe('2019');
  expect(new HalfTyped('#/impact/new').count).toBe(0);
});

test('what lies in the tab and is no text is thrown away', () => {
  new HalfTyped(address).put('a', '1');
  expect(find(`impact_typed:${address}`)).toEqual({ a: '1' });
  drafts_of('astrid', null);
  expect(new HalfTyped(address).count).toBe(0);
});
