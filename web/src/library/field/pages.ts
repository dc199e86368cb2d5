// SPDX-License-Identifier: AGPL-3.0-or-later

import type { LaterPages } from '../../platform/field/page.ts';

export const pages: LaterPages = {
  cards: () => import('./CardsPage.svelte'),
  card: () => import('./CardPage.svelte'),
};
