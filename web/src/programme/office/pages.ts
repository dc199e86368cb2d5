// SPDX-License-Identifier: AGPL-3.0-or-later

import { in_group, in_region } from '../../platform/office/page.ts';
import type { OfficePage } from '../../platform/office/page.ts';

export const pages: OfficePage[] = [
  { pattern: '/groups', needs: in_region('programme.group.read'), entry: { key: 'office.nav.groups', place: 60 }, page: () => import('./GroupsPage.svelte') },
  { pattern: '/groups/:group_id/method', needs: in_group('programme.overlay.write'), entry: { key: 'office.nav.method', place: 50 }, page: () => import('./MethodPage.svelte') },
];
