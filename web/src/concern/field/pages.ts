// SPDX-License-Identifier: AGPL-3.0-or-later

import type { LaterPages } from '../../platform/field/page.ts';

export const pages: LaterPages = {
  help: () => import('./HelpPage.svelte'),
  follow_up: () => import('./FollowUpPage.svelte'),
};
