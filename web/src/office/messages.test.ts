// SPDX-License-Identifier: AGPL-3.0-or-later
// The office's texts: the same keys in every language, each a message that can be formatted, and no page asks for one that
// is not there.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { messages } from '../../tools/content.ts';

const source = fileURLToPath(new URL('../', import.meta.url));
const codes = ['en', 'da', 'ar'];

const of_office = (code: string) => Object.fromEntries(Object.entries(messages('office', code).messages).filter(([key]) => /^(vocabulary_)?office\./.test(key)));
const english = of_office('en');
const files = (readdirSync(source, { recursive: true }) as string[]).filter((name) => /\.(svelte|ts)$/.test(name) && !name.endsWith('.test.ts'));
const text = files.map((name) => readFileSync(source + name, 'utf8')).join('\n');
const whole = [...text.matchAll(/'((?:vocabulary_)?office\.[a-z_0-9.]*[a-z_0-9])'/g)].map((match) => match[1] ?? '');
const beginnings = [...text.matchAll(/`((?:vocabulary_)?office\.[a-z_0-9.]*)\$\{/g)].map((match) => match[1] ?? '');

describe('texts of the office', () => {
  test.each(codes)('%s has the keys of English, and each can be formatted', (code) => {
    const own = of_office(code);
    expect(messages('office', code).fallback).toEqual([]);
    for (const message of Object.values(own)) expect(() => new IntlMessageFormat(message, code, undefined, { ignoreTag: true })).not.toThrow();
  });
  test('every key that a page names is there', () => {
    expect([...new Set(whole)].filter((key) => english[key] === undefined)).toEqual([]);
    expect([...new Set(beginnings)].filter((beginning) => !Object.keys(english).some((key) => key.startsWith(beginning)))).toEqual([]);
  });
  test('every key is asked for by a page', () => {
    const asked = (key: string): boolean => whole.includes(key) || beginnings.some((beginning) => key.startsWith(beginning));
    expect(Object.keys(english).filter((key) => !asked(key))).toEqual([]);
  });
});
