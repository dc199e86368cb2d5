// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { can_be_taken_back, is_waiting, reason_key } from './quarantine.ts';
import type { Quarantined } from './quarantine.ts';

const item: Quarantined = {
  entity: 'conversation', id: '1', reason: 'late', field: 'held_on', received_on: '2026-11-26', state: 'waiting', person_name: 'Amina', choose_day: false,
  earliest_day: null, decided_on: null, take_back_until: null, whose: 'w',
};

test('a day that cannot be true is said to be the phone\'s', () => {
  expect(reason_key(item)).toBe('problem.quarantine.reason.late');
  expect(reason_key({ ...item, choose_day: true })).toBe('problem.quarantine.reason.wrong_clock');
});

test('what waits and what can be taken back', () => {
  expect([is_waiting(item), can_be_taken_back(item)]).toEqual([true, false]);
  const decided: Quarantined = { ...item, state: 'accepted', decided_on: '2026-11-26', take_back_until: '2026-12-26' };
  expect([is_waiting(decided), can_be_taken_back(decided)]).toEqual([false, true]);
});
