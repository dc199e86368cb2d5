// SPDX-License-Identifier: AGPL-3.0-or-later
// One short message of what has just been done, shown at the top of the page and read out. It goes with the next page.

let message = $state('');
let repeated = 0;

export function announced(): string {
  return message;
}

let for_next_page = '';

/** For what is done by going to another page: said when that page opens. */
export function announce_on_next_page(text: string): void {
  for_next_page = text;
}

export function page_changed(): void {
  announce(for_next_page);
  for_next_page = '';
}

/** The zero-width space makes the same sentence a new one, so that it is read out again. */
export function announce(text: string): void {
  repeated = 1 - repeated;
  message = text === '' ? '' : text + '\u200b'.repeat(repeated);
}
