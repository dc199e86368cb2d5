// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test, vi } from 'vitest';
import type { Outcome } from './office_query.ts';
import { Pages } from './pages.svelte.ts';

type Answer = { names: string[]; next: string | null };
const size = 3;

/** A server with these names, which answers when it is told to. */
function server(names: string[]) {
  let broken = false;
  const asked: (string | undefined)[] = [];
  let held: (() => void)[] | null = null;
  const ask = async (after?: string): Promise<Outcome<Answer>> => {
    asked.push(after);
    if (held) await new Promise<void>((done) => held!.push(done));
    if (broken) return { ok: false, problem: { status: 503 } } as Outcome<Answer>;
    const from = after === undefined ? 0 : names.findIndex((name) => name > after);
    const page = from < 0 ? [] : names.slice(from, from + size);
    return { ok: true, value: { names: page, next: from >= 0 && from + size < names.length ? page.at(-1)! : null } };
  };
  return { names, asked, ask, breaks: (now: boolean) => (broken = now), hold: () => (held = []), let_go: () => { held?.forEach((go) => go()); held = null; } };
}
const list = (one: ReturnType<typeof server>) => new Pages<{ id: string }, Answer>(one.ask, (answer) => answer.names.map((id) => ({ id })));
const shown = (pages: ReturnType<typeof list>) => pages.rows?.map((row) => row.id);

test('page after page, until there is no more', async () => {
  const one = server(['a', 'b', 'c', 'd', 'e']);
  const pages = list(one);
  await pages.load();
  expect([shown(pages), pages.has_more]).toEqual([['a', 'b', 'c'], true]);
  await pages.load_more();
  expect([shown(pages), pages.has_more]).toEqual([['a', 'b', 'c', 'd', 'e'], false]);
  await pages.load_more();
  expect(one.asked).toEqual([undefined, 'c']);
});

test('after a change as many are read anew as stood there', async () => {
  const one = server(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
  const pages = list(one);
  await pages.load();
  await pages.load_more();
  one.names.splice(0, 1);
  await pages.load();
  expect(shown(pages)).toEqual(['b', 'c', 'd', 'e', 'f', 'g']);
  await pages.start();
  expect(shown(pages)).toEqual(['b', 'c', 'd']);
});

test('one that comes back on a later page stands once', async () => {
  const one = server(['a', 'b', 'c', 'e']);
  const pages = list(one);
  await pages.load();
  one.names.splice(0, 4, 'a', 'c', 'd', 'b');
  await pages.load_more();
  expect(shown(pages)).toEqual(['a', 'b', 'c', 'd']);
});

test('a page that does not come leaves what stands there, and can be asked for again', async () => {
  const one = server(['a', 'b', 'c', 'd']);
  const pages = list(one);
  await pages.load();
  one.breaks(true);
  await pages.load_more();
  expect([shown(pages), pages.problem?.status, pages.busy]).toEqual([['a', 'b', 'c'], 503, false]);
  one.breaks(false);
  await pages.load_more();
  expect([shown(pages), pages.problem]).toEqual([['a', 'b', 'c', 'd'], null]);
});

test('an answer that a later question has overtaken is dropped', async () => {
  const one = server(['a', 'b']);
  const pages = list(one);
  one.hold();
  const first = pages.load();
  const later = pages.start();
  one.names.push('c');
  one.let_go();
  await Promise.all([first, later]);
  expect(shown(pages)).toEqual(['a', 'b', 'c']);
  expect(pages.busy).toBe(false);
  expect(one.asked.length).toBe(2);
});

test('a name that is typed is asked for once, when nothing more comes', () => {
  vi.useFakeTimers();
  const one = server(['a', 'b']);
  const pages = list(one);
  for (let letter = 0; letter < 5; letter++) {
    pages.start_soon();
    vi.advanceTimersByTime(100);
  }
  expect(one.asked.length).toBe(0);
  vi.advanceTimersByTime(250);
  expect(one.asked.length).toBe(1);
  vi.useRealTimers();
});
