// SPDX-License-Identifier: AGPL-3.0-or-later

import { anywhere } from '../../platform/office/page.ts';
import type { OfficePage } from '../../platform/office/page.ts';

export const pages: OfficePage[] = [
  { pattern: '/facts', needs: anywhere('library.fact.read'), entry: { key: 'office.nav.facts', place: 70 }, page: () => import('./FactsPage.svelte') },
];
