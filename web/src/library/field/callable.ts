// SPDX-License-Identifier: AGPL-3.0-or-later
// Numbers in a card that can be called become links. Only numbers that the programme knows: a year or a sum of money is no phone number. Pure.
import { western_digits } from '../../platform/text/fold.ts';
import type { Block, Span } from './markdown.ts';

const number = /\+?\p{Nd}(?:[ \u00a0-]?\p{Nd})+/gu;

export function digits_of(text: string): string {
  return western_digits(text).replace(/[^+0-9]/g, '');
}

// The numbers that stand in a text, as digits.
export function numbers_in(text: string): string[] {
  return [...text.matchAll(number)].map(([found]) => digits_of(found));
}

export function callable(all: readonly Block[], known: ReadonlySet<string>): Block[] {
  const in_spans = (spans: Span[]) => spans.flatMap((span) => callable_span(span, known));
  return all.map((block) => (block.kind === 'list' ? { ...block, items: block.items.map(in_spans) } : { ...block, spans: in_spans(block.spans) }));
}

export function callable_span(span: Span, known: ReadonlySet<string>): Span[] {
  if (span.kind === 'link') return [span];
  const found: Span[] = [];
  let at = 0;
  const words = (to: number) => {
    if (to > at) found.push({ ...span, text: span.text.slice(at, to) });
  };
  for (const one of span.text.matchAll(number)) {
    const digits = digits_of(one[0]);
    if (!known.has(digits)) continue;
    words(one.index);
    found.push({ kind: 'link', text: one[0], address: `tel:${digits}` });
    at = one.index + one[0].length;
  }
  words(span.text.length);
  return found;
}
