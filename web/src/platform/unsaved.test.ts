// SPDX-License-Identifier: AGPL-3.0-or-later
import { beforeEach, expect, test } from 'vitest';
import { Draft, drafts_of, find, forget_all, has_no_room, keep, let_go, unsaved } from './unsaved.svelte.ts';
import { tab_storage } from './unsaved_storage.ts';

const method = { name: 'method:g1', title: 'Method', address: '#/groups/g1/method' };
const person = { name: 'person:p1', title: 'Amina', address: '#/groups/g1/people/p1' };
let here = tab_storage();
beforeEach(() => {
  here = tab_storage();
  drafts_of('mette', here);
});

test('what is kept is found again, and after a reload of the tab what lay on the tab\'s shelf', () => {
  keep(method, ['hide'], 'tab', here);
  keep(person, { display_name: 'Amina' }, 'memory', here);
  expect(find('method:g1')).toEqual(['hide']);
  expect(find('person:p1')).toEqual({ display_name: 'Amina' });
  expect(unsaved().map((one) => one.title)).toEqual(['Method', 'Amina']);
  drafts_of('mette', here);
  expect(find('method:g1')).toEqual(['hide']);
  expect(find('person:p1')).toBe(null);
});

test('a page that keeps two things is named once, with its newest address', () => {
  const model = { name: 'impact:m1', title: 'Cost models', address: '#/impact/models/m1' };
  keep(model, [], 'tab', here);
  keep({ ...model, name: 'impact_typed:m1', address: '#/impact/models/m1?tab=assumptions' }, {}, 'tab', here);
  keep({ ...model, name: 'impact_note:m1', title: 'Note' }, 'words', 'memory', here);
  expect(unsaved().map((one) => [one.title, one.address])).toEqual([['Cost models', '#/impact/models/m1?tab=assumptions'], ['Note', '#/impact/models/m1']]);
});

test('a name of a person is never written to the tab', () => {
  keep(person, { display_name: 'Amina' }, 'memory', here);
  expect(here.length).toBe(0);
});

test('somebody else in the same tab finds nothing, and nothing of the other stays', () => {
  keep(method, ['hide'], 'tab', here);
  here.setItem('something else', 'stays');
  here.setItem('bydel-office-sheet:mette:g1', 'of an earlier version');
  drafts_of('astrid', here);
  expect(find('method:g1')).toBe(null);
  expect(here.length).toBe(1);
  drafts_of('mette', here);
  expect(unsaved()).toEqual([]);
});

test('what is broken in the storage is no draft', () => {
  here.setItem('bydel-office-draft:mette:method:g1', 'broken');
  here.setItem('bydel-office-draft:mette:other', JSON.stringify({ ...method, value: 1 }));
  drafts_of('mette', here);
  expect(unsaved()).toEqual([]);
  expect(here.length).toBe(0);
});

test('a full storage is told, keeps nothing old, and costs nothing of what is on the page', () => {
  const small = tab_storage(200);
  drafts_of('mette', small);
  keep(method, ['a'], 'tab', small);
  expect(has_no_room('method:g1')).toBe(false);
  keep(method, ['a'.repeat(300)], 'tab', small);
  expect(has_no_room('method:g1')).toBe(true);
  expect(small.length).toBe(0);
  expect(find('method:g1')).toEqual(['a'.repeat(300)]);
  keep(method, ['b'], 'tab', small);
  expect(has_no_room('method:g1')).toBe(false);
  keep(method, ['a'.repeat(300)], 'tab', small);
  let_go('method:g1', small);
  expect(has_no_room('method:g1')).toBe(false);
});

test('signing out forgets everything of ours and nothing else', () => {
  keep(method, ['hide'], 'tab', here);
  keep(person, {}, 'memory', here);
  here.setItem('something else', 'stays');
  forget_all(here);
  expect(unsaved()).toEqual([]);
  expect(here.length).toBe(1);
});

test('a form that holds what it began with has nothing to keep', () => {
  const draft = new Draft<{ words: string }>(() => method);
  draft.keep({ words: 'typed' }, { words: '' });
  expect(unsaved().length).toBe(1);
  expect(new Draft<{ words: string }>(() => method).found).toEqual({ words: 'typed' });
  expect(new Draft<{ words: string }>(() => method, 'memory', () => false).found).toBe(null);
  draft.keep({ words: '' }, { words: '' });
  expect(unsaved()).toEqual([]);
});

test('a form in which nothing was typed follows what is saved meanwhile, one in which something was keeps it', () => {
  const draft = new Draft<{ words: string }>(() => method);
  const put: string[] = [];
  const follow = ({ words }: { words: string }) => void put.push(words);
  draft.keep({ words: 'en' }, { words: 'en' }, follow);
  draft.keep({ words: 'en' }, { words: 'ar' }, follow);
  expect(put).toEqual(['ar']);
  expect(unsaved()).toEqual([]);
  draft.keep({ words: 'ar' }, { words: 'ar' }, follow);
  draft.keep({ words: 'typed' }, { words: 'ar' }, follow);
  draft.keep({ words: 'typed' }, { words: 'da' }, follow);
  expect(put).toEqual(['ar']);
  expect(find('method:g1')).toEqual({ words: 'typed' });
});
