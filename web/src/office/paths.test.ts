// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { own_groups, sees_organisation } from '../platform/office_query/me.ts';
import type { Me } from '../platform/office_query/me.ts';
import { read_problem } from '../platform/office_query/problem.ts';
import { group_path, match_route } from './paths.ts';
import { programmes_to_choose, seconds_to_wait } from './sign_in.ts';

const patterns = ['/groups', '/groups/:group_id/month', '/groups/:group_id/people/:person_id'];

describe('addresses', () => {
  test('what is written is read', () => {
    const place = match_route(group_path('g 1', 'month', { month: '2026-10' }), patterns);
    expect(place).toMatchObject({ pattern: '/groups/:group_id/month', params: { group_id: 'g 1' }, search: { month: '2026-10' } });
  });
  test('nothing, and what is unknown, match nothing', () => {
    expect(match_route('', patterns)).toMatchObject({ pattern: null, path: '/' });
    expect(match_route('#/groups//month', patterns).pattern).toBeNull();
    expect(match_route('#/groups/g/month/more', patterns).pattern).toBeNull();
  });
  test('a broken escape is no crash', () => {
    expect(match_route('#/groups/%E0%A4%A/month', patterns).params.group_id).toBe('%E0%A4%A');
  });
});

describe('who sees what', () => {
  const role = (name: string, scope_kind: string, scope_id: string) => ({ role: name, scope_kind, scope_id, scope_name: scope_id });
  const me = (...roles: Me['roles']): Me => ({ person_id: 'p', display_name: '', language: 'da', programme: { programme_id: 'dk', name: '', country: 'DK', currency: 'DKK', time_zone: 'Europe/Copenhagen', languages: [] }, roles, today: '2026-11-23' });
  test('a group twice is there once, and coordinating wins over helping', () => {
    const groups = own_groups(me(role('helper_coordinator', 'group', 'a'), role('coordinator', 'group', 'a'), role('helper_coordinator', 'group', 'b'), role('mother', 'group', 'c')));
    expect(groups).toEqual([{ group_id: 'a', name: 'a', leads: true }, { group_id: 'b', name: 'b', leads: false }]);
  });
  test('only the office of the programme sees organisation', () => {
    expect(sees_organisation(me(role('secretariat', 'programme', '')))).toBe(true);
    expect(sees_organisation(me(role('coordinator', 'group', 'a')))).toBe(false);
  });
});

describe('problems of signing in', () => {
  const problem = (key: string, params: object) => read_problem(409, { key, params });
  test('programmes come as slugs, as objects or as one text', () => {
    expect(programmes_to_choose(problem('auth.choose_programme', { programmes: ['dk', { programme_id: 'no', name: 'Norge' }] }))).toEqual([{ id: 'dk', name: 'dk' }, { id: 'no', name: 'Norge' }]);
    expect(programmes_to_choose(problem('auth.choose_programme', { programmes: 'dk, no' }))).toHaveLength(2);
    expect(programmes_to_choose(problem('auth.choose_programme', {}))).toEqual([]);
  });
  test('how long to wait is told only by the throttle', () => {
    expect(seconds_to_wait(problem('auth.too_many_attempts', { seconds: '30' }))).toBe(30);
    expect(seconds_to_wait(problem('auth.wrong_login', { seconds: 30 }))).toBe(0);
  });
  test('an answer that is not ours is still a problem with a sentence of ours', () => {
    expect(read_problem(502, '<html>').key).toBe('office.problem.not_understood');
    expect(read_problem(502, null).status).toBe(502);
    expect(read_problem(401, { key: 'problem.auth.expired' }).key).toBe('auth.expired');
  });
});
