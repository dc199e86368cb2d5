// SPDX-License-Identifier: AGPL-3.0-or-later
// What a person has typed and no server has yet, in both apps. It is kept when she goes to another page, by the menu, by Back or by mistake, and is
// there again when she comes back. Keeping is better than asking: nobody answers such questions. The office's browser asks all the same before the
// tab is closed; the phone's does not, because the question would come before a call for help too.
// Two shelves: `memory` ends with the page that the browser has loaded, and may hold names; `tab` lies in the tab's session storage, outlives a reload
// (a new version of the app), and holds codes, ids and the method's words only, never a name of a person.

import { untrack } from 'svelte';

export type Shelf = 'memory' | 'tab';
/** `name` is unique for the person; `title` and `address` lead her back to it. */
export type What = { name: string; title: string; address: string };
type Kept = What & { value: unknown };

const prefix = 'bydel-office-draft:';
let owner = '';
let all = $state.raw<ReadonlyMap<string, Kept>>(new Map());
/** Those that the browser had no room for: on the screen, and nowhere else. */
let refused = $state.raw<ReadonlySet<string>>(new Set());

const key_of = (name: string): string => `${prefix}${owner}:${name}`;
type Place = Storage | null;

/** Null where the browser forbids it. */
function tab(): Place {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

function ours_in(storage: Storage): string[] {
  const keys = Array.from({ length: storage.length }, (_, position) => storage.key(position) ?? '');
  return keys.filter((key) => key.startsWith('bydel-office-'));
}

function read(storage: Storage, key: string): Kept | null {
  try {
    const kept = JSON.parse(storage.getItem(key) ?? 'null') as Kept | null;
    return kept !== null && [kept.name, kept.title, kept.address].every((one) => typeof one === 'string') && key === key_of(kept.name) ? kept : null;
  } catch {
    return null;
  }
}

function write(storage: Place, kept: Kept): boolean {
  try {
    storage?.setItem(key_of(kept.name), JSON.stringify(kept));
    return storage !== null;
  } catch {
    storage?.removeItem(key_of(kept.name)); // an earlier state would come back as if it were the last
    return false;
  }
}

function tell_room(name: string, there_was: boolean): void {
  if (refused.has(name) === !there_was) return;
  const others = [...refused].filter((one) => one !== name);
  refused = new Set(there_was ? others : [...others, name]);
}

/** From now on this person writes here. What somebody else left in this tab goes; her own of an earlier load of the tab is found again. */
export function drafts_of(person_id: string, storage: Place = tab()): void {
  owner = person_id;
  refused = new Set();
  const found = new Map<string, Kept>();
  for (const key of storage === null ? [] : ours_in(storage)) {
    const kept = read(storage!, key);
    if (kept === null) storage!.removeItem(key);
    else found.set(kept.name, kept);
  }
  all = found;
}

export function keep(what: What, value: unknown, shelf: Shelf, storage: Place = tab()): void {
  untrack(() => {
    const kept = { ...what, value };
    all = new Map(all).set(what.name, kept);
    if (shelf === 'tab') tell_room(what.name, write(storage, kept));
  });
}

export function find(name: string): unknown {
  return untrack(() => all.get(name)?.value ?? null);
}

export function let_go(name: string, storage: Place = tab()): void {
  untrack(() => {
    storage?.removeItem(key_of(name));
    tell_room(name, true);
    if (!all.has(name)) return;
    const rest = new Map(all);
    rest.delete(name);
    all = rest;
  });
}

/** At sign-out and at the lock: nothing of anybody stays in this tab. */
export function forget_all(storage: Place = tab()): void {
  for (const key of storage === null ? [] : ours_in(storage)) storage!.removeItem(key);
  all = new Map();
  refused = new Set();
}

/** Each page once by one title, whatever it keeps. */
export function unsaved(): readonly What[] {
  return [...new Map([...all.values()].map((one) => [`${one.address.split('?')[0]} ${one.title}`, one])).values()];
}

export function has_no_room(name: string): boolean {
  return refused.has(name);
}

/** The browser asks before the tab is closed or loaded anew while something is unsaved. */
export function guard_tab(): () => void {
  const ask = (event: BeforeUnloadEvent): void => {
    if (all.size === 0) return;
    event.preventDefault();
    event.returnValue = ''; // older browsers ask only so
  };
  addEventListener('beforeunload', ask);
  return () => removeEventListener('beforeunload', ask);
}

/** One form's draft: what was found when the form opened, and the way to keep what is in it now. */
export class Draft<Value> {
  readonly found: Value | null;
  #what: () => What;
  #shelf: Shelf;
  #start: string | undefined;

  /** `is_whole`: what lay in the tab may be of an older version of the page. */
  constructor(what: () => What, shelf: Shelf = 'memory', is_whole: (value: unknown) => boolean = () => true) {
    this.#what = what;
    this.#shelf = shelf;
    const found = find(untrack(what).name);
    this.found = found !== null && is_whole(found) ? (found as Value) : null;
  }

  /**
   * `start` is what the form would hold if nothing had been typed: then there is nothing to keep. Where that changes under a form in which nothing was
   * typed (another page saved, her phone chose a language), `follow` puts it in.
   */
  keep(value: Value, start: Value, follow?: (start: Value) => void): void {
    const what = untrack(this.#what);
    const before = this.#start;
    this.#start = JSON.stringify(start);
    if (follow && before !== undefined && before !== this.#start && JSON.stringify(value) === before) untrack(() => follow(start));
    else if (JSON.stringify(value) === JSON.stringify(start)) let_go(what.name);
    else keep(what, value, this.#shelf);
  }

  forget(): void {
    let_go(untrack(this.#what).name);
  }

  get no_room(): boolean {
    return has_no_room(untrack(this.#what).name);
  }
}
