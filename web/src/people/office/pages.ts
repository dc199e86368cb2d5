// SPDX-License-Identifier: AGPL-3.0-or-later

import { in_group } from '../../platform/office/page.ts';
import type { OfficePage } from '../../platform/office/page.ts';

export const pages: OfficePage[] = [
  { pattern: '/groups/:group_id/people', needs: in_group('people.person.read'), entry: { key: 'office.nav.mothers', place: 30 }, page: () => import('./PeoplePage.svelte') },
  { pattern: '/groups/:group_id/people/:person_id', needs: in_group('people.person.read'), under: '/groups/:group_id/people', page: () => import('./PersonPage.svelte') },
];
