// SPDX-License-Identifier: AGPL-3.0-or-later
// Who is on this phone, who is unlocked, and when the door closes again: five minutes without a touch, or one minute out of sight.
import { elapsed_ms, moment, type Moment } from '../elapsed.ts';
import { change_pin, is_weaker_than_now, make_key, open_key, type DataKey } from '../store/pin_key.ts';
import { person_disk, persons, put_person, remove_person, update_person, write } from '../store/disk.ts';
import { all, close_store, find, forget_held, keep_local, keep_locals, local, on_gone, on_saved, open_store, tell_gone } from '../store/store.svelte.ts';
import { mark, marked } from '../store/mark.ts';
import type { OutboxItem, Person, Sign } from '../store/types.ts';
import { as_kept, shown_unlocked, type Unlocked as Shown } from '../store/unlock_secret.ts';
import type { ServerKey } from '../sync/seal_item.ts';
import { count_all, drop_what_ended, sync_for, sync_soon } from '../sync/sync.svelte.ts';
import { post } from '../sync/wire.ts';

export const most_wrong_pins = 10;
const idle_ms = 5 * 60_000;
const hidden_ms = 60_000;

// What she knows about herself, readable only when unlocked. `libraries` are the languages whose cards are kept on the phone.
export type Me = { person_id: string; display_name: string; programme_name: string; group_name: string; languages: string[]; libraries: string[] };
// `emptied`: there was somebody on this phone, and the browser has lost her.
export type Session = { readonly ready: boolean; readonly emptied: boolean; readonly persons: readonly Person[]; readonly device_id: string | null };

// Raw, because IndexedDB cannot store Svelte's proxies and these values go back to it.
let now = $state.raw<Session>({ ready: false, emptied: false, persons: [], device_id: null });
export const session: Session = {
  get ready() {
    return now.ready;
  },
  get emptied() {
    return now.emptied;
  },
  get persons() {
    return now.persons;
  },
  get device_id() {
    return now.device_id;
  },
};

export async function load_persons(): Promise<void> {
  const all = await persons();
  now = { ...now, persons: all, emptied: all.length === 0 && marked() !== null, ready: true };
  leave_mark();
}

// In the language of who used the phone last.
function leave_mark(): void {
  const hers = current() ?? (marked() === null ? session.persons[0] : undefined);
  if (hers) mark(hers.language);
}

export function current(): Person | undefined {
  return session.persons.find((one) => one.device_id === session.device_id);
}

// As it was when she was invited, with what the server says since: her name may be corrected, and she may change group.
export function me(): Me | undefined {
  const invited = local<Me>('me');
  const profile = all<{ display_name: string; group_id: string | null }>('profile')[0]?.record;
  if (!invited || !profile) return invited;
  const group = find<{ name: string }>('group', profile.group_id ?? '')?.record ?? all<{ name: string }>('led_group')[0]?.record;
  return { ...invited, display_name: profile.display_name, group_name: group?.name ?? '' };
}

// Nothing in it is real: the pages wear a frame. An earlier server does not say.
export const is_practice = (): boolean => all<{ practice?: boolean }>('profile')[0]?.record.practice === true;

export type Unlocked = 'open' | 'wrong' | 'wiped';

// The wrong try is counted before the PIN is tested, so that ending the browser saves nobody a try.
async function try_pin(device_id: string, pin: string): Promise<{ person: Person; key: DataKey } | 'wrong' | 'wiped'> {
  const person = await update_person(device_id, (one) => ({ wrong_pins: one.wrong_pins + 1 }));
  if (!person?.key) return 'wiped';
  const key = await open_key(person.key, pin).catch(async (error: unknown) => {
    await update_person(device_id, (one) => ({ wrong_pins: Math.max(0, one.wrong_pins - 1) })); // no memory for the test: that was no wrong PIN
    throw error;
  });
  if (!key && person.wrong_pins >= most_wrong_pins) await wipe(device_id);
  if (key) await update_person(device_id, () => ({ wrong_pins: 0 }));
  await load_persons();
  if (key) return { person: { ...person, wrong_pins: 0 }, key };
  return person.wrong_pins >= most_wrong_pins ? 'wiped' : 'wrong';
}

export async function unlock(device_id: string, pin: string): Promise<Unlocked> {
  const tried = await try_pin(device_id, pin);
  if (typeof tried === 'string') return tried;
  await open_store(tried.person, tried.key);
  await drop_what_ended(tried.person).catch(() => {}); // no room: with the next run of sending, before she is shown anything new
  enter(device_id);
  void strengthen(tried.person, pin).catch(() => {}); // no room: the next time
  return 'open';
}

// A key of an earlier version of the app costs less to guess. It is wrapped anew, unless the PIN was changed meanwhile.
async function strengthen({ device_id, key }: Person, pin: string): Promise<void> {
  const stronger = key && is_weaker_than_now(key) ? await change_pin(key, pin, pin) : null;
  if (stronger && !is_weaker_than_now(stronger)) await update_person(device_id, (one) => (one.key?.wrapped === key?.wrapped ? { key: stronger } : {}));
  if (stronger) await load_persons();
}

function enter(device_id: string): void {
  void navigator.storage?.persist?.();
  now = { ...now, device_id };
  leave_mark();
  touched();
  sync_for({ device_id, libraries: () => me()?.libraries ?? [] });
}

export function lock(): void {
  sync_for(null);
  close_store();
  now = { ...now, device_id: null };
}

