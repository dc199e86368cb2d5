// SPDX-License-Identifier: AGPL-3.0-or-later
// The two calls that make a phone somebody's (docs/api.md). Everything after them goes by sync.
import type { Enrolled, Me } from '../../platform/field/session.svelte.ts';
import { random_token } from '../../platform/bytes.ts';
import { day_id, today } from '../../platform/day.ts';
import type { Person } from '../../platform/store/types.ts';
import { post, problem_text, type Reply } from '../../platform/sync/wire.ts';
import type { CheckedInvitation } from '../../wire/wire.ts';

// `devices`: of the persons who are on this phone, who is the one invited (`hers`), and whom the server does not know (any more).
export type Invitation = Omit<CheckedInvitation, 'devices'> & Partial<Pick<CheckedInvitation, 'devices'>>; // an older server says none
type Result<T> = { ok: true; value: T } | { ok: false; key: string };

// With more languages than this, cards in another language are fetched when she first asks for them.
const most_libraries = 4;

function result<T, U>(reply: Reply<T>, make: (value: T) => U): Result<U> {
  if (reply.ok) return { ok: true, value: make(reply.value) };
  return { ok: false, key: reply.offline ? 'field.enrol.offline' : problem_text(reply.key) };
}

// One try to make this phone hers: the same name through lost answers, a full phone and reloads, so that the server answers it again. Kept
// beside the link, in the clear: it opens nothing without the link, and says nobody's name. A phone without room keeps it for this page.
const attempts = new Map<string, string>();
const kept_as = 'bydel-attempt';

type Kept = { link: string; attempt: string };
const ending = (token: string): string => token.slice(-8); // enough to know the link by, too little to open it

function read_kept(): Partial<Kept> {
  try {
    return (JSON.parse(localStorage.getItem(kept_as) ?? '{}') ?? {}) as Partial<Kept>;
  } catch {
    return {};
  }
}

export function attempt_for(token: string): string {
  const kept = read_kept();
  const attempt = attempts.get(token) ?? (kept.link === ending(token) && kept.attempt ? kept.attempt : day_id(today()));
  attempts.set(token, attempt);
  try {
    localStorage.setItem(kept_as, JSON.stringify({ link: ending(token), attempt } satisfies Kept));
  } catch {
    // the page remembers it
  }
  return attempt;
}

/** The phone is hers, or the link is given up. */
export function forget_attempt(token: string): void {
  attempts.delete(token);
  try {
    localStorage.removeItem(kept_as);
  } catch {
    // nothing was kept
  }
}

export async function check(token: string, persons: readonly Person[]): Promise<Result<Invitation>> {
  const of_programme = persons.filter((one) => token.startsWith(`${one.programme_id}.`));
  const body = { token, attempt: attempt_for(token), device_ids: of_programme.map((one) => one.device_id) };
  return result(await post('POST /api/enrol/check', body), (value) => value);
}

// Whose place she takes on this phone: her own, whatever the invitation is for, so that what waits there is hers to send. Never another's. Where
// the server knows some of them no more, only she can say whether she is one (`ask`).
export function place_of({ purpose, devices = [] }: Invitation): { replaces: string | null; ask: string[] } {
  const hers = devices.find((one) => one.whose === 'hers');
  const unknown = devices.filter((one) => one.whose === 'unknown').map((one) => one.device_id);
  return { replaces: hers?.device_id ?? null, ask: hers || purpose === 'enrol' ? [] : unknown };
}

export async function enrol(token: string, language: string, replaces: string | null, invited: Invitation): Promise<Result<{ enrolled: Enrolled; me: Me }>> {
  const unlock_secret = random_token(); // of several tries the server keeps the last one's
  const body = { token, language, attempt: attempt_for(token), unlock_secret, ...(replaces ? { device_id: replaces } : {}) };
  return result(await post('POST /api/enrol', body), (value) => ({
    enrolled: {
      device_id: value.device_id,
      programme_id: value.programme_id,
      epoch: value.epoch,
      server_key: { key_id: value.key_id, public_key: value.public_key },
      unlock_secret,
    },
    me: {
      person_id: value.person_id,
      display_name: value.display_name,
      programme_name: invited.programme_name,
      group_name: invited.group_name,
      languages: invited.languages,
      libraries: [...new Set([language, ...invited.languages.slice(0, most_libraries)])],
    },
  }));
}
