// SPDX-License-Identifier: AGPL-3.0-or-later
// A message as the build makes it: plain text, or the parsed form of ICU MessageFormat, of which these parts are used (no
// message has others: format_message.test.ts). `fallback` names the keys that are still English.
type Options = Record<string, { value: Part[] }>;
export type Part =
  | { type: 0; value: string } // text
  | { type: 1; value: string } // {name}
  | { type: 2; value: string; style?: { parsedOptions: Intl.NumberFormatOptions } | null } // {name, number}
  | { type: 5; value: string; options: Options } // {code, select, ...}
  | { type: 6; value: string; options: Options; offset: number } // {count, plural, ...}
  | { type: 7 }; // # in a plural

export type Message = string | Part[];
export type Messages = { messages: Record<string, Message>; fallback: string[] };
