// SPDX-License-Identifier: AGPL-3.0-or-later
// The only calls to the network of the field app. An expected failure is a value: `offline` when nothing was heard, else the problem's key.
// What is sent and what comes is named by the route, as in the office (wire/wire.ts is generated from the server's routes).
import type { Routes } from '../../wire/wire.ts';

export type Failure = { offline: true } | { offline: false; status: number; key: string; params: Record<string, string | number> };
export type Reply<T> = { ok: true; value: T } | ({ ok: false } & Failure);

const patience_ms = 30_000;

type Posted = Extract<keyof Routes, `POST ${string}`>;
type Gotten = Extract<keyof Routes, `GET ${string}`>;
type Sent<Name extends Posted> = Routes[Name]['sent'] extends null ? Record<string, never> : Routes[Name]['sent'];

export function post<Name extends Posted>(route: Name, sent: Sent<Name>, headers: Record<string, string> = {}): Promise<Reply<Routes[Name]['given']>> {
  return ask(route.slice('POST '.length), { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(sent) });
}

export function get<Name extends Gotten>(route: Name, headers: Record<string, string> = {}): Promise<Reply<Routes[Name]['given']>> {
  return ask(route.slice('GET '.length), { method: 'GET', headers });
}

async function ask<T>(path: string, request: { method: string; headers?: Record<string, string>; body?: string }): Promise<Reply<T>> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience_ms);
  try {
    const answer = await fetch(path, {
      ...request,
      headers: { Accept: 'application/json', ...request.headers },
      credentials: 'same-origin',
      cache: 'no-store',
      signal: stop.signal,
    });
    return await read<T>(answer);
  } catch {
    return { ok: false, offline: true };
  } finally {
    clearTimeout(timer);
  }
}

// An answer that is not ours (a hotel's login page, a proxy's error) counts as being offline.
async function read<T>(answer: Response): Promise<Reply<T>> {
  const body: unknown = await answer.json().catch(() => null);
  if (typeof body !== 'object' || body === null) return { ok: false, offline: true };
  if (answer.ok) return { ok: true, value: body as T };
  const { key, params } = body as { key?: unknown; params?: unknown };
  if (typeof key !== 'string') return { ok: false, offline: true };
  return { ok: false, offline: false, status: answer.status, key, params: (params ?? {}) as Record<string, string | number> };
}

// The message key of a problem.
export function problem_text(key: string): string {
  return key.startsWith('problem.') ? key : `problem.${key}`;
}
