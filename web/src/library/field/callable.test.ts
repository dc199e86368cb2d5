// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { callable, callable_span, numbers_in } from './callable.ts';
import { blocks, lead_and_rest } from './markdown.ts';

const known = new Set(['112', '1888', '35555557']);
const calls = (text: string) => JSON.stringify(callable(blocks(text), known)).match(/tel:[0-9]+/g) ?? [];

describe('numbers in a card', () => {
  test('a known number can be called, in bold and in a list', () => {
    expect(calls('- In danger now: call **112**.\n- You can call **1888**, day and night.')).toEqual(['tel:112', 'tel:1888']);
    expect(callable_span({ kind: 'text', text: 'ring 35 55 55 57 nu' }, known)).toEqual([
      { kind: 'text', text: 'ring ' },
      { kind: 'link', text: '35 55 55 57', address: 'tel:35555557' },
      { kind: 'text', text: ' nu' },
    ]);
  });
  test('in Eastern digits too, and it is written as it was', () => {
    expect(callable_span({ kind: 'strong', text: '١١٢' }, known)).toEqual([{ kind: 'link', text: '١١٢', address: 'tel:112' }]);
    expect(calls('اتصلي بالرقم ۱۸۸۸')).toEqual(['tel:1888']);
  });
  test('a year, a sum and part of a longer number are none', () => {
    expect(calls('In 2024 it cost 1120 kr., number 81888')).toEqual([]);
  });
  test('the numbers of a fact', () => expect(numbers_in('1888 is Lev Uden Vold’s national hotline; 116 111 is for children.')).toEqual(['1888', '116111']));
});

describe('the lead of a card', () => {
  test('is its first paragraph', () => {
    const { lead, rest } = lead_and_rest(blocks('One. Two. Three.\n\n## More\n- a'));
    expect(lead.map((one) => one.kind)).toEqual(['paragraph']);
    expect(rest.map((one) => one.kind)).toEqual(['heading', 'list']);
  });
  test('is nothing where the text begins otherwise', () => expect(lead_and_rest(blocks('## More\n\nOne.')).lead).toEqual([]));
});
