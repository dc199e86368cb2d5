// SPDX-License-Identifier: AGPL-3.0-or-later
// Text made comparable for searching by what a person types. Not for storing and not for sorting.

const eastern_digits = /[\u0660-\u0669\u06f0-\u06f9]/g;

/** Western digits for Arabic-Indic and Persian ones: a coordinator types numbers on the keyboard she has. */
export function western_digits(text: string): string {
  return text.replace(eastern_digits, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** Lower case, without accents, soft hyphens, Arabic vowel signs and letter variants, so that what is seen as the same is the same. */
export function fold(text: string): string {
  return western_digits(text)
    .normalize('NFKD')
    .replace(/[\u00ad\u0300-\u036f\u064b-\u065f\u0640]/g, '')
    .replace(/[\u0622\u0623\u0625\u0671]/g, '\u0627')
    .replace(/\u0649/g, '\u064a')
    .replace(/\u00f8/gi, 'o')
    .replace(/\u00e6/gi, 'ae')
    .toLowerCase()
    .trim();
}
