// SPDX-License-Identifier: AGPL-3.0-or-later
// Cards as a phone holds them: the card itself, and its text in the languages that are kept on this phone.
import { all, find } from '../../platform/store/store.svelte.ts';
import { digits_of, numbers_in } from './callable.ts';

export type Fact = { id: string; text: string; kind: string; source_url: string; source_title?: string; checked_on: string | null };
export type Card = { theme: string; position: number; icon: string; facts: Fact[] };
export type CardText = { card_id: string; language: string; title: string; body: string; translation_review: string; stale: boolean };

export function cards(): { id: string; card: Card }[] {
  return all<Card>('card')
    .map(({ id, record }) => ({ id, card: record }))
    .sort((a, b) => a.card.position - b.card.position);
}

export function card_named(id: string): Card | undefined {
  return find<Card>('card', id)?.record;
}

// Help lines, and what the card itself says is a phone number.
export function numbers_to_call(card: Card): Set<string> {
  const lines = all<{ phone: string }>('help_line').map((one) => digits_of(one.record.phone));
  const facts = (card.facts ?? []).filter((fact) => fact.kind === 'phone').flatMap((fact) => numbers_in(fact.text));
  return new Set([...lines, ...facts].filter((digits) => digits !== ''));
}

export function text_in(id: string, language: string): CardText | undefined {
  return all<CardText>('card_text').find((one) => one.record.card_id === id && one.record.language === language)?.record;
}

// In her language, else in English, else in any.
export function text_for(id: string, language: string): CardText | undefined {
  return text_in(id, language) ?? text_in(id, 'en') ?? all<CardText>('card_text').find((one) => one.record.card_id === id)?.record;
}

export function languages_of(id: string): string[] {
  return all<CardText>('card_text')
    .filter((one) => one.record.card_id === id)
    .map((one) => one.record.language)
    .sort();
}