// The key goes, and with it everything that only the key could read; the sealed outbox stays and is still sent.
async function wipe(device_id: string): Promise<void> {
  await update_person(device_id, () => ({ key: null }));
  forget_held(device_id);
  const disk = await person_disk(device_id);
  try {
    await disk.clear('records');
    await write(disk, { outbox: without_notes(await disk.getAll('outbox')) });
  } finally {
    disk.close();
  }
}

// No key opens the notes any more.
function without_notes(outbox: OutboxItem[]): OutboxItem[] {
  return outbox.map((one) => ({ ...one, note: null }));
}

export type TakenOff = 'gone' | 'unsent' | 'wrong' | 'wiped';

// Takes the unlocked person off this phone. `handed_over` are the unsent items that she has in a file: any other that is not sent, from
// another tab perhaps, stops it.
export async function take_off(pin: string, handed_over: ReadonlySet<string>): Promise<TakenOff> {
  const device_id = session.device_id;
  if (!device_id) return 'wiped';
  const tried = await try_pin(device_id, pin);
  if (tried === 'wiped') lock();
  if (typeof tried === 'string') return tried;
  const shown = shown_unlocked(); // before it goes with everything else
  if (!(await empty(device_id, handed_over))) return 'unsent';
  lock();
  forget_held(device_id);
  await remove_person(device_id);
  if ((await persons()).length === 0) mark(null);
  say_gone(device_id, shown);
  tell_gone(device_id);
  await load_persons();
  return 'gone';
}

async function empty(device_id: string, handed_over: ReadonlySet<string>): Promise<boolean> {
  const disk = await person_disk(device_id);
  try {
    const unsent = (await disk.getAll('outbox')).filter((item) => item.state !== 'sent' && !handed_over.has(item.item_id));
    if (unsent.length === 0) await Promise.all([disk.clear('records'), disk.clear('outbox')]);
    return unsent.length === 0;
  } finally {
    disk.close();
  }
}

// So that the server closes this phone's way in. Nothing here waits for it: without a network the coordinator does it ("lost phone").
function say_gone(device_id: string, shown: Shown): void {
  void post('POST /api/sync/leave', {}, { 'Bydel-Device': device_id, ...shown });
}

export type Enrolled = { device_id: string; programme_id: string; epoch: string; server_key: ServerKey; unlock_secret: string };

// Puts a new person on this phone. `replaces` is her old entry (forgotten PIN): what it had not sent moves over, and it goes last, so that a
// phone without room can be asked again.
export async function add_person(enrolled: Enrolled, her: Me, language: string, sign: Sign, pin: string, replaces: string | null): Promise<void> {
  const { wrapped, key } = await make_key(pin);
  // What she had sent belongs to the epoch it was sent in: a phone enrolled anew after a restore sends it again (law 10).
  const before = (await persons()).find((one) => one.device_id === replaces);
  const epoch = before === undefined ? enrolled.epoch : before.epoch;
  const { unlock_secret, ...at_server } = enrolled;
  const person: Person = { ...at_server, epoch, sign, language, key: wrapped, wrong_pins: 0, needs_link: false, diverged: false };
  lock();
  forget_held(person.device_id);
  if (replaces) await take_over(replaces, person.device_id);
  await put_person(person);
  await open_store(person, key);
  await keep_locals({ me: her, ...as_kept(unlock_secret) });
  if (replaces && replaces !== person.device_id) await remove_person(replaces);
  await load_persons();
  await count_all();
  enter(person.device_id);
}

async function take_over(from: string, to: string): Promise<void> {
  const [old_disk, disk] = await Promise.all([person_disk(from), person_disk(to)]);
  try {
    await disk.clear('records');
    await write(disk, { outbox: without_notes(await old_disk.getAll('outbox')) });
  } finally {
    old_disk.close();
    disk.close();
  }
}

export async function new_pin(old_pin: string, pin: string): Promise<boolean> {
  const device_id = session.device_id;
  const tried = device_id ? await try_pin(device_id, old_pin) : 'wrong';
  if (tried === 'wiped') lock();
  if (typeof tried === 'string') return false;
  const key = await change_pin(tried.person.key!, old_pin, pin);
  if (key) await update_person(tried.person.device_id, () => ({ key }));
  await load_persons();
  return key !== null;
}

export async function change_person(change: Partial<Pick<Person, 'language' | 'sign'>>): Promise<void> {
  if (session.device_id) await update_person(session.device_id, () => change);
  await load_persons();
}

export async function change_me(change: Partial<Me>): Promise<void> {
  const before = local<Me>('me');
  if (before) await keep_local('me', { ...before, ...change });
  sync_soon();
}

let last_touch = moment();
let hidden_since: Moment | null = null;

function touched(): void {
  last_touch = moment();
}

function close_when_due(): void {
  const out_of_sight = hidden_since !== null && elapsed_ms(hidden_since) >= hidden_ms;
  if (session.device_id && (out_of_sight || elapsed_ms(last_touch) >= idle_ms)) lock();
}

export function start_session(): void {
  for (const name of ['pointerdown', 'keydown', 'scroll']) addEventListener(name, touched, { passive: true, capture: true });
  document.addEventListener('visibilitychange', () => {
    close_when_due();
    hidden_since = document.visibilityState === 'hidden' ? moment() : null;
  });
  addEventListener('pageshow', close_when_due);
  setInterval(close_when_due, 5_000);
  on_saved(sync_soon);
  on_gone((device_id) => {
    if (session.device_id === device_id) lock();
    void load_persons();
  });
}
