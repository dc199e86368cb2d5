// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { count_outcomes, in_parts, read_sealed_file } from './import_file.ts';

test('only the file that a phone makes is taken', () => {
  expect(read_sealed_file('{"format":"bydel-outbox-1","items":[]}')).not.toBeNull();
  for (const other of ['', 'null', '[]', '{"format":"bydel-outbox-2","items":[]}', '{"format":"bydel-outbox-1"}', '%PDF']) {
    expect(read_sealed_file(other)).toBeNull();
  }
});

test('outcomes are counted in a fixed order, those without items left out', () => {
  const results = (['already', 'stored', 'refused', 'stored'] as const).map((outcome, position) => ({ item_id: String(position), outcome, problem: null }));
  expect(count_outcomes({ results })).toEqual([
    { outcome: 'stored', count: 2 },
    { outcome: 'already', count: 1 },
    { outcome: 'refused', count: 1 },
  ]);
});

test('a file of any size is sent in parts that one request may carry, all of it and in its order', () => {
  const items = [...Array(10).keys()].map((number) => ({ item_id: String(number), sealed: 'x'.repeat(number === 4 ? 500 : 50) }));
  const parts = in_parts(items, 200);
  expect(parts.flat()).toEqual(items);
  expect(parts.map((part) => part.length)).toEqual([2, 2, 1, 2, 2, 1]);
  expect(in_parts([])).toEqual([[]]); // the server says what is wrong with it
});
