// SPDX-License-Identifier: AGPL-3.0-or-later
// Changes in an address: another person who is signed in opens it and sees the same numbers. "1." names the way it is written; the rest is JSON in
// UTF-8 in base64 for addresses. Nothing of it reaches a server: it stands behind the # of the address.

import { is_change, without_words } from './changes.ts';
import type { Change } from './changes.ts';

const beginning = '1.';
/** Longer links are cut off by some mail programs. */
export const longest_link = 6000;

export type SharedChanges = { changes: Change[]; broken: boolean };

export function write_changes(changes: readonly Change[]): string {
  const kept = without_words(changes);
  if (kept.length === 0) return '';
  const bytes = new TextEncoder().encode(JSON.stringify(kept));
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return beginning + btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** `broken`: the link, or a part of it, is none of ours; what could be read is there. */
export function read_changes(text: string): SharedChanges {
  if (text === '') return { changes: [], broken: false };
  try {
    if (!text.startsWith(beginning)) return { changes: [], broken: true };
    const binary = atob(text.slice(beginning.length).replace(/-/g, '+').replace(/_/g, '/'));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const read: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (!Array.isArray(read)) return { changes: [], broken: true };
    const changes = read.filter(is_change);
    return { changes, broken: changes.length !== read.length };
  } catch {
    return { changes: [], broken: true };
  }
}
