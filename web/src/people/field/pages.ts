// SPDX-License-Identifier: AGPL-3.0-or-later

import type { LaterPages } from '../../platform/field/page.ts';

export const pages: LaterPages = {
  settings: () => import('./SettingsPage.svelte'),
  pin: () => import('./ChangePinPage.svelte'),
  take_off: () => import('./TakeOffPage.svelte'),
  group: () => import('./GroupPage.svelte'),
  phone: () => import('./PhonePage.svelte'),
};
