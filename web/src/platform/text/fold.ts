// SPDX-License-Identifier: AGPL-3.0-or-later
// Text made comparable for searching by what a person types. Not for storing and not for sorting.

const eastern_digits = /[\u0660-\u0669\u06f0-\u06f9]/g;

/** Western digits for Arabic-Indic and Persian ones: a coordinator types numbers on the keyboard she has. */
export function western_digits(text: string): string {
  return text.replace(eastern_digits, (digit) => String(digit.charCodeAt(0) & 0xf));
}

// Letters that keyboards of different languages write differently, and that no decomposition makes the same.
const one_form: Record<string, string> = {
  // Arabic, Persian, Urdu: alef, yeh, kaf, heh
  '\u0671': '\u0627', '\u0649': '\u064a', '\u06cc': '\u064a', '\u06d2': '\u064a', '\u06d0': '\u064a', '\u06a9': '\u0643',
  '\u06c1': '\u0647', '\u06be': '\u0647', '\u06d5': '\u0647', '\u0629': '\u0647', '\u06c3': '\u0647',
  // Latin letters with a stroke or of their own
  'ø': 'o', 'æ': 'ae', 'œ': 'oe', 'ß': 'ss', 'ı': 'i', 'ł': 'l', 'đ': 'd', 'ð': 'd', 'þ': 'th', 'ħ': 'h', 'ŧ': 't', 'ŋ': 'n',
  '\u03c2': '\u03c3', // the sigma at the end of a word
  // apostrophes
  '\u2019': "'", '\u2018': "'", '\u02bc': "'", '\u02bb': "'", '\u00b4': "'", '`': "'", '\u2032': "'",
};
const other_forms = new RegExp(`[${Object.keys(one_form).join('')}]`, 'gu');

/** The server folds the same (src/platform/i18n/tidy.cpp; contracts/folded.json). Lower case, without accents, signs that cannot be seen, Arabic vowel signs and letter variants, so that what is seen as the same is the
    same. Aase is Åse, Soeren is Søren. */
export function fold(text: string): string {
  return western_digits(text)
    .replace(/\u00b4/g, "'") // it would fall apart into a space and an accent
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]|\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(other_forms, (letter) => one_form[letter]!)
    .replace(/aa/g, 'a')
    .replace(/oe/g, 'o')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Every word that was typed is somewhere in the text, in any order. Nothing typed: yes. */
export function has_words(text: string, typed: string): boolean {
  return words_in(fold(text), fold(typed));
}

/** The same of what has been folded: a long list is folded once, and not again at each letter that is typed. */
export function words_in(folded: string, folded_typed: string): boolean {
  return folded_typed.split(' ').every((word) => folded.includes(word));
}

/** The same name to whoever reads it: whatever the capitals, the spaces, and signs that cannot be seen. For confirming, not for searching. */
export function looks_same(one: string, other: string): boolean {
  const plain = (name: string): string =>
    name.normalize('NFC').replace(/\p{Default_Ignorable_Code_Point}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase();
  return plain(one) === plain(other);
}
