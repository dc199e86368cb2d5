// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { blocks, spans } from './markdown.ts';

describe('the Markdown of cards', () => {
  test('headings, paragraphs over lines, and lists', () => {
    expect(blocks('# One\n\nTwo\nthree\n\n- a\n- b\n\n1. c\n2. d').map((one) => one.kind)).toEqual(['heading', 'paragraph', 'list', 'list']);
    expect(blocks('Two\nthree')[0]).toEqual({ kind: 'paragraph', spans: [{ kind: 'text', text: 'Two three' }] });
    const [list] = blocks('- a\n  more\n- b');
    expect(list?.kind === 'list' && list.items.length).toBe(2);
  });
  test('Arabic digits number a list too', () => {
    expect(blocks('١. أ\n٢. ب')[0]).toMatchObject({ kind: 'list', ordered: true });
  });
  test('bold, emphasis and links to https and tel only', () => {
    expect(spans('a **b** *c*')).toEqual([{ kind: 'text', text: 'a ' }, { kind: 'strong', text: 'b' }, { kind: 'text', text: ' ' }, { kind: 'emphasis', text: 'c' }]);
    expect(spans('[x](https://example.org)')).toEqual([{ kind: 'link', text: 'x', address: 'https://example.org' }]);
    expect(spans('[x](javascript:alert(1))').every((one) => one.kind === 'text')).toBe(true);
  });
  test('HTML stays text', () => {
    expect(spans('<b>x</b>')).toEqual([{ kind: 'text', text: '<b>x</b>' }]);
  });
});
