// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { file_name } from './download.ts';

test('a file is called by its title, in any script, without what a disk does not take', () => {
  expect(file_name('Mothers in Gellerup / 2026-11-28', 'csv')).toBe('Mothers-in-Gellerup-2026-11-28.csv');
  expect(file_name('الأمهات في \u2068Gellerup\u2069', 'xlsx')).toBe('الأمهات-في-Gellerup.xlsx');
  expect(file_name('../..', 'json', 'model')).toBe('model.json');
  expect(file_name('a'.repeat(100), 'csv').length).toBe(64);
});
