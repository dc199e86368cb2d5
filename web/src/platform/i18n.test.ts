// SPDX-License-Identifier: AGPL-3.0-or-later
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { load } from 'virtual:bydel-messages/field';
import { beforeEach, describe, expect, test } from 'vitest';
import { messages } from '../../tools/content.ts';
import { best_language, day, language, languages, number, t, use_language } from './i18n.svelte.ts';

describe('languages', () => {
  beforeEach(() => use_language('en', load));

  test('each has its own name in its own script, and a direction', () => {
    expect(languages.map((one) => one.code)).toEqual(expect.arrayContaining(['en', 'da', 'ar']));
    expect(languages.find((one) => one.code === 'ar')).toMatchObject({ own_name: 'العربية', direction: 'rtl' });
  });
  test('the first wanted language that we have is taken, else English', () => {
    expect(best_language(['xx-YY', 'da-DK', 'ar'])).toBe('da');
    expect(best_language(['xx'])).toBe('en');
  });
  test('plurals follow the language', async () => {
    expect(t('field.log.women', { count: 1 })).toBe('1 woman');
    await use_language('ar');
    expect(language().direction).toBe('rtl');
    expect(new Set([1, 2, 3, 11].map((count) => t('field.log.women', { count }).replace(/\d+/, ''))).size).toBe(4);
  });
  test('days have no time zone and no American order', async () => {
    expect(day('2026-11-03')).toBe('3 November 2026');
    await use_language('da');
    expect(day('2026-11-03')).toBe('3. november 2026');
    expect(number(1234.5)).toBe('1.234,5');
  });
  test('a key without a message is shown as it is', () => {
    expect(t('field.no.such')).toBe('field.no.such');
  });
});

// What a message takes: {name} and the plural cases. A translation that takes something else breaks when it is shown.
function argument_names(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((one) => {
    if (one.type === TYPE.plural || one.type === TYPE.select) return [one.value, ...Object.values(one.options).flatMap((option) => argument_names(option.value))];
    return one.type === TYPE.argument || one.type === TYPE.number || one.type === TYPE.date ? [one.value] : [];
  });
}

describe.each(languages.map((one) => one.code))('the texts in %s', (code) => {
  const english = messages('field', 'en').messages;
  const own = messages('field', code).messages;

  test('are all well formed and take what the English ones take', () => {
    for (const [key, text] of Object.entries(own)) {
      const names = [...new Set(argument_names(parse(text, { ignoreTag: true })))].sort();
      const wanted = [...new Set(argument_names(parse(english[key] ?? text, { ignoreTag: true })))].sort();
      expect({ key, names }).toEqual({ key, names: wanted });
    }
  });
});

test('every key that a field page asks for is there in English', () => {
  const source = fileURLToPath(new URL('../', import.meta.url));
  const files = (readdirSync(source, { recursive: true }) as string[]).filter((name) => /(^|\/)(field|base|platform)\/.*\.(svelte|ts)$/.test(name) && !name.endsWith('.test.ts'));
  const english = messages('field', 'en').messages;
  const asked = files.flatMap((name) => [...readFileSync(source + name, 'utf8').matchAll(/\bt\('((?:field|common)\.[a-z0-9_.]+)'/g)].map((found) => found[1]!));
  expect(asked.length).toBeGreaterThan(80);
  expect(asked.filter((key) => english[key] === undefined)).toEqual([]);
});
