// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { find_groups } from './groups.ts';

const group = (name: string, town: string, region: string) => ({ group_id: name, name, town, region, host: '', phase: 3, contact_name: '', contact_phone: '', mothers: 10, status: 'active' as const });
const groups = [group('Vollsmose', 'Odense', 'syddanmark'), group('Gellerup', 'Aarhus', 'midtjylland'), group('Bispehaven', 'Århus', 'midtjylland')];
const name = (code: string) => (code === 'midtjylland' ? 'Region Midtjylland' : 'Region Syddanmark');

test('groups are found by any word of name, town, region, and come by region', () => {
  expect(find_groups(groups, '', 'da', name).map((one) => one.name)).toEqual(['Bispehaven', 'Gellerup', 'Vollsmose']);
  expect(find_groups(groups, 'ODEN', 'da', name).map((one) => one.name)).toEqual(['Vollsmose']);
  expect(find_groups(groups, 'midt bis', 'da', name).map((one) => one.name)).toEqual(['Bispehaven']);
  expect(find_groups(groups, 'nowhere', 'da', name)).toEqual([]);
});
