// SPDX-License-Identifier: AGPL-3.0-or-later
// Finds a code from what a coordinator types: its number in the list, or the first letters of any word of its label.
// Pure: no page, no language of its own. Labels may be in any script.

import { fold, has_words } from '../../platform/text/fold.ts';

export type Choice = { code: string; label: string };

const separators = /[\s,;\u060c\u061b]+/;

function closeness(choice: Choice, typed: string): number {
  const label = fold(choice.label);
  if (label === typed || choice.code === typed) return 4;
  if (label.startsWith(typed)) return 3;
  if (label.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(typed))) return 2;
  return has_words(choice.label, typed) ? 1 : 0;
}

/** The choices that fit, best first, otherwise in the list's order. Nothing typed: all of them. */
export function suggest(choices: readonly Choice[], typed: string): Choice[] {
  const wanted = fold(typed);
  if (wanted === '') return [...choices];
  if (/^\d+$/.test(wanted)) {
    const numbered = choices[Number(wanted) - 1];
    if (numbered !== undefined) return [numbered];
  }
  return choices
    .map((choice, position) => ({ choice, position, score: closeness(choice, wanted) }))
    .filter((found) => found.score > 0)
    .sort((one, other) => other.score - one.score || one.position - other.position)
    .map((found) => found.choice);
}

/** The one that is meant when she goes on without choosing from the list; null when nothing fits. */
export function resolve_one(choices: readonly Choice[], typed: string): Choice | null {
  if (fold(typed) === '') return null;
  return suggest(choices, typed)[0] ?? null;
}

export type Resolved = { codes: string[]; unknown: string };

/** Several at once: "1 4 9" or "play, mon". A whole label with spaces or commas in it is tried first. */
export function resolve_many(choices: readonly Choice[], typed: string): Resolved {
  const whole = resolve_one(choices, typed);
  if (whole !== null) return { codes: [whole.code], unknown: '' };
  const codes: string[] = [];
  const unknown: string[] = [];
  for (const piece of typed.split(separators).filter((text) => text !== '')) {
    const found = resolve_one(choices, piece);
    if (found === null) unknown.push(piece);
    else if (!codes.includes(found.code)) codes.push(found.code);
  }
  return { codes, unknown: unknown.join(' ') };
}
