// SPDX-License-Identifier: AGPL-3.0-or-later
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { longest_wait_ms } from './in_time.ts';
import { address_of, ask, ask_as_guest, speak, watch, when_signed_out } from './office_query.ts';
import type { Outcome } from './office_query.ts';

type Asked = { path: string; init: RequestInit };
let asked: Asked[] = [];
let answers: (() => Response)[] = [];

const json = (status: number, body: unknown, headers: Record<string, string> = {}) => () => new Response(status === 304 ? null : JSON.stringify(body), { status, headers });
const no_connection = () => { throw new TypeError('failed'); };
const expired = json(401, { key: 'auth.expired', title: 'Signed out', status: 401 });

beforeEach(() => {
  asked = [];
  answers = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asked.push({ path, init });
    const next = answers.shift() ?? json(500, {});
    return Promise.resolve().then(next);
  });
});
afterEach(() => {
  when_signed_out(null);
  speak('');
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('an address has its names filled in, and the rest behind the ?', () => {
  const of = (route: string, given: Parameters<typeof address_of>[1]) => { const { method, path } = address_of(route, given); return `${method} ${path}`; };
  expect(of('GET /api/groups', null)).toBe('GET /api/groups');
  expect(of('PUT /api/groups/{group_id}/people/{person_id}', { group_id: 'a/b', person_id: 'ø' })).toBe('PUT /api/groups/a%2Fb/people/%C3%B8');
  expect(of('GET /api/groups/{group_id}/month', { group_id: 'g', month: '2026-11', more: undefined })).toBe('GET /api/groups/g/month?month=2026-11');
});

describe('one question, one outcome', () => {
  test('an answer is a value', async () => {
    answers = [json(200, { groups: [] })];
    expect(await ask('GET /api/groups')).toEqual({ ok: true, value: { groups: [] } });
  });
  test('a problem is a value too, with the field it names', async () => {
    answers = [json(422, { key: 'field.in_future', title: 'Not yet', detail: 'Day: not yet', field: 'items[3].held_on', params: {} })];
    const outcome = await ask('POST /api/me/language', null, { language: 'da' });
    expect(outcome).toMatchObject({ ok: false, problem: { status: 422, key: 'field.in_future', field: 'items[3].held_on' } });
  });
  test('no connection, and an answer that is not ours, are problems and no throw', async () => {
    answers = [no_connection, () => new Response('<html>', { status: 502 })];
    expect(await ask('GET /api/me')).toMatchObject({ ok: false, problem: { key: 'office.problem.not_connected' } });
    expect(await ask('GET /api/me')).toMatchObject({ ok: false, problem: { key: 'office.problem.server_busy', status: 502 } });
  });
  test('what a proxy says in HTML is told by its status; our own words come first', async () => {
    const html = (status: number) => () => new Response('<html>no</html>', { status });
    answers = [html(413), html(503), html(500), html(200), json(413, { key: 'body.too_large', title: 'Too much' })];
    const keys = [];
    for (let at = 0; at < 5; at++) {
      const outcome = await ask('POST /api/me/language', null, { language: 'da' });
      keys.push(outcome.ok ? 'fine' : outcome.problem.key);
    }
    expect(keys).toEqual(['office.problem.too_large', 'office.problem.server_busy', 'office.problem.not_understood', 'office.problem.not_understood', 'body.too_large']);
  });
  test('an answer that never comes, or breaks off in the middle, has an end', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('fetch', (_path: string, init: RequestInit) => new Promise((_, fail) => init.signal?.addEventListener('abort', () => fail(new DOMException('', 'AbortError')))));
    const waiting = ask('POST /api/me/language', null, { language: 'da' });
    await vi.advanceTimersByTimeAsync(longest_wait_ms + 1);
    expect(await waiting).toMatchObject({ ok: false, problem: { key: 'office.problem.no_answer' } });
    const broken = new ReadableStream({ start: (stream) => stream.error(new TypeError('network error')) });
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(broken, { status: 200 })));
    expect(await ask('POST /api/me/language', null, { language: 'da' })).toMatchObject({ ok: false, problem: { key: 'office.problem.not_connected' } });
  });
  test('a write is JSON, also an empty one, and speaks the language of the page', async () => {
    speak('ar');
    answers = [json(200, {}), () => new Response(null, { status: 204 })];
    await ask('POST /api/logout');
    expect(await ask('DELETE /api/impact/models/{model_id}', { model_id: 'x' })).toEqual({ ok: true, value: {} });
    expect(asked[0]?.init).toMatchObject({ method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json', 'Accept-Language': 'ar' } });
    expect(asked[1]?.init.body).toBeNull();
  });
});

describe('a session that ran out', () => {
  test('she is asked once for all that waits, and everything is sent again', async () => {
    let asks = 0;
    when_signed_out(() => (asks++, Promise.resolve(true)));
    answers = [expired, expired, json(200, 1), json(200, 2)];
    expect(await Promise.all([ask('GET /api/me'), ask('POST /api/me/language', null, { language: 'ar' })])).toEqual([{ ok: true, value: 1 }, { ok: true, value: 2 }]);
    expect(asks).toBe(1);
    expect(asked[3]?.init.body).toBe('{"language":"ar"}');
  });
  test('when she does not sign in, the page keeps what it has and is told', async () => {
    when_signed_out(() => Promise.resolve(false));
    answers = [expired];
    expect(await ask('GET /api/me')).toMatchObject({ ok: false, problem: { key: 'office.problem.signed_out' } });
    expect(asked).toHaveLength(1);
  });
  test('a wrong password is an answer, not an expired session', async () => {
    const sign_in = vi.fn(() => Promise.resolve(true));
    when_signed_out(sign_in);
    answers = [json(401, { key: 'auth.wrong_login' })];
    expect(await ask_as_guest('POST /api/login', null, { email: 'a@b.dk', password: 'x' })).toMatchObject({ ok: false, problem: { key: 'auth.wrong_login' } });
    expect(sign_in).not.toHaveBeenCalled();
  });
});

describe('watching', () => {
  const page = { visibilityState: 'visible', addEventListener: vi.fn(), removeEventListener: vi.fn() };
  const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  beforeEach(() => {
    vi.useFakeTimers();
    page.visibilityState = 'visible';
    vi.stubGlobal('document', page);
  });

  test('tells only what is new, and sends the ETag back', async () => {
    const seen: Outcome<unknown>[] = [];
    answers = [json(200, { n: 1 }, { ETag: '"1"' }), json(304, null), json(200, { n: 1 }), json(200, { n: 2 })];
    const stop = watch('GET /api/groups/{group_id}/month', { group_id: 'g' }, { every_ms: 2000, on_outcome: (outcome) => seen.push(outcome) });
    await wait(6100);
    stop();
    await wait(9000);
    expect(seen).toEqual([{ ok: true, value: { n: 1 } }, { ok: true, value: { n: 2 } }]);
    expect(asked).toHaveLength(4);
    expect(asked[1]?.init.headers).toMatchObject({ 'If-None-Match': '"1"' });
  });
  test('asks more slowly while the server is away, and not at all while nobody looks', async () => {
    answers = [no_connection, no_connection, json(200, {})];
    const stop = watch('GET /api/groups/{group_id}/month', { group_id: 'g' }, { every_ms: 2000, on_outcome: () => {} });
    await wait(3900);
    expect(asked).toHaveLength(1);
    await wait(200);
    expect(asked).toHaveLength(2);
    page.visibilityState = 'hidden';
    await wait(20_000);
    expect(asked).toHaveLength(3);
    await wait(60_000);
    expect(asked).toHaveLength(3);
    stop();
  });
  test('stops for good where she may not look', async () => {
    answers = [json(403, { key: 'auth.forbidden' })];
    const seen: Outcome<unknown>[] = [];
    watch('GET /api/groups/{group_id}/month', { group_id: 'g' }, { every_ms: 2000, on_outcome: (outcome) => seen.push(outcome) });
    await wait(60_000);
    expect(asked).toHaveLength(1);
    expect(seen).toMatchObject([{ ok: false, problem: { status: 403 } }]);
  });
});
