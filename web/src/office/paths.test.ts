// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { may, may_somewhere, own_groups } from '../platform/office_query/me.ts';
import type { Me, Verb } from '../platform/office_query/me.ts';
import { read_problem } from '../platform/office_query/problem.ts';
import { group_path, match_route } from '../platform/office/paths.ts';
import { entries } from '../platform/office/page.ts';
import { beginning_of, first_page, pages, patterns as patterns_of_pages } from './pages.ts';
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
  const scope = (scope_kind: 'programme' | 'region' | 'group', scope_id: string, ...verbs: Verb[]) => ({ scope_kind, scope_id, scope_name: scope_id, verbs });
  const me = (...scopes: Me['scopes']): Me => ({ person_id: 'p', display_name: '', language: 'da', programme: { programme_id: 'dk', name: '', country: 'DK', currency: 'DKK', time_zone: 'Europe/Copenhagen', languages: [], kind: 'real' }, roles: [], scopes, today: '2026-11-23' });
  test('her groups are those whose month she follows; she leads where she may change people', () => {
    const groups = own_groups(me(scope('group', 'a', 'reporting.month.read', 'people.person.update'), scope('group', 'b', 'reporting.month.read'), scope('group', 'c', 'sync.push')));
    expect(groups).toEqual([{ group_id: 'a', name: 'a', leads: true }, { group_id: 'b', name: 'b', leads: false }]);
  });
  test('the row of pages is hers, in its order, and she begins with the first', () => {
    const row = (who: Me, group_id?: string) => entries(pages, who, group_id).map((page) => page.pattern);
    const leads = me(scope('group', 'a', 'reporting.month.read', 'people.person.read', 'concern.concern.read', 'programme.group.read', 'library.fact.read'));
    expect(row(leads, 'a')).toEqual(['/groups/:group_id/month', '/groups/:group_id/follow_up', '/groups/:group_id/people', '/facts', '/settings']);
    expect(row(leads, 'b')).toEqual(['/facts', '/settings']);
    expect(first_page(leads)).toBe('#/groups/a/month');
    expect(first_page(me(scope('programme', '', 'programme.group.read', 'impact.model.read')))).toBe('#/groups');
    expect(first_page(me(scope('programme', '', 'impact.model.read')))).toBe('#/impact');
    const consultant = me(scope('region', 'syd', 'programme.group.read', 'library.fact.read'), scope('group', 'a', 'programme.group.read', 'library.fact.read'));
    expect(row(consultant)).toEqual(['/groups', '/facts', '/settings']);
    expect(first_page(consultant)).toBe('#/groups');
    expect([beginning_of(me()), row(me())]).toEqual([null, ['/settings']]);
  });
  test('every address is there once, and what stands under another stands under one that is there', () => {
    expect(new Set(patterns_of_pages).size).toBe(pages.length);
    for (const page of pages) expect(page.under === undefined || pages.some((one) => one.pattern === page.under && one.entry)).toBe(true);
  });
  test('a verb holds in its own group and in no other; one of the programme holds in every group', () => {
    const here = me(scope('group', 'a', 'concern.concern.read')), everywhere = me(scope('programme', '', 'impact.model.read'));
    expect([may(here, 'concern.concern.read', 'a'), may(here, 'concern.concern.read', 'b'), may(here, 'concern.concern.read'), may(here, 'sync.import', 'a')]).toEqual([true, false, false, false]);
    expect([may(everywhere, 'impact.model.read', 'b'), may(everywhere, 'impact.model.read'), may_somewhere(here, 'concern.concern.read'), may_somewhere(here, 'impact.model.read')]).toEqual([true, true, true, false]);
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
