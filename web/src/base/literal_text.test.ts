// SPDX-License-Identifier: AGPL-3.0-or-later
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'svelte/compiler';
import { describe, expect, test } from 'vitest';

const source = fileURLToPath(new URL('../', import.meta.url));
const pages = (readdirSync(source, { recursive: true }) as string[]).filter((name) => name.endsWith('.svelte')).sort();
const spoken = new Set(['aria-label', 'title', 'alt', 'placeholder', 'label', 'caption', 'hint', 'close_label', 'speak_label', 'note']);
const letters = /\p{L}{2,}/u;

type Node = { type?: string; [key: string]: unknown };

// Texts in markup, and words in attributes that a person reads or hears.
export function literal_texts(svelte: string): string[] {
  const found: string[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (typeof node !== 'object' || node === null) return;
    const here = node as Node;
    if (here.type === 'Text' && letters.test(String(here['data']))) found.push(String(here['data']).trim());
    if (here.type === 'Attribute') {
      if (spoken.has(String(here['name']))) walk_value(here['value']);
      return;
    }
    if (here.type === 'Comment' || here.type === 'StyleSheet' || here.type === 'Script') return;
    Object.values(here).forEach(walk);
  };
  const walk_value = (value: unknown): void => {
    for (const part of Array.isArray(value) ? value : [value]) {
      const one = part as Node;
      if (one?.type === 'Text' && letters.test(String(one['data']))) found.push(String(one['data']));
      const inner = one?.['expression'] as Node | undefined;
      if (inner?.type === 'Literal' && letters.test(String(inner['value']))) found.push(String(inner['value']));
    }
  };
  walk(parse(svelte, { modern: true }).fragment);
  return found;
}

describe('every text is a key', () => {
  test('the check itself finds texts in markup and in attributes, and lets keys pass', () => {
    expect(literal_texts('<p>Hello</p>')).toEqual(['Hello']);
    expect(literal_texts('<Tile label="Hello" icon="door" />')).toEqual(['Hello']);
    expect(literal_texts('<p class="small">{t("a.b")} · {1}</p>')).toEqual([]);
  });
  test.each(pages)('%s has no literal text', (page) => {
    expect(literal_texts(readFileSync(source + page, 'utf8'))).toEqual([]);
  });
});
