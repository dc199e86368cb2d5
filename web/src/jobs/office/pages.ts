// SPDX-License-Identifier: AGPL-3.0-or-later

import { in_programme } from '../../platform/office/page.ts';
import type { OfficePage } from '../../platform/office/page.ts';

export const pages: OfficePage[] = [
  { pattern: '/jobs', needs: in_programme('jobs.job.read'), entry: { key: 'office.nav.jobs', place: 80 }, page: () => import('./JobsPage.svelte') },
];
