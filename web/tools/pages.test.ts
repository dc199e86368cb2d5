// SPDX-License-Identifier: AGPL-3.0-or-later
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../', import.meta.url));
const pages = readdirSync(folder).filter((name) => name.endsWith('.html'));

// A browser that translates a page sends every word on it to its maker, names and worries too, and puts elements of its own around each text,
// after which numbers on the page stand still.
test.each(pages)('%s asks browsers not to translate it, in both ways they know', (page) => {
  const html = readFileSync(folder + page, 'utf8');
  expect(html).toMatch(/<html [^>]*\btranslate="no"/);
  expect(html).toContain('<meta name="google" content="notranslate" />');
});

test('there are pages to look at', () => expect(pages).toEqual(expect.arrayContaining(['index.html', 'office.html'])));
