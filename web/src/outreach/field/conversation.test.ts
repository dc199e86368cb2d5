// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { can_change, conversation_of, ladder_applies, new_conversation, next_of, steps_of, to_record, toggled } from './conversation.ts';

const plain = (code: string) => ({ code, default: false, ladder: false });
const activities = [plain('talked'), plain('accompanied')];

describe('a conversation', () => {
  test('begins with today, one woman and a talk; nothing else is claimed', () => {
    expect(new_conversation('2026-11-23', activities, 3)).toEqual({
      held_on: '2026-11-23', women: 1, meeting: 'not_stated', contact_way: 'not_stated', place: 'not_stated', activities: ['talked'],
      themes: [], minutes: 0, next_step: 'not_stated', ladder: null, language: null, template_version: 3,
    });
  });
  test('the template may say what is usual', () => {
    expect(new_conversation('2026-11-23', [plain('a'), { ...plain('b'), default: true }], 1).activities).toEqual(['b']);
    expect(new_conversation('2026-11-23', [], 1).activities).toEqual([]);
  });
  test('a worry is never written with a conversation', () => {
    const draft = { ...new_conversation('2026-11-23', activities, 1), next_step: 'worry' };
    expect(to_record(draft, activities).next_step).toBe('not_stated');
  });
  test('a ladder is written only where something was done together', () => {
    const draft = { ...new_conversation('2026-11-23', activities, 1), ladder: 2 };
    expect(to_record(draft, activities).ladder).toBeNull();
    expect(to_record({ ...draft, activities: ['talked', 'accompanied'] }, activities).ladder).toBe(2);
    expect(ladder_applies(['talked'], [{ ...plain('talked'), ladder: true }])).toBe(true);
  });
  test('what the server added is not sent back', () => {
    const stored = { ...new_conversation('2026-11-23', activities, 1), state: 'stored' as const, done_by_me: true, group_id: 'g' };
    expect(Object.keys(conversation_of(stored))).not.toContain('state');
    expect(Object.keys(conversation_of(stored))).not.toContain('group_id');
  });
  test('it can be changed for 30 days', () => {
    const record = new_conversation('2026-10-24', activities, 1);
    expect(can_change(record, '2026-11-23')).toBe(true);
    expect(can_change(record, '2026-11-24')).toBe(false);
  });
  test('who did it is a step of its own right after what they did, and only then', () => {
    expect(next_of('activities', true)).toBe('ladder');
    expect(next_of('ladder', true)).toBe('themes');
    expect(next_of('activities', false)).toBe('themes');
    expect(steps_of(false)).not.toContain('ladder');
  });
  test('steps end at the check, and a choice toggles', () => {
    expect(next_of('themes', false)).toBe('next_step');
    expect(next_of('check', false)).toBe('check');
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });
});
