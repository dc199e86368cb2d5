// SPDX-License-Identifier: AGPL-3.0-or-later
// Numbers as people type them, in any office page: 3,5 and 3.5, 137.000 and 137,000, Arabic and Persian digits, ٣٫٥ and ١٣٧٬٠٠٠, spaces in
// thousands, marks of writing direction that came along from a message. Where one sign could mean either, the reader's language decides; the
// page then writes the number back the way it understood it. `<input type="number">` refuses half of this: no page uses it.

import { western_digits } from './fold.ts';

type Signs = { decimal: string; group: string };

/** How a language separates decimals and thousands. */
export function signs_of(language: string): Signs {
  const decimal = ['da', 'nb', 'nn', 'no', 'sv', 'de', 'fr', 'tr', 'so'].includes(language) ? ',' : '.';
  return { decimal, group: decimal === ',' ? '.' : ',' };
}

/** Western digits, one kind of space and dash, and nothing that is not seen. */
export function plain_text(text: string): string {
  return western_digits(text)
    .replace(/[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\n\r]/g, ' ')
    .replace(/[\u2010-\u2015\u2212\ufe63\uff0d]/g, '-')
    .trim();
}

/** Thousands that are parted by spaces, apostrophes or the Arabic sign stand without them; the Arabic comma is a comma. */
function plain_digits(text: string): string {
  const plain = plain_text(text).replace(/\u060c/g, ',').replace(/(\d)[ '\u2019](?=\d{3}(?!\d))/g, '$1');
  return /^[-+]?\d{1,3}(\u066c\d{3})+(?!\d)/.test(plain) ? plain.replace(/\u066c/g, '') : plain;
}

const grouped = (sign: string): RegExp => new RegExp(`^\\d{1,3}(\\${sign}\\d{3})+$`);

/** The digits with a point for the decimals, or nothing where the signs make no number. */
function decided(text: string, language: string): string | null {
  const commas = text.split(',').length - 1;
  const points = text.split('.').length - 1;
  if (commas === 0 && points === 0) return text;
  if (commas > 0 && points > 0) {
    const decimal = text.lastIndexOf(',') > text.lastIndexOf('.') ? ',' : '.';
    const group = decimal === ',' ? '.' : ',';
    const [whole = '', part = '', more] = text.split(decimal);
    if (more !== undefined || !grouped(group).test(whole)) return null;
    return `${whole.split(group).join('')}.${part}`;
  }
  const sign = commas > 0 ? ',' : '.';
  if (commas + points > 1) return grouped(sign).test(text) ? text.split(sign).join('') : null;
  if (sign === signs_of(language).group && grouped(sign).test(text) && !text.startsWith('0')) return text.replace(sign, '');
  return text.replace(sign, '.');
}

/** Nothing where it is no number. */
export function read_number(typed: string, language: string): number | null {
  let text = plain_digits(typed);
  const negative = text.startsWith('-');
  if (negative || text.startsWith('+')) text = text.slice(1).trim();
  const arabic = text.split('\u066b');
  const read = arabic.length === 1 ? decided(text, language) : arabic.length === 2 && !/[.,]/.test(text) ? arabic.join('.') : null;
  if (read === null || !/^(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(read)) return null;
  const value = Number(read);
  return Number.isFinite(value) ? (negative ? -value : value) : null;
}

/** How many of something: a whole number, written as one. Nothing for 2.5, for 1e3 and for what is no number. */
export function read_whole(typed: string, language: string): number | null {
  const value = /e/i.test(typed) ? null : read_number(typed, language);
  return value !== null && Number.isInteger(value) ? value : null;
}
