// SPDX-License-Identifier: AGPL-3.0-or-later
// Every page of the office: a line for each slice, and those that are of none.

import { pages as impact } from '../impact/office/pages.ts';
import { pages as jobs } from '../jobs/office/pages.ts';
import { pages as library } from '../library/office/pages.ts';
import { pages as outreach } from '../outreach/office/pages.ts';
import { pages as people } from '../people/office/pages.ts';
import { address_of, entries, in_group } from '../platform/office/page.ts';
import { own_groups } from '../platform/office_query/me.ts';
import type { Me } from '../platform/office_query/me.ts';
import type { OfficePage } from '../platform/office/page.ts';
import { pages as programme } from '../programme/office/pages.ts';
import { pages as reporting } from '../reporting/office/pages.ts';

const of_no_slice: OfficePage[] = [
  {
    pattern: '/groups/:group_id/follow_up', needs: in_group('concern.concern.read'),
    entry: { key: 'office.nav.follow_up', place: 20, count: { notice: 'concern.new', said: 'office.nav.worries' } },
    page: () => import('./FollowUpPage.svelte'),
  },
  { pattern: '/settings', entry: { key: 'office.nav.settings', place: 90 }, page: () => import('./SettingsPage.svelte') },
];

export const pages: OfficePage[] = [...impact, ...jobs, ...library, ...outreach, ...people, ...programme, ...reporting, ...of_no_slice];

export const patterns = pages.map((page) => page.pattern);

/** Where she begins: the first in her row of pages. Null: she may open nothing yet but her settings. */
export function beginning_of(me: Me): string | null {
  const group_id = own_groups(me)[0]?.group_id;
  const first = entries(pages, me, group_id).find((page) => page.pattern !== '/settings');
  return first ? address_of(first, group_id) : null;
}

export function first_page(me: Me): string {
  return beginning_of(me) ?? '#/settings';
}
