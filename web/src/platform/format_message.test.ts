// SPDX-License-Identifier: AGPL-3.0-or-later
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { compiled_messages, languages } from '../../tools/content.ts';
import { format_message, type Values } from './format_message.ts';
import type { Message, Part } from './message.ts';

const counts = [0, 1, 2, 3, 10, 11, 99, 100, 101, 1000, 12345, 1.5];
const locale_of = (code: string, numbering: string) => `${code === 'en' ? 'en-GB' : code}-u-ca-gregory-nu-${numbering}`;

// Every value that a message asks for, and every code it chooses by.
function asked(parts: Part[], codes: Map<string, Set<string>>): Map<string, Set<string>> {
  for (const part of parts) {
    if (part.type === 0 || part.type === 7) continue;
    if (!codes.has(part.value)) codes.set(part.value, new Set());
    if (part.type !== 5 && part.type !== 6) continue;
    for (const [name, option] of Object.entries(part.options)) {
      if (part.type === 5) codes.get(part.value)!.add(name);
      asked(option.value, codes);
    }
  }
  return codes;
}

function tries(parts: Part[]): Values[] {
  const codes = [...asked(parts, new Map())];
  const most = Math.max(counts.length, ...codes.map(([, options]) => options.size));
  return Array.from({ length: most }, (_, turn) => Object.fromEntries(codes.map(([name, options]) => [name, options.size ? [...options][turn % options.size]! : counts[turn % counts.length]!])));
}

describe.each(languages().map((one) => [one.code, one.numbering]))('in %s', (code, numbering) => {
  test.each(['field', 'office'] as const)('every message of the %s says what intl-messageformat says', (area) => {
    const locale = locale_of(code, numbering);
    const parsed = Object.entries(compiled_messages(area, code).messages as Record<string, Message>).flatMap(([key, message]) => (typeof message === 'string' ? [] : [{ key, message }]));
    expect(parsed.length).toBeGreaterThan(20);
    for (const { key, message } of parsed) {
      const theirs = new IntlMessageFormat(message as never, locale);
      for (const values of tries(message)) expect(format_message(message, locale, values), key).toBe(String(theirs.format(values)));
    }
  });
});

test('a value that is not given is a fault, and none of the words are shown', () => {
  expect(() => format_message([{ type: 1, value: 'name' }], 'en', {})).toThrow('{name}');
});
