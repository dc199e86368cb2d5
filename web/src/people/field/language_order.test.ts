// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { first_codes, in_order, searched } from './language_order.ts';

const names: Record<string, string[]> = { ar: ['العربية', 'Arabic'], da: ['dansk', 'Danish'], en: ['English'], fa: ['فارسی', 'Persian'], pl: ['polski', 'Polish'], so: ['Soomaali', 'Somali'], ti: ['ትግርኛ', 'Tigrinya'], tr: ['Türkçe', 'Turkish'], uk: ['українська', 'Ukrainian'], ur: ['اردو', 'Urdu'] };
const all = Object.entries(names).map(([code, named]) => ({ code, names: named }));
const codes = (list: { code: string }[]) => list.map((one) => one.code);

describe('the languages to choose from', () => {
  test('the phone’s first, then the programme’s, each once', () => {
    expect(first_codes(['uk-UA', 'en-GB', 'en'], ['da', 'ar', 'en'])).toEqual(['uk', 'en', 'da', 'ar']);
    const { first, rest } = in_order(all, ['uk', 'en', 'da', 'ar']);
    expect(codes(first)).toEqual(['uk', 'en', 'da', 'ar']);
    expect(codes(rest)).toEqual(['fa', 'pl', 'so', 'ti', 'tr', 'ur']);
  });
  test('one that the app does not have stands nowhere', () => expect(codes(in_order(all, ['xx', 'da']).first)).toEqual(['da']));
  test('a few are all shown', () => expect(codes(in_order(all.slice(0, 3), ['da']).first)).toEqual(['da', 'ar', 'en']));
  test('when none is the phone’s or the programme’s, all are shown', () => expect(in_order(all, []).rest).toEqual([]));
  test('the rest is found by its own name and by its name in the page’s language', () => {
    const { rest } = in_order(all, ['da']);
    expect(codes(searched(rest, 'turk'))).toEqual(['tr']);
    expect(codes(searched(rest, 'Türk'))).toEqual(['tr']);
    expect(codes(searched(rest, 'فارس'))).toEqual(['fa']);
    expect(searched(rest, ' ')).toEqual([]);
  });
});
