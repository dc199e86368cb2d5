// SPDX-License-Identifier: AGPL-3.0-or-later
// Reads content/languages and content/icons for the build. A language is a folder: `language.json` says what it is, every other file has the words of one
// slice. They are merged here, and what is missing is filled from English, so that the phone loads one chunk for its language.
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

const area_of_key: Record<Area, string[]> = {
  field: ['field', 'common', 'vocabulary', 'help', 'language', 'problem.auth', 'problem.body', 'problem.invitation', 'problem.request', 'problem.server', 'problem.sync'],
  office: ['office', 'common', 'vocabulary', 'vocabulary_office', 'help', 'language', 'region', 'problem'],
};

const languages_folder = content_folder + 'languages/';
const read = <T>(file: string) => JSON.parse(readFileSync(languages_folder + file, 'utf8')) as T;
const files_in = (folder: string) => (existsSync(folder) ? readdirSync(folder).sort() : []);

export function languages(): Language[] {
  return files_in(languages_folder).map((code) => {
    const { name, own_name, direction, numbering, review } = read<Language>(`${code}/language.json`);
    return { code, name, own_name, direction, numbering, review };
  });
}

function own_messages(code: string): Record<string, string> {
  const slices = files_in(languages_folder + code).filter((file) => file.endsWith('.json') && file !== 'language.json');
  return Object.assign({}, ...slices.map((file) => read<Record<string, string>>(`${code}/${file}`)));
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
