// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { to_csv } from './csv.ts';
import type { Cell } from './list.ts';

const english = { separator: ',', decimal: '.' } as const;
const danish = { separator: ';', decimal: ',' } as const;
const row_of = (cells: Cell[], form: typeof english | typeof danish = english) => to_csv(['a'], [cells], form).split('\r\n')[1];

test('it begins with the mark of UTF-8, has a line of heads, and every line ends as RFC 4180 says', () => {
  expect(to_csv(['Navn', 'Mødre'], [['Åse', 3], ['زهرة', null]], danish)).toBe('\ufeffNavn;Mødre\r\nÅse;3\r\nزهرة;\r\n');
});

test('numbers are written with the decimal sign of the language', () => {
  expect(row_of([2.5, -3], danish)).toBe('2,5;-3'.replace('2,5', '"2,5"'));
  expect(row_of([2.5, -3])).toBe('2.5,-3');
});

test('what a spreadsheet would calculate is made harmless, in the heads too', () => {
  for (const text of ['=1+1', '+45 20', '-2', '@SUM(A1)', "'=1", "''+x", '\t=1']) expect(row_of([text])?.replace(/^"|"$/g, '')).toBe(`'${text}`);
  expect(row_of(['a=1', "d'Arc", '3-4'])).toBe("a=1,d'Arc,3-4");
  expect(to_csv(['=cmd'], [], english)).toBe("\ufeff'=cmd\r\n");
});

test('separators of every kind, quotes and line ends stand in quotes', () => {
  expect(row_of(['a;b', 'c,d', 'say "hi"', ' x'])).toBe('"a;b","c,d","say ""hi"""," x"');
  expect(to_csv(['a'], [['one\ntwo']], english)).toBe('\ufeffa\r\n"one\ntwo"\r\n');
});
