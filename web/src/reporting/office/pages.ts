// SPDX-License-Identifier: AGPL-3.0-or-later

import { in_group } from '../../platform/office/page.ts';
import type { OfficePage } from '../../platform/office/page.ts';

export const pages: OfficePage[] = [
  { pattern: '/groups/:group_id/month', needs: in_group('reporting.month.read'), entry: { key: 'office.nav.month', place: 10 }, page: () => import('./MonthPage.svelte') },
  { pattern: '/groups/:group_id/quarter', needs: in_group('reporting.sensitive.read'), under: '/groups/:group_id/month', page: () => import('./QuarterPage.svelte') },
];
