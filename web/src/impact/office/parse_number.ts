// SPDX-License-Identifier: AGPL-3.0-or-later
// A number as people type it in three languages: 3,5 and 3.5, 137.000 and 137,000, Arabic digits, spaces in thousands. Where one sign could mean
// either, the reader's language decides; the page then writes the number back the way it understood it.

type Signs = { decimal: string; group: string };

/** How a language separates decimals and thousands. */
export function signs_of(language: string): Signs {
  const decimal = ['da', 'nb', 'nn', 'no', 'sv', 'de', 'fr', 'tr', 'so'].includes(language) ? ',' : '.';
  return { decimal, group: decimal === ',' ? '.' : ',' };
}

function plain_digits(text: string): string {
  return text
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[\u200e\u200f\u061c\u2066-\u2069]/g, '')
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/(\d)[\s\u00a0\u202f\u2009'\u2019](?=\d{3}(?!\d))/g, '$1')
    .replace(/\u066c/g, '');
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
export function parse_number(typed: string, language: string): number | null {
  let text = plain_digits(typed).trim();
  const negative = text.startsWith('-');
  if (negative || text.startsWith('+')) text = text.slice(1).trim();
  const arabic = text.split('\u066b');
  const read = arabic.length === 1 ? decided(text, language) : arabic.length === 2 && !/[.,]/.test(text) ? arabic.join('.') : null;
  if (read === null || !/^(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(read)) return null;
  const value = Number(read);
  return Number.isFinite(value) ? (negative ? -value : value) : null;
}

/** A share is typed as per cent, with or without the sign. */
export function parse_in_unit(typed: string, unit: string | undefined, language: string): number | null {
  if (unit !== 'share') return parse_number(typed, language);
  const value = parse_number(typed.replace(/[%\u066a]/g, ''), language);
  return value === null ? null : Number((value / 100).toPrecision(15));
}

/** Without the last bits that only binary fractions have: 7.000000000000001 is 7. */
export function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
