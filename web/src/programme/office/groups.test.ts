// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { has_words } from '../../platform/text/fold.ts';
import { by_region, words_of } from './groups.ts';

const group = (name: string, town: string, region: string) => ({ group_id: name, name, town, region, host: '', phase: 3, contact_name: '', contact_phone: '', mothers: 10, status: 'active' as const });
const groups = [group('Vollsmose', 'Odense', 'syddanmark'), group('Gellerup', 'Aarhus', 'midtjylland'), group('Bispehaven', 'Århus', 'midtjylland')];
const name = (code: string) => (code === 'midtjylland' ? 'Region Midtjylland' : 'Region Syddanmark');
const found = (typed: string) => by_region(groups.filter((one) => has_words(words_of(one, name), typed)), 'da', name).map((one) => one.name);

test('groups are found by any word of name, town, region, and come by region', () => {
  expect(found('')).toEqual(['Bispehaven', 'Gellerup', 'Vollsmose']);
  expect(found('ODEN')).toEqual(['Vollsmose']);
  expect(found('midt bis')).toEqual(['Bispehaven']);
  expect(found('nowhere')).toEqual([]);
});
