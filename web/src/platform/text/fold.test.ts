// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fold, has_words, looks_same } from './fold.ts';

const contract = JSON.parse(readFileSync(new URL('../../../../contracts/folded.json', import.meta.url), 'utf8')) as { folded: [string, string][] };

test.each(contract.folded)('%s is folded as on the server', (typed, folded) => expect(fold(typed)).toBe(folded));

test('letters of Persian, Urdu and Arabic keyboards find each other', () => {
  expect(fold('\u06a9\u0631\u06cc\u0645')).toBe(fold('\u0643\u0631\u064a\u0645')); // ک ی / ك ي
  expect(fold('\u06c1\u062f\u06cc')).toBe(fold('\u0647\u062f\u0649')); // ہ ی / ه ى
  expect(fold('\u0641\u0627\u0637\u0645\u0629')).toBe(fold('\u0641\u0627\u0637\u0645\u0647')); // ة / ه
  expect(fold('\u0641\u0627\u0637\u0645\u06c3')).toBe(fold('\u0641\u0627\u0637\u0645\u0647'));
  expect(fold('\u0622\u0645\u0646\u0629')).toBe(fold('\u0627\u0645\u0646\u0647')); // آ / ا
  expect(fold('\u0646\u06cc\u200c\u06a9\u0646')).toBe(fold('\u0646\u06cc\u06a9\u0646')); // a joiner does not count
});

test('letters of many Latin alphabets find each other', () => {
  for (const [one, other] of [
    ['Åse', 'Aase'], ['A\u030ase', 'ase'], ['Søren', 'Soeren'], ['Łucja', 'lucja'], ['Đoàn', 'doan'], ['Yıldız', 'YILDIZ'], ['İpek', 'ipek'],
    ['Strauß', 'strauss'], ['Zoë', 'zoe'], ['Ægir', 'aegir'], ['Ta\u00adleb', 'taleb'], ['Ami\u200bna', 'amina'],
  ] as const)
    expect(fold(one)).toBe(fold(other));
  expect(fold('Amina')).not.toBe(fold('Amira'));
});

test('every apostrophe is one', () => {
  for (const sign of ['\u2019', '\u2018', '\u02bc', '\u00b4', '`']) expect(fold(`N${sign}Diaye`)).toBe("n'diaye");
});

test('words are found in any order, each of them', () => {
  expect(has_words('Amina Test Hassan', 'hassan  amina')).toBe(true);
  expect(has_words('Amina Hassan', 'amina ali')).toBe(false);
  expect(has_words('Amina', '  ')).toBe(true);
});

test('confirming by typing forgives what cannot be seen, and no letter', () => {
  expect(looks_same('Amina Test', 'Ami\u200bna\u00a0Test')).toBe(true);
  expect(looks_same('A\u030ase', 'åse')).toBe(true);
  expect(looks_same('Aase', 'Åse')).toBe(false);
  expect(looks_same('', 'Amina')).toBe(false);
});
