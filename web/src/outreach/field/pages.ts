// SPDX-License-Identifier: AGPL-3.0-or-later

import type { LaterPages } from '../../platform/field/page.ts';

export const pages: LaterPages = {
  conversation: () => import('./ConversationPage.svelte'),
  month: () => import('./MonthPage.svelte'),
  unsent: () => import('./UnsentPage.svelte'),
};
