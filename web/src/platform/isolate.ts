// SPDX-License-Identifier: AGPL-3.0-or-later
// Text of one direction inside a sentence of the other (Unicode isolates, UAX 9): without them an Arabic name turns the date behind it around.
// The server does the same (src/platform/i18n/isolate.cpp). For what is shown; what is copied, sent or compared is `plain`.

const first_strong_isolate = '\u2068';
const end_of_isolate = '\u2069';
/** Hebrew, Arabic, Syriac, Thaana, N'Ko and Adlam letters, Eastern digits, and signs that turn text around by themselves. */
const turns_around = /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** In a sentence from right to left everything but plain words needs keeping apart: also "12 %", or the groups of a phone number. */
const only_right_to_left_words = /^(?:(?!\p{Nd})[\p{Script=Arabic}\p{Script=Hebrew}\s])*$/u;

/** A value as it stands in a sentence of that direction. */
export function isolated(value: string, direction: 'ltr' | 'rtl'): string {
  const stays = direction === 'ltr' ? !turns_around.test(value) : only_right_to_left_words.test(value);
  return stays ? value : first_strong_isolate + value + end_of_isolate;
}

/** Without isolates: for the title of a window, a message to be sent, a file's name, a comparison. */
export function plain(text: string): string {
  return text.replace(/[\u2066-\u2069]/g, '');
}
