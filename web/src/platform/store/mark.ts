// SPDX-License-Identifier: AGPL-3.0-or-later
// A small mark outside the store: this phone has been used, in this language. It says nothing else. With it a store that the browser emptied
// is told from a new phone, and she is told so in her own language.
const name = 'notes';

export function marked(): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // a browser that keeps nothing of this page
  }
}

export function mark(language: string | null): void {
  try {
    if (language === null) localStorage.removeItem(name);
    else if (localStorage.getItem(name) !== language) localStorage.setItem(name, language);
  } catch {
    // Without the mark an emptied phone looks new, and the lock page says what to do then.
  }
}
