// SPDX-License-Identifier: AGPL-3.0-or-later
// Where she is, kept in the browser's history but never in the address: the phone's back button works and the address says nothing.
// What lies on top of a page has entries of its own (base/layers.ts).
import { close_layers, drop_layers, layers_moved, layers_open, when_settled } from '../../base/layers.ts';

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
    if (layers_moved(event.state)) return;
    const next = (event.state as Entry | null) ?? home;
    if (next.page === entry.page && next.id === entry.id && next.depth === entry.depth) return; // something on top has closed
    entry = next;
    scrollTo(0, 0);
  });
}

export function go(page: string, id?: string): void {
  when_settled(() => {
    const left = close_layers();
    entry = { page, ...(id ? { id } : {}), depth: entry.depth + Math.max(left, 1) };
    if (left > 0) history.replaceState(entry, '', '/');
    else history.pushState(entry, '', '/');
    scrollTo(0, 0);
  });
}

export function swap(page: string, id?: string): void {
  drop_layers();
  when_settled(() => {
    entry = { page, ...(id ? { id } : {}), depth: entry.depth };
    history.replaceState(entry, '', '/');
    scrollTo(0, 0);
  });
}

// Closes what lies on top, or goes to the page before.
export function back(): void {
  when_settled(() => {
    if (entry.depth + layers_open() > 0) history.back();
    else swap('home');
  });
}

// Home, leaving no trail behind it.
export function go_home(): void {
  drop_layers();
  when_settled(() => {
    if (entry.depth > 0) history.go(-entry.depth);
    else swap('home');
  });
}

// Leaves for another address and takes this app's pages out of the way of the back button.
export function leave_for(address: string): void {
  const go_away = () => location.replace(address);
  const entries = entry.depth + close_layers();
  if (entries === 0) return go_away();
  addEventListener('popstate', go_away, { once: true });
  setTimeout(go_away, 300);
  history.go(-entries);
}
