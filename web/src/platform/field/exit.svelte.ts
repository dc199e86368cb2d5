// SPDX-License-Identifier: AGPL-3.0-or-later
// The quick way out: lock, then a page that anyone may look at. Without a network there is no such page, so an empty sheet of notes stands in.
import { lock } from './session.svelte.ts';
import { leave_for } from './router.svelte.ts';

const elsewhere = 'https://www.wikipedia.org/';
export const cover: { shown: boolean } = $state({ shown: false });

export function quick_exit(): void {
  cover.shown = true;
  lock();
  if (navigator.onLine) leave_for(elsewhere);
}
