// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { count_outcomes, read_sealed_file } from './import_file.ts';
import { is_waiting, reason_key } from './quarantine.ts';

test('only the file that a phone makes is taken', () => {
  expect(read_sealed_file('{"format":"bydel-outbox-1","items":[]}')).not.toBeNull();
  for (const other of ['', 'null', '[]', '{"format":"bydel-outbox-2","items":[]}', '{"format":"bydel-outbox-1"}', '%PDF']) {
    expect(read_sealed_file(other)).toBeNull();
  }
});

test('outcomes are counted in a fixed order, those without items left out', () => {
  const results = ['already', 'stored', 'refused', 'stored'].map((outcome, position) => ({ item_id: String(position), outcome }));
  expect(count_outcomes({ results })).toEqual([
    { outcome: 'stored', count: 2 },
    { outcome: 'already', count: 1 },
    { outcome: 'refused', count: 1 },
  ]);
});

test('a reason is its last part, and a decided item waits no more', () => {
  expect(reason_key('too_old')).toBe('problem.quarantine.reason.too_old');
  expect(reason_key('quarantine.reason.too_old')).toBe('problem.quarantine.reason.too_old');
  const item = { entity: 'conversation', id: '1', reason: 'too_old', field: 'held_on', received_on: '2026-11-23' };
  expect(is_waiting({ ...item, state: 'waiting' })).toBe(true);
  expect(is_waiting({ ...item, state: 'accepted' })).toBe(false);
});
