// SPDX-License-Identifier: AGPL-3.0-or-later
// Reads content/languages and content/icons for the build. A language is a set of files `<code>.json` and `<code>.<area>.json`;
// they are merged here, and what is missing is filled from English, so that the phone loads one chunk for its language.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';

export const content_folder = fileURLToPath(new URL('../../content/', import.meta.url));

export type Area = 'field' | 'office';
export type Language = {
  code: string;
  name: string;
  own_name: string;
  direction: 'ltr' | 'rtl';
  numbering: string;
  review: string;
};
type File = { language?: Language; messages?: Record<string, string> };

const area_of_key: Record<Area, string[]> = {
  field: ['field', 'common', 'vocabulary', 'help', 'language', 'problem.auth', 'problem.body', 'problem.invitation', 'problem.request', 'problem.server', 'problem.sync'],
  office: ['office', 'common', 'vocabulary', 'vocabulary_office', 'help', 'language', 'region', 'problem'],
};

function files(): { code: string; file: File }[] {
  const folder = content_folder + 'languages/';
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ code: name.split('.')[0]!, file: JSON.parse(readFileSync(folder + name, 'utf8')) as File }));
}

export function languages(): Language[] {
  const found = new Map<string, Language>();
  for (const { code, file } of files()) {
    const known = found.get(code);
    found.set(code, file.language ?? known ?? { code, name: code, own_name: code, direction: 'ltr', numbering: 'latn', review: 'not_reviewed' });
  }
  return [...found.values()].map(({ code, name, own_name, direction, numbering, review }) => ({ code, name, own_name, direction, numbering, review }));
}

function own_messages(code: string): Record<string, string> {
  return Object.assign({}, ...files().filter((entry) => entry.code === code).map((entry) => entry.file.messages ?? {}));
}

// The messages of one language for one part of the product, and the keys that are still English in it.
export function messages(area: Area, code: string): { messages: Record<string, string>; fallback: string[] } {
  const wanted = (key: string) => area_of_key[area].some((start) => key.startsWith(start + '.'));
  const english = own_messages('en');
  const own = own_messages(code);
  const keys = [...new Set([...Object.keys(english), ...Object.keys(own)])].filter(wanted).sort();
  return {
    messages: Object.fromEntries(keys.map((key) => [key, own[key] ?? english[key]!])),
    fallback: keys.filter((key) => own[key] === undefined),
  };
}

// The same, ready to format: a message with anything to fill in is parsed here, so that the phone needs no parser (12 kB compressed).
export function compiled_messages(area: Area, code: string): { messages: Record<string, string | MessageFormatElement[]>; fallback: string[] } {
  const { messages: texts, fallback } = messages(area, code);
  const compiled = Object.entries(texts).map(([key, text]) => [key, /[{']/.test(text) ? parse(text, { ignoreTag: true }) : text]);
  return { messages: Object.fromEntries(compiled) as Record<string, string | MessageFormatElement[]>, fallback };
}

// Every icon as one <symbol> of a sprite; `use` inherits colour from the page, so icons follow light and dark. The tiles' pictures are
// content; the signs of the user interface (back, close ...) are in src/base/glyphs.
export function icons(): { names: string[]; sprite: string } {
  const found = new Map<string, string>();
  for (const folder of [fileURLToPath(new URL('../src/base/glyphs/', import.meta.url)), content_folder + 'icons/']) {
    const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.svg')).sort() : [];
    for (const file of files) found.set(file.slice(0, -4), symbol(file.slice(0, -4), readFileSync(folder + file, 'utf8')));
  }
  return { names: [...found.keys()], sprite: `<svg xmlns="http://www.w3.org/2000/svg">${[...found.values()].join('\n')}</svg>\n` };
}

function symbol(name: string, file: string): string {
  const text = file.replace(/<\?xml[^>]*>|<!--[\s\S]*?-->/g, '');
  const open = /<svg([^>]*)>/.exec(text);
  if (!open) throw new Error(`the icon ${name} has no <svg>`);
  const kept = [...open[1]!.matchAll(/\b(viewBox|fill|stroke|stroke-width|stroke-linecap|stroke-linejoin)="[^"]*"/g)].map((found) => found[0]);
  const inner = text.slice(text.indexOf(open[0]) + open[0].length, text.lastIndexOf('</svg>')).trim();
  return `<symbol id="${name}" ${kept.join(' ')}>${inner}</symbol>`;
}
