// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { blank_id } from '../day.ts';
import type { EarlierItem, LocalRecord, OutboxItem, SavedItem } from '../store/types.ts';
import { after_fault, after_new_epoch, after_push, apply_pull, cursor_after_push, first_plan, has_diverged, in_saved_order, new_server_key, next_batch, next_place, outdated, silent_too_long, unsent, unsent_for_long, wait_seconds, without_ended, type PullAnswer } from './decide.ts';

const item = (item_id: string, part: Partial<SavedItem> = {}): SavedItem => ({ item_id, key_id: 'k', sealed: 'x', state: 'waiting', sent_in: null, note: null, saved_on: '2026-11-20', ...part });
const sent = (item_id: string, sent_in: string | null) => item(item_id, { state: 'sent', sent_in });
/** As an earlier version of the app kept it. */
const earlier = (item_id: string, sent_on: string) => ({ item_id, key_id: 'k', sealed: 'x', state: 'sent', saved_on: '2026-10-01', sent_on }) satisfies EarlierItem as unknown as OutboxItem;
const record = (id: string, part: Partial<LocalRecord> = {}): LocalRecord => ({ entity: 'conversation', id, scope: 'person:p', revision: 1, record: {}, ...part });
const answer = (part: Partial<PullAnswer>): PullAnswer => ({ epoch: 'e1', today: '2026-11-23', forget: [], more: false, scopes: [], ...part });
const cursor = { epoch: 'e1', positions: { programme: 3, 'person:p': 5, 'group:g': 7 } };

