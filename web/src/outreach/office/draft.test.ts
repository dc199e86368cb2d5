// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeEach, expect, test } from 'vitest';
import { drafts_of, forget_all } from '../../platform/unsaved.svelte.ts';
import { tab_storage } from '../../platform/unsaved_storage.ts';
import { forget_draft, keep_draft, read_draft } from './draft.ts';
import { new_row } from './sheet.ts';

const row = { ...new_row('2026-11-23'), done_by: 'p1' };
let here = tab_storage();
beforeEach(() => {
  here = tab_storage();
  drafts_of('me', here);
});

test('a draft comes back as it was, to the same person and group only', () => {
  keep_draft(here, 'me', 'g1', [row]);
  drafts_of('me', here); // the tab is loaded anew
  expect(read_draft(here, 'me', 'g1')).toEqual([row]);
  expect(read_draft(here, 'me', 'g2')).toEqual([]);
  expect(read_draft(here, 'somebody', 'g1')).toEqual([]);
});

test('what is not a row is left out', () => {
  keep_draft(here, 'me', 'g1', [row, { id: 'old shape' } as unknown as typeof row]);
  expect(read_draft(here, 'me', 'g1')).toEqual([row]);
});

test('saving forgets one draft, signing out forgets all', () => {
  keep_draft(here, 'me', 'g1', [row]);
  keep_draft(here, 'me', 'g2', [row]);
  forget_draft(here, 'me', 'g1');
  expect(here.length).toBe(1);
  forget_all(here);
  expect(here.length).toBe(0);
  expect(read_draft(here, 'me', 'g2')).toEqual([]);
});
