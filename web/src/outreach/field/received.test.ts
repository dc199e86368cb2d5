// SPDX-License-Identifier: AGPL-3.0-or-later
// "7 received" beside "my month: 4" is no contradiction: the one counts saves and says so, the other counts conversations and says so.
import { load } from 'virtual:bydel-messages/field';
import { describe, expect, test } from 'vitest';
import { t, use_language } from '../../platform/i18n.svelte.ts';
import type { SavedItem } from '../../platform/store/types.ts';
import { my_month } from './my_month.ts';
import type { Stored } from './conversation.ts';
import { received_by_day } from './received.ts';

const item = (saved_on: string | null, more: Partial<SavedItem> = {}): SavedItem => ({ item_id: 'a', key_id: 'k', sealed: 'x', state: 'sent', sent_in: '2026-11', note: null, saved_on, ...more });
const conversation = { held_on: '2026-11-20', women: 2, minutes: 15, themes: ['money'], contact_way: 'street', activities: ['talked'], next_step: 'meet_again' } as unknown as Stored;

test('a conversation that was corrected twice, and another that was taken back, are five saves and one conversation', () => {
  const saves = [item('2026-11-20'), item('2026-11-20'), item('2026-11-21'), item('2026-11-20'), item('2026-11-21', { item_id: 'q' }), item('2026-11-22', { state: 'waiting' }), item(null), item('2026-10-01')];
  expect(received_by_day(saves, new Set(['q']), '2026-10-22')).toEqual([['2026-11-21', { sent: 2, looked_at: 1 }], ['2026-11-20', { sent: 3, looked_at: 0 }]]);
  expect(my_month([conversation], '2026-11').conversations).toBe(1);
});

describe.each([
  ['en', /conversation/i, /\bsave/i],
  ['da', /samtale/i, /\bgem/i],
  ['ar', /محادث/, /حفظ|حُفظ/],
])('in %s', (code, conversations, saves) => {
  test('what was received is told in saves, her month in conversations, and the page says which counts what', async () => {
    await use_language(code, load);
    for (const count of [1, 2, 3, 7, 11, 100]) {
      expect(t('field.unsent.received', { count })).toMatch(saves);
      expect(t('field.unsent.received', { count })).not.toMatch(conversations);
      expect(t('field.month.conversations', { count })).toMatch(conversations);
      expect(t('field.month.thanks', { conversations: count, women: count })).toMatch(conversations);
      expect(t('field.month.thanks', { conversations: count, women: count })).not.toMatch(saves);
    }
    const explained = t('field.unsent.what_counts');
    expect(explained).toMatch(saves);
    expect(explained).toMatch(conversations);
    expect(explained).toContain(t('field.month.title'));
  });
});
