// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { forget_all_drafts, forget_draft, keep_draft, read_draft } from './draft.ts';
import { next_row } from './sheet.ts';

function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() { return kept.size; },
    clear: () => kept.clear(),
    key: (position) => [...kept.keys()][position] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const row = { ...next_row(undefined, '2026-11-23'), done_by: 'p1' };

test('a draft comes back as it was, to the same person and group only', () => {
  const here = storage();
  keep_draft(here, 'me', 'g1', [row]);
  expect(read_draft(here, 'me', 'g1')).toEqual([row]);
  expect(read_draft(here, 'me', 'g2')).toEqual([]);
  expect(read_draft(here, 'somebody', 'g1')).toEqual([]);
});

test('what is not a draft is no draft', () => {
  const here = storage();
  here.setItem('bydel-office-sheet:me:g1', '{"not":"rows"}');
  expect(read_draft(here, 'me', 'g1')).toEqual([]);
  here.setItem('bydel-office-sheet:me:g1', 'broken');
  expect(read_draft(here, 'me', 'g1')).toEqual([]);
  here.setItem('bydel-office-sheet:me:g1', JSON.stringify([row, { id: 'old shape' }]));
  expect(read_draft(here, 'me', 'g1')).toEqual([row]);
});

test('saving forgets one draft, signing out forgets all and nothing else', () => {
  const here = storage();
  keep_draft(here, 'me', 'g1', [row]);
  keep_draft(here, 'me', 'g2', [row]);
  here.setItem('something else', 'stays');
  forget_draft(here, 'me', 'g1');
  expect(here.length).toBe(2);
  here.setItem('bydel-office-impact:somebody', '{}');
  forget_all_drafts(here);
  expect(here.length).toBe(1);
  expect(here.getItem('something else')).toBe('stays');
});

test('a full storage does not harm the sheet on the screen', () => {
  const full = { ...storage(), setItem: () => { throw new Error('full'); } };
  expect(() => keep_draft(full as Storage, 'me', 'g1', [row])).not.toThrow();
});