describe('pushing', () => {
  test('a batch holds what waits, oldest first, at most 100 and under a megabyte', () => {
    const many = Array.from({ length: 130 }, (_, at) => item(String(999 - at), { place: at + 1 }));
    const batch = next_batch([...many, sent('000', '2026-11'), item('001', { state: 'refused' })], first_plan());
    expect(batch.length).toBe(100);
    expect(batch[0]).toEqual({ item_id: '999', key_id: 'k', sealed: 'x' });
    expect(batch[99]!.item_id).toBe('900');
    expect(next_batch(Array.from({ length: 5 }, (_, at) => item(String(at), { sealed: 'x'.repeat(400_000) })), first_plan()).length).toBe(2);
  });
  test('one item larger than a batch still goes, alone', () => {
    expect(next_batch([item('1', { sealed: 'x'.repeat(2_000_000) })], first_plan()).length).toBe(1);
  });
  test('saved order is the order of saving, whatever the ids and the clock of the phone say', () => {
    const outbox = [item('a', { place: 3 }), item('b', { place: 1 }), item('c', { place: 2 })];
    expect(in_saved_order(outbox).map((one) => one.item_id)).toEqual(['b', 'c', 'a']);
    expect(next_place(outbox)).toBe(4);
    expect(next_place([])).toBe(1);
  });
  test('what an older version of the app saved has no place: it goes first, by the day in its id', () => {
    const outbox = [item('a', { place: 1 }), item('c'), item('b')];
    expect(in_saved_order(outbox).map((one) => one.item_id)).toEqual(['b', 'c', 'a']);
  });
  test('the id of a saved change tells no day', () => {
    const ids = Array.from({ length: 20 }, blank_id);
    expect(new Set(ids).size).toBe(20);
    expect(ids.every((id) => /^00000000-0000-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true);
  });
  test('an item that makes its batch fail is found by halving, and does not hold the others', () => {
    const outbox = new Map(Array.from({ length: 130 }, (_, at) => [String(at + 100), item(String(at + 100), { place: at + 1 })] as const));
    const bad = new Set(['137', '201']);
    const plan = first_plan();
    let requests = 0;
    for (let items = next_batch([...outbox.values()], plan); items.length > 0; items = next_batch([...outbox.values()], plan)) {
      requests += 1;
      if (items.some((one) => bad.has(one.item_id))) after_fault(plan, items);
      else items.forEach((one) => outbox.delete(one.item_id));
    }
    expect([...outbox.keys()]).toEqual(['137', '201']);
    expect(requests).toBeLessThan(40);
  });
  test('the next time, an item that failed alone goes last and alone', () => {
    const plan = first_plan(new Set(['1']));
    const outbox = [item('1', { place: 1 }), item('2', { place: 2 }), item('3', { place: 3 })];
    expect(next_batch(outbox, plan).map((one) => one.item_id)).toEqual(['2', '3']);
    expect(next_batch([outbox[0]!], plan).map((one) => one.item_id)).toEqual(['1']);
    after_fault(plan, next_batch([outbox[0]!], plan));
    expect(next_batch([outbox[0]!], plan)).toEqual([]);
  });
  test('what the server does not mention in its answer goes last', () => {
    const plan = first_plan();
    after_fault(plan, [{ item_id: '1', key_id: 'k', sealed: 'x' }]);
    expect(next_batch([item('1'), item('2')], plan).map((one) => one.item_id)).toEqual(['2']);
  });
  test('every outcome but refused is a receipt; refused stays unsent; what is not mentioned stays waiting', () => {
    const outbox = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => item(id));
    const results = (['stored', 'already', 'superseded', 'deleted', 'quarantined', 'refused'] as const).map((outcome, at) => ({ item_id: 'abcdef'[at]!, outcome }));
    const after = after_push(outbox, { epoch: 'e1', results }, '2026-11-23');
    expect(after.map((one) => one.state)).toEqual(['sent', 'sent', 'sent', 'sent', 'sent', 'refused']);
    expect(after.slice(0, 5).every((one) => one.sent_in === '2026-11')).toBe(true);
    expect(after.every((one) => !JSON.stringify(one).includes('quarantined') && !JSON.stringify(one).includes('-23'))).toBe(true);
    expect(unsent([...after, outbox[6]!])).toBe(2);
  });
  test('that the server has something newer is heard from its answer', () => {
    const of = (outcome: 'stored' | 'superseded' | 'deleted') => has_diverged({ epoch: 'e1', results: [{ item_id: 'a', outcome: 'already' }, { item_id: 'b', outcome }] });
    expect([of('stored'), of('superseded'), of('deleted')]).toEqual([false, true, true]);
  });
  test('law 10: in a new epoch what was acknowledged in the months of the last 30 days waits again', () => {
    const again = after_new_epoch([sent('a', '2026-10'), sent('b', '2026-09'), sent('e', null), earlier('f', '2026-10-24'), earlier('g', '2026-09-30'), item('c'), item('d', { state: 'refused' })], '2026-11-23');
    expect(again.map((one) => [one.item_id, one.state])).toEqual([['a', 'waiting'], ['e', 'waiting'], ['f', 'waiting']]);
  });
  test('copies of what was sent are let go by the month, none before it is 30 days old', () => {
    const kept = [sent('a', '2026-10'), sent('b', '2026-09'), sent('e', null), earlier('f', '2026-10-24'), earlier('g', '2026-09-30'), item('c', { saved_on: '2026-01-01' })];
    expect(outdated(kept, '2026-11-23')).toEqual(['b', 'g']);
    expect(outdated([sent('a', '2026-10')], '2026-11-30')).toEqual([]);
    expect(outdated([sent('a', '2026-10')], '2026-12-01')).toEqual(['a']);
  });
  test('a week unsent is worth a word', () => {
    expect(unsent_for_long([item('a', { saved_on: '2026-11-16' })], '2026-11-23')).toBe(true);
    expect(unsent_for_long([item('a', { saved_on: '2026-11-17' }), item('c', { saved_on: null }), item('b', { state: 'sent', saved_on: '2026-11-01' })], '2026-11-23')).toBe(false);
  });
  test('waiting grows to a quarter of an hour, spread between phones', () => {
    expect([1, 2, 3, 4, 5, 50].map((failures) => wait_seconds(failures, 0.5))).toEqual([5, 15, 60, 300, 900, 900]);
    expect(wait_seconds(3, 0)).toBeLessThan(wait_seconds(3, 1));
  });
});

