// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { open_and_closed } from './concern.ts';

const concern = (id: string, raised_on: string, closed_on: string | null) => ({ id, group_id: 'g', revision: 1, raised_on, closed_on, raised_by_name: null, passed_to: null, passed_on: null });

test('the worry that has waited longest comes first, closed ones from the newest', () => {
  const { open, closed } = open_and_closed([
    concern('b', '2026-11-10', null), concern('a', '2026-11-02', null), concern('c', '2026-10-01', '2026-10-02'), concern('d', '2026-11-01', '2026-11-02'),
  ]);
  expect(open.map((one) => one.id)).toEqual(['a', 'b']);
  expect(closed.map((one) => one.id)).toEqual(['d', 'c']);
});
