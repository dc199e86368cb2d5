// SPDX-License-Identifier: AGPL-3.0-or-later
// Where she is, kept in the browser's history but never in the address: the phone's back button works and the address says nothing.
export type Place = { page: string; id?: string };
type Entry = Place & { depth: number };

const home: Entry = { page: 'home', depth: 0 };
let entry = $state.raw<Entry>(home);

export function place(): Place {
  return entry;
}

export function start_router(): void {
  history.replaceState(home, '', '/');
  addEventListener('popstate', (event) => {
    entry = (event.state as Entry | null) ?? home;
    scrollTo(0, 0);
  });
}

export function go(page: string, id?: string): void {
  entry = { page, ...(id ? { id } : {}), depth: entry.depth + 1 };
  history.pushState(entry, '', '/');
  scrollTo(0, 0);
}

export function swap(page: string, id?: string): void {
  entry = { page, ...(id ? { id } : {}), depth: entry.depth };
  history.replaceState(entry, '', '/');
  scrollTo(0, 0);
}

export function back(): void {
  if (entry.depth > 0) history.back();
  else swap('home');
}

// Home, leaving no trail behind it.
export function go_home(): void {
  const depth = entry.depth;
  if (depth > 0) history.go(-depth);
  else swap('home');
}

// Leaves for another address and takes this app's pages out of the way of the back button.
export function leave_for(address: string): void {
  const go_away = () => location.replace(address);
  if (entry.depth === 0) return go_away();
  addEventListener('popstate', go_away, { once: true });
  setTimeout(go_away, 300);
  history.go(-entry.depth);
}
