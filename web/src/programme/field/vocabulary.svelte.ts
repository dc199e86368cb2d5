// SPDX-License-Identifier: AGPL-3.0-or-later
// The lists of codes a page offers, with their words: the programme's template with the group's adaptation, from the local store.
import { has, language, t } from '../../platform/i18n.svelte.ts';
import { all } from '../../platform/store/store.svelte.ts';
import { apply, choices, type Document, type Item, type Labels, type List, type Operation } from './overlay.ts';

type Template = { version: number; document: Document };
type Overlay = { operations: Operation[] };
type Text = { language: string; labels: Labels };

function newest(): Template | undefined {
  return all<Template>('template')
    .map((one) => one.record)
    .sort((a, b) => b.version - a.version)[0];
}

export function template_version(): number {
  return newest()?.version ?? 0;
}

export function lists(): List[] {
  const template = newest();
  return template ? apply(template.document, all<Overlay>('overlay').flatMap((one) => one.record.operations)) : [];
}

export function items(list: string): Item[] {
  return choices(lists().find((one) => one.list === list));
}

function known(list: string, code: string): Item | undefined {
  return lists()
    .find((one) => one.list === list)
    ?.items.find((item) => item.code === code);
}

// The group's own words first, then the programme's in her language, then the words that came with the app, then the bare code.
export function label(list: string, code: string): string {
  const own = known(list, code)?.labels ?? {};
  const code_of_language = language().code;
  const said = own[code_of_language] ?? synced(code_of_language)[`${list}.${code}`];
  if (said) return said;
  const key = `vocabulary.${list}.${code}`;
  if (has(key)) return t(key);
  return Object.values(own)[0] ?? code;
}

function synced(code: string): Labels {
  return all<Text>('template_text').find((one) => one.record.language === code)?.record.labels ?? {};
}

export function icon(list: string, code: string): string {
  return known(list, code)?.icon ?? code;
}

export function question(list: string): string {
  return synced(language().code)[`${list}.title`] ?? t(`vocabulary.${list}.title`);
}
