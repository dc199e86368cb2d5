// SPDX-License-Identifier: AGPL-3.0-or-later
// One request, with an end: an answer whole, or the reason why there is none. Nothing on a page waits for ever, so no button stays grey for good.

import { no_answer, not_connected } from './problem.ts';

/** Longer than the slowest ordinary answer on a bad line; files that the server has to make get more. */
export const longest_wait_ms = 30_000;

export type Asked<Body> = { ok: true; response: Response; text: Body } | { ok: false; key: string };

/** The body is read inside the time too: a line may break in the middle of an answer. */
export async function answer_in_time<Body = string>(
  path: string,
  init: RequestInit,
  { wait_ms = longest_wait_ms, read = (response: Response): Promise<Body> => response.text() as Promise<Body> } = {},
): Promise<Asked<Body>> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), wait_ms);
  try {
    const response = await fetch(path, { cache: 'no-store', credentials: 'same-origin', redirect: 'error', ...init, signal: stop.signal });
    return { ok: true, response, text: await read(response) };
  } catch {
    return { ok: false, key: stop.signal.aborted ? no_answer : not_connected };
  } finally {
    clearTimeout(timer);
  }
}
