// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { is_web_address, shown, type Fact } from './facts.ts';

const fact = (where: Fact['where'], code: string, fact_review: Fact['fact_review'] = 'not_reviewed'): Fact => ({
  where, code, fact_review, title: '', text: '', phone: '', region: '', source_url: '', source_title: '', source_seen: '', source_note: '', checked_on: null,
});
const facts = [fact('help_line', 'a'), fact('card', 'b', 'reviewed'), fact('card', 'c')];

test('the list can be of help lines or of cards, and without what has been reviewed', () => {
  const codes = (...args: [Parameters<typeof shown>[1], boolean]) => shown(facts, ...args).map((one) => one.code).join('');
  expect([codes('all', false), codes('all', true), codes('card', false), codes('help_line', true)]).toEqual(['abc', 'ac', 'bc', 'a']);
});

test('only an address of the web becomes a link', () => {
  expect(['https://a.dk/x', 'http://a.dk/x', 'javascript:alert(1)', '', '//a.dk'].map(is_web_address)).toEqual([true, true, false, false, false]);
});
