// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { new_concern, passed } from './concern.ts';

test('a concern holds a day, a receiver and a day, and nothing else', () => {
  expect(new_concern('2026-11-23', null)).toEqual({ raised_on: '2026-11-23', passed_to: null, passed_on: null });
  expect(new_concern('2026-11-23', 'police')).toEqual({ raised_on: '2026-11-23', passed_to: 'police', passed_on: '2026-11-23' });
});

test('passing on later keeps the first day', () => {
  expect(passed(new_concern('2026-11-20', null), 'coordinator', '2026-11-23')).toEqual({ raised_on: '2026-11-20', passed_to: 'coordinator', passed_on: '2026-11-23' });
});
