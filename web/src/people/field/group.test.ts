// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { in_two_lists } from './group.ts';

const mother = (display_name: string, silent = false, group_id = 'a') => ({ id: display_name, record: { group_id, display_name, phone: null, last_active_month: null, silent } });

test('whom to ask after stands apart, each list by name in her language, and no other group is in it', () => {
  const lists = in_two_lists([mother('Åse'), mother('Zahra'), mother('Amina', true), mother('Hodan', false, 'b')], 'a', 'da');
  expect(lists.silent.map((one) => one.id)).toEqual(['Amina']);
  expect(lists.others.map((one) => one.id)).toEqual(['Zahra', 'Åse']);
});
