// SPDX-License-Identifier: AGPL-3.0-or-later
// Puts the values into a parsed message (message.ts). The library intl-messageformat does the same and more, in 6 kB for which every phone would
// wait before its first buttons; the test holds the two against each other, message by message. Pure.
import type { Part } from './message.ts';

export type Values = Record<string, string | number>;

// Making one of these takes longer than using it.
const kept = new Map<string, Intl.NumberFormat | Intl.PluralRules>();
function once<T extends Intl.NumberFormat | Intl.PluralRules>(name: string, make: () => T): T {
  let found = kept.get(name) as T | undefined;
  if (!found) kept.set(name, (found = make()));
  return found;
}

function written(value: number, locale: string, options: Intl.NumberFormatOptions = {}): string {
  return once(`${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options)).format(value);
}

function plural_of(value: number, locale: string): string {
  return once(locale, () => new Intl.PluralRules(locale)).select(value);
}

function value_of(values: Values, name: string): string | number {
  const value = values[name];
  if (value === undefined) throw new Error(`a message needs {${name}}`);
  return value;
}

export function format_message(parts: readonly Part[], locale: string, values: Values, counted = 0): string {
  return parts.map((part) => text_of(part, locale, values, counted)).join('');
}

function text_of(part: Part, locale: string, values: Values, counted: number): string {
  switch (part.type) {
    case 0:
      return part.value;
    case 1:
      return String(value_of(values, part.value));
    case 2:
      return written(Number(value_of(values, part.value)), locale, part.style?.parsedOptions);
    case 5: {
      const chosen = part.options[value_of(values, part.value)] ?? part.options.other!;
      return format_message(chosen.value, locale, values, counted);
    }
    case 6: {
      const count = Number(value_of(values, part.value));
      const chosen = part.options[`=${count}`] ?? part.options[plural_of(count - part.offset, locale)] ?? part.options.other!;
      return format_message(chosen.value, locale, values, count - part.offset);
    }
    case 7:
      return written(counted, locale);
  }
}
