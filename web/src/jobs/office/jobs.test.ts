// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { shown_hour, troubled } from './jobs.ts';

test('what fails or is late needs somebody; what runs, is done or has not begun does not', () => {
  const states = ['never', 'running', 'done', 'failing', 'late'] as const;
  expect(states.map((state) => troubled([{ state }]))).toEqual([0, 0, 0, 1, 1]);
});

test('an hour is written as a time', () => {
  expect([0, 3, 23].map(shown_hour)).toEqual(['00:00', '03:00', '23:00']);
});
