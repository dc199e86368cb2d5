// SPDX-License-Identifier: AGPL-3.0-or-later

import { in_programme } from '../../platform/office/page.ts';
import type { OfficePage } from '../../platform/office/page.ts';

export const pages: OfficePage[] = [
  { pattern: '/impact', needs: in_programme('impact.model.read'), entry: { key: 'office.nav.impact', place: 80 }, page: () => import('./ListPage.svelte') },
  { pattern: '/impact/claims', needs: in_programme('impact.model.read'), under: '/impact', page: () => import('./ClaimsPage.svelte') },
  { pattern: '/impact/new', needs: in_programme('impact.model.read'), under: '/impact', page: () => import('./ModelPage.svelte') },
  { pattern: '/impact/shipped/:key', needs: in_programme('impact.model.read'), under: '/impact', page: () => import('./ModelPage.svelte') },
  { pattern: '/impact/models/:model_id', needs: in_programme('impact.model.read'), under: '/impact', page: () => import('./ModelPage.svelte') },
];