describe('what she sees because she leads a group (law 20)', () => {
  const led = (id: string, scope: string) => record(id, { entity: 'mother', scope });
  const told = { scope: 'mothers:a', kind: 'snapshot' as const, position: 77, until: '2026-12-23', records: [{ entity: 'mother', id: 'a/1', revision: 1, record: {} }] };
  const before = { ...cursor, positions: { ...cursor.positions, 'mothers:a': 77, 'mothers:b': 78 }, until: { 'mothers:a': '2026-12-23', 'mothers:b': '2026-11-30' } };
  const here = [led('a/1', 'mothers:a'), led('b/2', 'mothers:b'), record('mine')];

  test('a scope comes with its last day, which each answer moves, and goes with it', () => {
    const first = apply_pull([], [], cursor, answer({ scopes: [told] }));
    expect(first.cursor).toEqual({ epoch: 'e1', positions: { ...cursor.positions, 'mothers:a': 77 }, until: { 'mothers:a': '2026-12-23' } });
    const later = apply_pull(here, [], first.cursor, answer({ scopes: [{ ...told, kind: 'changes', until: '2026-12-24', records: [] }] }));
    expect([later.put, later.remove, later.cursor.until]).toEqual([[], [], { 'mothers:a': '2026-12-24' }]);
    const gone = apply_pull(here, [], later.cursor, answer({ forget: ['mothers:a'] }));
    expect(gone.remove).toEqual([{ entity: 'mother', id: 'a/1' }]);
    expect(gone.cursor.until).toBeUndefined();
    expect(cursor_after_push(later.cursor, []).until).toEqual({ 'mothers:a': '2026-12-24' });
  });
  test('what is over leaves by itself, with its position, so that it comes whole if she leads again', () => {
    expect(without_ended(here, before, '2026-11-30', false)).toBeNull();
    expect(without_ended([record('mine')], cursor, '2030-01-01', true)).toBeNull();
    const after = without_ended(here, before, '2026-12-01', false)!;
    expect(after.remove).toEqual([{ entity: 'mother', id: 'b/2' }]);
    expect(after.cursor).toEqual({ ...before, positions: { ...cursor.positions, 'mothers:a': 77 }, until: { 'mothers:a': '2026-12-23' } });
  });
  test('a phone that is shut out keeps none of it, and all of her own', () => {
    const after = without_ended(here, before, '2026-11-23', true)!;
    expect(after.remove.map((one) => one.id)).toEqual(['a/1', 'b/2']);
    expect(after.cursor?.positions).toEqual(cursor.positions);
  });
  test('a record of which nothing says how long it may stay goes, and a position without it', () => {
    expect(without_ended(here, cursor, '2026-11-23', false)!.remove.map((one) => one.id)).toEqual(['a/1', 'b/2']);
    expect(without_ended(here, undefined, '2026-11-23', false)).toEqual({ remove: [{ entity: 'mother', id: 'a/1' }, { entity: 'mother', id: 'b/2' }], cursor: undefined });
    expect(without_ended([], { ...cursor, positions: { 'mothers:a': 77 } }, '2026-11-23', false)!.cursor?.positions).toEqual({});
  });
});

