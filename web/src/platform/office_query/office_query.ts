// SPDX-License-Identifier: AGPL-3.0-or-later
// The office's only network: `ask()` reads or writes once, `watch()` reads again and again while somebody looks. A route is named as the server names it;
// what stands in its address, what is sent and what comes follows from its name (wire/wire.ts).
// Not for field pages: they read the local store (design 9.10).
// A session that ran out is no error of the page: the shell asks her to sign in on top of it, and the request is sent
// again, so that what she had typed is still there.

import { answer_in_time } from './in_time.ts';
import { local_problem, needs_sign_in, read_answer } from './problem.ts';
import { hear_day } from './programme_day.svelte.ts';
import type { Routes } from '../../wire/wire.ts';
import type { Outcome } from './problem.ts';

export type { Outcome, Problem } from './problem.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Answer = { outcome: Outcome<unknown>; etag: string | null; unchanged: boolean };

let language = '';
let ask_to_sign_in: (() => Promise<boolean>) | null = null;
let asking: Promise<boolean> | null = null;

/** Sentences in problems and labels come in this language. */
export function speak(code: string): void {
  language = code;
}

/** The shell's way to sign in again on top of a page; answers whether it succeeded. */
export function when_signed_out(ask: (() => Promise<boolean>) | null): void {
  ask_to_sign_in = ask;
}

async function request(method: Method, path: string, body: unknown, etag: string | null): Promise<Answer> {
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' };
  if (language !== '') headers['Accept-Language'] = language;
  if (etag !== null) headers['If-None-Match'] = etag;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const asked = await answer_in_time(path, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  if (!asked.ok) return { outcome: { ok: false, problem: local_problem(asked.key) }, etag: null, unchanged: false };
  const { response, text } = asked;
  hear_day(response.headers.get('Bydel-Today'));
  if (response.status === 304) return { outcome: { ok: true, value: null }, etag, unchanged: true };
  const outcome = read_answer(response.status, text);
  return { outcome, etag: outcome.ok ? response.headers.get('ETag') : null, unchanged: false };
}

function signed_in_again(): Promise<boolean> {
  if (ask_to_sign_in === null) return Promise.resolve(false);
  asking ??= ask_to_sign_in().finally(() => (asking = null));
  return asking;
}

async function request_signed_in(method: Method, path: string, body: unknown, etag: string | null): Promise<Answer> {
  if (asking !== null) await asking;
  const answer = await request(method, path, body, etag);
  if (answer.outcome.ok || answer.outcome.problem.status !== 401) return answer;
  if (!(await signed_in_again())) {
    return { ...answer, outcome: { ok: false, problem: local_problem(needs_sign_in, 401) } };
  }
  return request(method, path, body, etag);
}

export type Route = keyof Routes;
export type Given<Name extends Route> = Routes[Name]['given'];
type InAddress<Name extends Route> = Routes[Name]['in_address'];
type Sent<Name extends Route> = Routes[Name]['sent'];
/** What stands in the address, then the body; neither where the route has none. */
type Asked<Name extends Route> = InAddress<Name> extends null
  ? Sent<Name> extends null ? [] : [in_address: null, sent: Sent<Name>]
  : Sent<Name> extends null ? [in_address: InAddress<Name>] : [in_address: InAddress<Name>, sent: Sent<Name>];

/** The method, and the path with its names filled in; what is left stands behind the ?. */
export function address_of(route: string, in_address: Record<string, string | number | boolean | undefined> | null): { method: Method; path: string } {
  const [method = 'GET', pattern = ''] = route.split(' ');
  const rest = new URLSearchParams();
  let path = pattern;
  for (const [name, value] of Object.entries(in_address ?? {})) {
    if (path.includes(`{${name}}`)) path = path.replace(`{${name}}`, encodeURIComponent(String(value)));
    else if (value !== undefined) rest.set(name, String(value));
  }
  const asked = rest.toString();
  return { method: method as Method, path: asked === '' ? path : `${path}?${asked}` };
}

function prepared(route: Route, asked: unknown[]): { method: Method; path: string; body: unknown } {
  const [in_address, sent] = asked as [Parameters<typeof address_of>[1], unknown];
  const { method, path } = address_of(route, in_address ?? null);
  return { method, path, body: sent ?? (method === 'POST' ? {} : undefined) };
}

/** Writes are safe to repeat only where the body carries an id made by the page. */
export async function ask<Name extends Route>(route: Name, ...asked: Asked<Name>): Promise<Outcome<Given<Name>>> {
  const { method, path, body } = prepared(route, asked);
  return (await request_signed_in(method, path, body, null)).outcome as Outcome<Given<Name>>;
}

/** For signing in itself: a 401 is an answer here, not an expired session. */
export async function ask_as_guest<Name extends Route>(route: Name, ...asked: Asked<Name>): Promise<Outcome<Given<Name>>> {
  const { method, path, body } = prepared(route, asked);
  return (await request(method, path, body, null)).outcome as Outcome<Given<Name>>;
}

export type Watch<Value> = {
  every_ms: number;
  on_outcome: (outcome: Outcome<Value>) => void;
};

const slowest_ms = 30_000;

/** Reads at once and then every `every_ms` while the page is visible, more slowly while the server is away.
 *  `on_outcome` is called only when something changed. Returns the way to stop. */
export function watch<Name extends Route>(route: Name, in_address: InAddress<Name>, { every_ms, on_outcome }: Watch<Given<Name>>): () => void {
  const { path } = address_of(route, in_address);
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let etag: string | null = null;
  let seen = '';
  let wait_ms = every_ms;

  async function look(): Promise<void> {
    const answer = await request_signed_in('GET', path, undefined, etag);
    if (stopped) return;
    if (!answer.unchanged) {
      etag = answer.etag;
      const now = JSON.stringify(answer.outcome);
      if (now !== seen) on_outcome(answer.outcome as Outcome<Given<Name>>);
      seen = now;
    }
    wait_ms = answer.outcome.ok ? every_ms : Math.min(wait_ms * 2, slowest_ms);
    const gone = !answer.outcome.ok && [401, 403, 404].includes(answer.outcome.problem.status);
    if (!gone) plan();
  }
  function plan(): void {
    clearTimeout(timer);
    if (!stopped && document.visibilityState === 'visible') timer = setTimeout(() => void look(), wait_ms);
  }
  function shown_again(): void {
    wait_ms = every_ms;
    clearTimeout(timer);
    if (document.visibilityState === 'visible') void look();
  }
  document.addEventListener('visibilitychange', shown_again);
  void look();
  return () => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', shown_again);
  };
}
