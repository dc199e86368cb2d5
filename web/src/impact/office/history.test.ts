// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { begin, record, redo, settle, undo } from './history.ts';

test('undo goes back step by step, redo forward, and a change after undo ends what could be redone', () => {
  let history = record(record(begin('a'), 'b'), 'c');
  history = undo(history);
  expect(history.present).toBe('b');
  history = undo(undo(history));
  expect(history.present).toBe('a');
  history = redo(history);
  expect(history.present).toBe('b');
  history = record(history, 'd');
  expect(redo(history)).toBe(history);
  expect(undo(history).present).toBe('b');
});
test('one drag of a slider is one step; the next drag is another', () => {
  let history = begin(0);
  for (const value of [1, 2, 3]) history = record(history, value, 'slider');
  history = settle(history);
  for (const value of [4, 5]) history = record(history, value, 'slider');
  expect(undo(history).present).toBe(3);
  expect(undo(undo(history)).present).toBe(0);
  expect(redo(undo(history)).present).toBe(5);
});
test('the same value is no step', () => {
  const history = begin('a');
  expect(record(history, 'a')).toBe(history);
});
test('two hundred steps are kept', () => {
  let history = begin(0);
  for (let value = 1; value <= 300; value += 1) history = record(history, value);
  for (let step = 0; step < 300; step += 1) history = undo(history);
  expect(history.present).toBe(100);
});
