// SPDX-License-Identifier: AGPL-3.0-or-later
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { column_name, parts_of, to_xlsx } from './xlsx.ts';
import type { Sheet } from './xlsx.ts';

const sheet: Sheet = { name: 'Mothers: [all] / 2026', heads: ['Name', 'Mothers'], rows: [['Åse & <زهرة>', 3], ['=1+1', 2.5], ['a\u0000b\ud800 "x"', null]], right_to_left: true };
const main = (of: Sheet) => parts_of(of)['xl/worksheets/sheet1.xml']!;

test('columns are named as a spreadsheet names them', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(column_name)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});

test('text is text, also where it looks like a formula; numbers are numbers; what is empty is no cell', () => {
  expect(main(sheet)).toContain('<c r="A3" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c><c r="B3"><v>2.5</v></c>');
  expect(main(sheet)).not.toContain('<f');
  expect(main(sheet)).not.toContain('r="B4"');
});

test('what XML keeps for itself is escaped, and what it does not know is left out', () => {
  expect(main(sheet)).toContain('Åse &amp; &lt;زهرة&gt;');
  expect(main(sheet)).toContain('ab &quot;x&quot;');
});

test('the sheet has a name that a spreadsheet takes, and is read in the direction of its language', () => {
  expect(parts_of(sheet)['xl/workbook.xml']).toContain('name="Mothers   all    2026"');
  expect(parts_of({ ...sheet, name: '???' })['xl/workbook.xml']).toContain('name="1"');
  expect(main(sheet)).toContain(' rightToLeft="1"');
  expect(main({ ...sheet, right_to_left: false })).not.toContain('rightToLeft');
});

test('the file is a zip of these parts, and every part that is named is there', async () => {
  const files = unzipSync(new Uint8Array(await (await to_xlsx(sheet)).arrayBuffer()));
  expect(Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]))).toEqual(parts_of(sheet));
  const named = [...strFromU8(files['[Content_Types].xml']!).matchAll(/PartName="\/([^"]+)"/g)].map((one) => one[1]!);
  expect(named.filter((path) => files[path] === undefined)).toEqual([]);
});
