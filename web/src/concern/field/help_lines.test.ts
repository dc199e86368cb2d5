// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { content_folder } from '../../../tools/content.ts';
import { lines_for, type Group, type HelpLine } from './help_lines.ts';

const shipped = (JSON.parse(readFileSync(content_folder + 'programmes/dk.json', 'utf8')) as { help_lines: (HelpLine & { id: string })[] }).help_lines;
const lines = shipped.map((record, position) => ({ id: record.id, record: { ...record, position } }));
const group = (region?: string): Group => ({ name: 'G', contact_name: 'Mette', contact_phone: '', ...(region === undefined ? {} : { region }) });
const numbers = (groups: Group[], only?: 'urgent' | 'other') => lines_for(lines, groups, only).map(({ record }) => record.phone);

describe('whom she may call', () => {
  test('a mother in Aarhus is shown her own region\'s doctor and not the capital\'s', () => {
    expect(numbers([group('midtjylland')])).toContain('70113131');
    for (const elsewhere of ['1813', '1818', '70110707', '70150300']) expect(numbers([group('midtjylland')])).not.toContain(elsewhere);
  });
  test.each([['hovedstaden', '1813'], ['sjaelland', '1818'], ['syddanmark', '70110707'], ['midtjylland', '70113131'], ['nordjylland', '70150300']])(
    'in %s it is %s, and the country\'s lines',
    (region, phone) => {
      expect(numbers([group(region)])).toEqual(['112', '114', '1888', '116111', phone, '']);
    },
  );
  test('without a group, or from a server that says no region, she has the country\'s lines', () => {
    for (const groups of [[], [group()], [group('')], [group('elsewhere')]]) expect(numbers(groups)).toEqual(['112', '114', '1888', '116111', '']);
  });
  test('lines that an older server sends without a region are all the country\'s', () => {
    const older = [{ id: 'a', record: { ...lines[0]!.record, region: undefined } }] as { id: string; record: HelpLine }[];
    expect(lines_for(older, [group('midtjylland')])).toHaveLength(1);
  });
  test('what is urgent comes first and alone', () => {
    expect(numbers([group('midtjylland')], 'urgent')).toEqual(['112']);
    expect(numbers([group('midtjylland')], 'other')).toEqual(['114', '1888', '116111', '70113131', '']);
  });
});
