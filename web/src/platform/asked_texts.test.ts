// SPDX-License-Identifier: AGPL-3.0-or-later
// A text that a page asks for by its whole name is among those that its app carries: what stands on neither side may be asked for by both.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { messages } from '../../tools/content.ts';

const source = fileURLToPath(new URL('../', import.meta.url));
const files = (readdirSync(source, { recursive: true }) as string[]).filter((name) => /\.(svelte|ts)$/.test(name) && !name.endsWith('.test.ts'));
const side = (name: string) => (/(^|\/)(field|store|sync)\//.test(name) ? 'field' : /(^|\/)(office|office_query)\//.test(name) ? 'office' : null);

test.each(['field', 'office'] as const)('every text that a page of the %s asks for is carried there', (area) => {
  const carried = new Set(Object.keys(messages(area, 'en').messages));
  const asked = files.filter((name) => side(name) === area).flatMap((name) => [...readFileSync(source + name, 'utf8').matchAll(/\bt\('([\w.]+)'/g)].map(([, key]) => `${key}`));
  expect(asked.length).toBeGreaterThan(100);
  expect([...new Set(asked)].filter((key) => !carried.has(key))).toEqual([]);
});