describe('pulling', () => {
  const pull = (records: LocalRecord[], pending: string[], part: Partial<PullAnswer>) => apply_pull(records, pending.map((item_id) => item(item_id)), cursor, answer(part));

  test('changes put and remove, and move the position', () => {
    const done = pull([record('a'), record('b')], [], { scopes: [{ scope: 'person:p', kind: 'changes', position: 9, records: [{ entity: 'conversation', id: 'a', revision: 2, record: { women: 2 } }, { entity: 'conversation', id: 'b', deleted: true }] }] });
    expect(done.put).toEqual([record('a', { revision: 2, record: { women: 2 } })]);
    expect(done.remove).toEqual([{ entity: 'conversation', id: 'b' }]);
    expect(done.cursor).toEqual({ epoch: 'e1', positions: { programme: 3, 'person:p': 9, 'group:g': 7 } });
  });
  test('a snapshot replaces its scope, and what was saved here and acknowledged, but not what is in the outbox', () => {
    const here = [record('old'), record('mine', { scope: 'own', item_id: 'i1' }), record('unsent', { scope: 'own', item_id: 'i2' }), record('x', { scope: 'programme', entity: 'card' })];
    const done = pull(here, ['i2'], { scopes: [{ scope: 'person:p', kind: 'snapshot', position: 9, records: [{ entity: 'conversation', id: 'mine', revision: 1, record: {} }] }] });
    expect(done.remove).toEqual([{ entity: 'conversation', id: 'old' }]);
    expect(done.put.map((one) => [one.id, one.scope, one.item_id])).toEqual([['mine', 'person:p', 'i1']]);
  });
  test('what waits in quarantine comes with her records, and keeps its receipt', () => {
    const here = [record('q', { scope: 'own', item_id: 'i1' })];
    const records = [{ entity: 'conversation', id: 'q', revision: 1, record: { state: 'quarantined' } }];
    const done = apply_pull(here, [sent('i1', '2026-11')], cursor, answer({ scopes: [{ scope: 'person:p', kind: 'snapshot', position: 9, records }] }));
    expect(done.remove).toEqual([]);
    expect(done.put).toEqual([record('q', { item_id: 'i1', record: { state: 'quarantined' } })]);
  });
  test('what is changed here and not yet sent is not overwritten, but a deletion wins', () => {
    const here = [record('a', { item_id: 'i1', revision: 4 }), record('b', { item_id: 'i2' })];
    const done = pull(here, ['i1', 'i2'], { scopes: [{ scope: 'person:p', kind: 'changes', position: 9, records: [{ entity: 'conversation', id: 'a', revision: 3, record: {} }, { entity: 'conversation', id: 'b', deleted: true }] }] });
    expect(done.put).toEqual([]);
    expect(done.remove).toEqual([{ entity: 'conversation', id: 'b' }]);
  });
  test('law 8: a scope to forget goes with its position; unsent work stays', () => {
    const here = [record('o', { entity: 'overlay', scope: 'group:g' }), record('unsent', { scope: 'own', item_id: 'i1' })];
    const done = pull(here, ['i1'], { forget: ['group:g'] });
    expect(done.remove).toEqual([{ entity: 'overlay', id: 'o' }]);
    expect(done.cursor.positions).toEqual({ programme: 3, 'person:p': 5 });
  });
  test('a record that moves from a forgotten scope into a new one is kept', () => {
    const done = pull([record('o', { entity: 'overlay', scope: 'group:g' })], [], { forget: ['group:g'], scopes: [{ scope: 'group:h', kind: 'snapshot', position: 1, records: [{ entity: 'overlay', id: 'o', revision: 1, record: {} }] }] });
    expect(done.remove).toEqual([]);
    expect(done.put[0]?.scope).toBe('group:h');
  });
  test('a new epoch forgets all positions', () => {
    expect(pull([], [], { epoch: 'e2', scopes: [{ scope: 'programme', kind: 'snapshot', position: 1, records: [] }] }).cursor).toEqual({ epoch: 'e2', positions: { programme: 1 } });
  });
  test('drafts and the cursor itself are never touched', () => {
    const here = [record('draft', { entity: '_local', scope: '_local' })];
    expect(pull(here, [], { scopes: [{ scope: 'person:p', kind: 'snapshot', position: 1, records: [] }] }).remove).toEqual([]);
  });
  test('a scope in which a record was passed over is pulled whole when the change that stood in its way has gone', () => {
    const here = [record('a', { item_id: 'i1', revision: 4 })];
    const changes = { scope: 'person:p', kind: 'changes' as const, position: 9, records: [{ entity: 'conversation', id: 'a', revision: 3, record: {} }] };
    const waiting = item('i1');
    const done = apply_pull(here, [waiting], cursor, answer({ scopes: [changes] }));
    expect(done.cursor).toEqual({ epoch: 'e1', positions: { ...cursor.positions, 'person:p': 9 }, passed_over: { 'person:p': ['i1'] } });
    expect(cursor_after_push(done.cursor, [waiting])).toEqual(done.cursor);
    for (const gone of [[], [sent('i1', '2026-11')]]) {
      expect(cursor_after_push(done.cursor, gone)).toEqual({ epoch: 'e1', positions: { programme: 3, 'group:g': 7 } });
    }
    const whole = apply_pull(here, [sent('i1', '2026-11')], cursor_after_push(done.cursor, []), answer({ scopes: [{ ...changes, kind: 'snapshot' }] }));
    expect(whole.put.map((one) => one.revision)).toEqual([3]);
    expect(whole.cursor.passed_over).toBeUndefined();
  });
  test('what was passed over is remembered through later pulls, and through a snapshot that passes it over again', () => {
    const before = { ...cursor, passed_over: { 'person:p': ['i1'] } };
    const here = [record('a', { item_id: 'i1' })];
    expect(apply_pull(here, [item('i1')], before, answer({})).cursor.passed_over).toEqual({ 'person:p': ['i1'] });
    const snapshot = { scope: 'person:p', kind: 'snapshot' as const, position: 9, records: [{ entity: 'conversation', id: 'a', revision: 3, record: {} }] };
    expect(apply_pull(here, [item('i1')], before, answer({ scopes: [snapshot] })).cursor.passed_over).toEqual({ 'person:p': ['i1'] });
    expect(apply_pull([], [], before, answer({ scopes: [{ ...snapshot, records: [] }] })).cursor.passed_over).toBeUndefined();
    expect(apply_pull([], [], before, answer({ forget: ['person:p'] })).cursor.passed_over).toBeUndefined();
  });
  test('an edit of an edit: both unsent changes have to go before the scope is pulled whole', () => {
    const before = { ...cursor, passed_over: { 'person:p': ['i1'] } };
    const changes = { scope: 'person:p', kind: 'changes' as const, position: 9, records: [{ entity: 'conversation', id: 'a', revision: 3, record: {} }] };
    const done = apply_pull([record('a', { item_id: 'i2' })], [item('i1'), item('i2')], before, answer({ scopes: [changes] }));
    expect(done.cursor.passed_over).toEqual({ 'person:p': ['i1', 'i2'] });
    expect(cursor_after_push(done.cursor, [item('i2')]).passed_over).toBeDefined();
    expect(cursor_after_push(done.cursor, []).passed_over).toBeUndefined();
  });
  test('after 13 silent months the store starts anew', () => {
    expect(silent_too_long({ ...cursor, pulled_on: '2025-10-01' }, '2026-11-23')).toBe(true);
    expect(silent_too_long({ ...cursor, pulled_on: '2025-11-23' }, '2026-11-23')).toBe(false);
    expect(silent_too_long(cursor, '2026-11-23')).toBe(true); // an earlier version kept the day elsewhere
  });
});

describe('the key that the server opens with', () => {
  const key = { key_id: 'o1', public_key: 'B'.repeat(87) };
  test('a new one is taken; the known one, none and nonsense change nothing', () => {
    const other = { key_id: 'o2', public_key: 'B' + 'C'.repeat(86) };
    expect(new_server_key(key, other)).toEqual(other);
    expect(new_server_key(key, { ...other, secret: 'x' })).toEqual(other);
    expect(new_server_key(key, { ...key })).toBeNull();
    for (const nonsense of [undefined, null, 'o2', {}, { key_id: 'o2' }, { key_id: '', public_key: other.public_key }, { key_id: 'o2', public_key: 'short' }, { key_id: 'o2', public_key: 7 }]) {
      expect(new_server_key(key, nonsense)).toBeNull();
    }
  });
});
