// SPDX-License-Identifier: AGPL-3.0-or-later
// What this phone could not keep. Every write that a person set off goes through attempt(): when the phone refuses it (no room, the store is
// closed), she is told at once, and may tap again. Whatever is forgotten here is caught by tell_what_is_forgotten().
export type About = 'typed' | 'open' | 'received';
// `room`: the phone said that it is full; else it only said no. `about`: what she did, opening her notes, or news from the server.
export type Trouble = { room: boolean; about: About };
let now = $state.raw<Trouble | null>(null);

export const trouble = {
  get now(): Trouble | null {
    return now;
  },
};

export function close_trouble(): void {
  now = null;
}

// A browser says it by name, or Chromium in the words of the failed write; what fails after that, until something goes well, says nothing.
let was_full = false;

function no_room(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'QuotaExceededError' || /NO_SPACE|no space|disk full|quota/i.test(error.message));
}

export function tell(error: unknown, about: About): void {
  was_full = was_full || no_room(error);
  now = { room: was_full, about };
  if (!(error instanceof DOMException)) setTimeout(() => { throw error; }); // a fault of ours: she is told all the same, and so is the console
}

// True when it is done. What went well takes away what was said of the same kind before.
export async function attempt(work: () => Promise<unknown>, about: About = 'typed'): Promise<boolean> {
  try {
    await work();
  } catch (error) {
    tell(error, about);
    return false;
  }
  was_full = false;
  if (now?.about === about) now = null;
  return true;
}

export function tell_what_is_forgotten(): void {
  addEventListener('unhandledrejection', (event) => {
    if (!(event.reason instanceof DOMException)) return;
    event.preventDefault();
    tell(event.reason, 'typed');
  });
}
