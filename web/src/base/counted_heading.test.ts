// SPDX-License-Identifier: AGPL-3.0-or-later
// A message that counts needs the number that stands beside it. A heading stands over every number, so it has words of its own: in
// Arabic "2 conversations" is one word, and it is the wrong one over 3.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { messages } from '../../tools/content.ts';

const source = fileURLToPath(new URL('../', import.meta.url));
const files = (readdirSync(source, { recursive: true }) as string[]).filter((name) => /\.(svelte|ts)$/.test(name) && !name.endsWith('.test.ts')).sort();
const english = { ...messages('field', 'en').messages, ...messages('office', 'en').messages };
const counted = new Set(Object.keys(english).filter((key) => english[key]!.includes(', plural,')));

const call = /\bt\(\s*'([a-z0-9_.]+)'\s*(,\s*\{[^}]*\})?/g;
const heading_before = /(\bheading=\{\s*|\w_heading=\{\s*|\bcaption=\{\s*|<th\b[^>]*>\s*\{\s*|\bkey:[^{}]*\blabel:\s*)$/;

/** The counted keys that a page asks for as a heading: without a number, or with one that nobody counted. */
export function counted_headings(text: string, is_counted: (key: string) => boolean): string[] {
  return [...text.matchAll(call)]
    .filter(([, key, values = '']) => is_counted(key!) && (values === '' || /:\s*\d/.test(values)))
    .map(([, key]) => key!)
    .concat([...text.matchAll(call)].filter((found) => is_counted(found[1]!) && heading_before.test(text.slice(0, found.index))).map((found) => found[1]!));
}

describe('a heading counts nothing', () => {
  test('the check itself finds a counted message as a heading, and lets a count pass', () => {
    const found = (text: string) => counted_headings(text, (key) => key === 'a.women');
    expect(found("<BarList value_heading={t('a.women', { count: 2 })} />")).toContain('a.women');
    expect(found("<th scope=\"col\">{t('a.women', { count })}</th>")).toEqual(['a.women']);
    expect(found("[{ key: 'women', label: t('a.women', { count: rows.length }) }]")).toEqual(['a.women']);
    expect(found("t('a.women')")).toEqual(['a.women']);
    expect(found("<dd>{n}</dd><dt>{t('a.women', { count: n })}</dt>")).toEqual([]);
    expect(found("<BarList value_heading={t('a.heading')} />")).toEqual([]);
  });
  test('there are counted messages to look for', () => expect(counted.size).toBeGreaterThan(30));
  test.each(files)('%s', (name) => {
    expect(counted_headings(readFileSync(source + name, 'utf8'), (key) => counted.has(key))).toEqual([]);
  });
});
