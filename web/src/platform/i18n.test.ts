// SPDX-License-Identifier: AGPL-3.0-or-later
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { load } from 'virtual:bydel-messages/field';
import { load as office } from 'virtual:bydel-messages/office';
import { beforeEach, describe, expect, test } from 'vitest';
import { messages } from '../../tools/content.ts';
import { best_language, day, joined, language, languages, number, plain, t, use_language } from './i18n.svelte.ts';
import type { Part } from './message.ts';

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

describe('what is put into a sentence of the other direction', () => {
  const name = 'فاطمة الزهراء';
  beforeEach(() => use_language('en', office));

  test('keeps to itself, so that the date behind it stays whole', () => {
    expect(t('office.concern.raised', { name, day: day('2026-11-26') })).toContain(`\u2068${name}\u2069`);
    expect(t('office.concern.raised', { name: 'Amina', day: day('2026-11-26') })).not.toMatch(/[\u2066-\u2069]/);
  });
  test('also Latin names in lower case, dates and numbers in Arabic; an Arabic name needs nothing there', async () => {
    await use_language('ar');
    expect(t('office.concern.raised', { name: 'amina', day: day('2026-11-26') })).toContain('\u2068amina\u2069');
    expect(t('office.concern.raised', { name, day: '+45 20 12 34 56' })).toContain('\u2068+45 20 12 34 56\u2069');
    expect(t('office.concern.raised', { name, day: name })).not.toMatch(/[\u2066-\u2069]/);
  });
  test('a code that chooses the words is no value', async () => {
    const text = '{way, select, on {with {name}} other {without {name}}}';
    for (const code of ['en', 'ar']) {
      await use_language(code, { ...office, [code]: async () => ({ default: { messages: { chosen: parse(text) as Part[] }, fallback: [] } }) });
      expect(plain(t('chosen', { way: 'on', name }))).toBe(`with ${name}`);
    }
  });
  test('names one after another are kept apart too; plain text carries no isolates', () => {
    expect(joined(['Nørrebro', 'Amina'], ', ')).toBe('Nørrebro, Amina');
    expect(joined(['Nørrebro', name, '2026'])).toBe(`Nørrebro · \u2068${name}\u2069 · 2026`);
    expect(plain(joined([name, '2026'], ', '))).toBe(`${name}, 2026`);
  });
});

test('pages and code put no texts after one another without keeping them apart', () => {
  const source = fileURLToPath(new URL('../', import.meta.url));
  const files = (readdirSync(source, { recursive: true }) as string[]).filter((name) => /\.(svelte|ts)$/.test(name) && !name.endsWith('.test.ts'));
  const by_hand = /\.join\('[^']*[,·;:|–-] ?'\)|\}(, | · | – |: )\{(?!' |'\}|#if|t\(|day\(|number\(|month)[a-z_.]*(name|label|title|town)/;
  const found = files.flatMap((name) => readFileSync(source + name, 'utf8').split('\n').flatMap((line, index) => (by_hand.test(line) ? [`${name}:${index + 1} ${line.trim()}`] : [])));
  expect(found.filter((line) => !/charts\/|engine|draft_source|side_text|irr\.rates/.test(line))).toEqual([]);
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
