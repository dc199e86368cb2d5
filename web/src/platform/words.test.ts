// SPDX-License-Identifier: AGPL-3.0-or-later
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from '@formatjs/icu-messageformat-parser';
import { load } from 'virtual:bydel-messages/office';
import { expect, test } from 'vitest';
import { day, month, number, t, use_language, type Params } from './i18n.svelte.ts';
import type { Part } from './message.ts';

type Words = { numbers: [number, number, string][]; days: [string, string][]; months: [string, string][]; messages: [string, Params, string][]; patterns: Record<string, string> };
const { languages } = JSON.parse(readFileSync(new URL('../../../contracts/words.json', import.meta.url), 'utf8')) as { languages: Record<string, Words> };

// The other half is src/app/words_test.cpp: a page, a report and a problem of the server speak of the same thing in the same digits.
test.each(Object.keys(languages))('the page writes numbers, days and messages in %s as the server does', async (code) => {
  const { numbers, days, months, messages, patterns } = languages[code]!;
  const parsed = Object.fromEntries(Object.entries(patterns).map(([key, text]) => [key, parse(text) as Part[]]));
  await use_language(code, { [code]: async () => ({ default: { messages: parsed, fallback: [] } }) });
  for (const [value, decimals, text] of numbers) expect(number(value, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })).toBe(text);
  for (const [iso, text] of days) expect(day(iso)).toBe(text);
  for (const [iso, text] of months) expect(month(iso)).toBe(text);
  for (const [key, params, text] of messages) expect(t(key, params)).toBe(text);
});

test('every language that a programme offers is looked at', () => {
  const programmes = new URL('../../../content/programmes/', import.meta.url);
  const offered = readdirSync(programmes).flatMap((name) => (JSON.parse(readFileSync(new URL(name, programmes), 'utf8')) as { languages: string[] }).languages);
  expect(Object.keys(languages).sort()).toEqual([...new Set(['en', ...offered])].sort());
  expect(Object.keys(load)).toEqual(expect.arrayContaining(Object.keys(languages)));
});
