// SPDX-License-Identifier: AGPL-3.0-or-later
// The language of the page: messages by key (ICU MessageFormat), direction, numbers, days. A missing text is English (merged by the
// build), a missing key shows the key. Changing the language redraws every page that uses t().
import { languages } from 'virtual:bydel-languages';
import { format_message } from './format_message.ts';
import { isolated, plain } from './isolate.ts';
import type { Message, Messages } from './message.ts';

export type Language = (typeof languages)[number];
export type Params = Record<string, string | number>;
type Loaders = Record<string, () => Promise<{ default: Messages }>>;

const english: Language = { code: 'en', name: 'English', own_name: 'English', direction: 'ltr', numbering: 'latn', review: 'not_reviewed' };
let loaders: Loaders = {};
let now = $state.raw<{ language: Language } & Messages>({ language: english, messages: {}, fallback: [] });

export { languages, plain };

export function language(): Language {
  return now.language;
}

export function untranslated(): number {
  return now.fallback.length;
}

export function language_named(code: string): Language {
  return languages.find((one) => one.code === code) ?? { ...english, code, name: code, own_name: code };
}

// The first of the wanted languages that we have; English when there is none.
export function best_language(wanted: readonly string[]): string {
  const codes = languages.map((one) => one.code);
  for (const tag of wanted) {
    const code = tag.toLowerCase().split('-')[0]!;
    if (codes.includes(code)) return code;
  }
  return 'en';
}

export async function use_language(code: string, from?: Loaders): Promise<void> {
  if (from) loaders = from;
  const found = loaders[code] ? code : 'en';
  const loaded = loaders[found] ? (await loaders[found]()).default : { messages: {}, fallback: [] };
  now = { language: language_named(found), ...loaded };
  if (typeof document !== 'undefined') {
    document.documentElement.lang = found;
    document.documentElement.dir = now.language.direction;
  }
}

export function has(key: string): boolean {
  return now.messages[key] !== undefined;
}

export function t(key: string, params?: Params): string {
  const text = now.messages[key];
  if (text === undefined) return key;
  if (typeof text === 'string') return text;
  return format_message(text, locale(), kept_apart(params ?? {}, new Set(chosen_by(text))));
}

// What a message chooses its words by: a code or a count, which is not shown itself.
function chosen_by(message: Message): string[] {
  if (typeof message === 'string') return [];
  return message.flatMap((part) => ('options' in part ? [part.value, ...Object.values(part.options).flatMap((option) => chosen_by(option.value))] : []));
}

function kept_apart(params: Params, chosen: ReadonlySet<string>): Params {
  const { direction } = now.language;
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'string' && !chosen.has(name) ? isolated(value, direction) : value]));
}

// Names or labels one after another, each of them kept apart as in a sentence.
export function joined(texts: readonly string[], between = ' \u00b7 '): string {
  return texts.map((text) => isolated(text, now.language.direction)).join(between);
}

// English here is Europe's: 23 November, not November 23. The digits are those that the language's file states, and days are of the
// calendar they are typed in, whatever the phone's own habits are (docs/decisions/0007).
function locale(): string {
  const { code, numbering } = now.language;
  return `${code === 'en' ? 'en-GB' : code}-u-ca-gregory-nu-${numbering}`;
}

export function number(value: number, options?: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(locale(), options).format(value);
}

// An ISO day (2026-11-23) as people write it; days have no time zone.
export function day(iso: string, options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' }): string {
  return date_text(iso, options);
}

// An ISO month (2026-11) or the month of an ISO day.
export function month(iso: string, options: Intl.DateTimeFormatOptions = { month: 'long', year: 'numeric' }): string {
  return date_text(iso.slice(0, 7) + '-01', options);
}

function date_text(iso: string, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(iso + 'T00:00:00Z');
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', ...options }).format(date);
}

// The codes that have a message under a prefix: keys_under('language.') are the languages that have a name.
export function keys_under(prefix: string): string[] {
  return Object.keys(now.messages)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
}

// The name of another language, in this language, or its own name where we have it.
export function language_name(code: string): string {
  return has(`language.${code}`) ? t(`language.${code}`) : language_named(code).own_name;
}
