// SPDX-License-Identifier: AGPL-3.0-or-later
// Numbers of a cost model as they are typed and written back: a share is per cent. How digits and signs are read: platform/text/numbers.ts.

import { read_number } from '../../platform/text/numbers.ts';

/** A share is typed as per cent, with or without the sign. */
export function parse_in_unit(typed: string, unit: string | undefined, language: string): number | null {
  if (unit !== 'share') return read_number(typed, language);
  const value = read_number(typed.replace(/[%\u066a]/g, ''), language);
  return value === null ? null : Number((value / 100).toPrecision(15));
}

/** Without the last bits that only binary fractions have: 7.000000000000001 is 7. */
export function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
