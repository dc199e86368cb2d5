// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { in_order, next_order } from './list.ts';
import type { Column } from './list.ts';

type Row = { name: string; mothers: number; last: string | null };
const rows: Row[] = [
  { name: 'Ørsted', mothers: 9, last: null },
  { name: 'Aarhus', mothers: 10, last: '2026-09' },
  { name: 'Zahle', mothers: 10, last: '2026-11' },
  { name: 'Æbelø', mothers: 100, last: '2025-12' },
];
const name: Column<Row> = { key: 'name', label: '', text: (row) => row.name };
const mothers: Column<Row> = { key: 'mothers', label: '', text: (row) => `${row.mothers}.`, value: (row) => row.mothers };
const last: Column<Row> = { key: 'last', label: '', text: (row) => row.last ?? 'never', value: (row) => row.last };
const danish = new Intl.Collator('da', { numeric: true }).compare;
const names = (column: Column<Row> | undefined, turned = false) => in_order(rows, column, turned, danish).map((row) => row.name);

test('rows stand as they came until a column is chosen', () => {
  expect(in_order(rows, undefined, false, danish)).toBe(rows);
});

test('names are in the order of the language: Danish has æ, ø and aa at its end', () => {
  expect(names(name)).toEqual(['Zahle', 'Æbelø', 'Ørsted', 'Aarhus']);
  expect(in_order(rows, name, false, new Intl.Collator('en').compare).map((row) => row.name)).toEqual(['Aarhus', 'Æbelø', 'Ørsted', 'Zahle']);
});

test('numbers are in the order of numbers, and equal ones stay as they came, also turned around', () => {
  expect(names(mothers)).toEqual(['Ørsted', 'Aarhus', 'Zahle', 'Æbelø']);
  expect(names(mothers, true)).toEqual(['Æbelø', 'Aarhus', 'Zahle', 'Ørsted']);
});

test('what is empty comes last both ways', () => {
  expect(names(last)).toEqual(['Æbelø', 'Aarhus', 'Zahle', 'Ørsted']);
  expect(names(last, true)).toEqual(['Zahle', 'Aarhus', 'Æbelø', 'Ørsted']);
});

test('a column that is chosen again is turned around; another one begins from its beginning', () => {
  expect(next_order(null, 'name')).toEqual({ key: 'name', turned: false });
  expect(next_order({ key: 'name', turned: false }, 'name')).toEqual({ key: 'name', turned: true });
  expect(next_order({ key: 'name', turned: true }, 'name')).toEqual({ key: 'name', turned: false });
  expect(next_order({ key: 'name', turned: true }, 'last')).toEqual({ key: 'last', turned: false });
});
