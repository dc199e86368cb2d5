// SPDX-License-Identifier: AGPL-3.0-or-later

import { in_group } from '../../platform/office/page.ts';
import type { OfficePage } from '../../platform/office/page.ts';

export const pages: OfficePage[] = [
  { pattern: '/groups/:group_id/record', needs: in_group('outreach.conversation.record'), entry: { key: 'office.nav.record', place: 40 }, page: () => import('./RecordPage.svelte') },
  { pattern: '/groups/:group_id/sheet', needs: in_group('outreach.conversation.record'), under: '/groups/:group_id/record', page: () => import('./SheetPage.svelte') },
  { pattern: '/groups/:group_id/recordings', needs: in_group('outreach.conversation.record'), under: '/groups/:group_id/record', page: () => import('./RecordingsPage.svelte') },
  { pattern: '/groups/:group_id/recordings/:id', needs: in_group('outreach.conversation.record'), under: '/groups/:group_id/record', page: () => import('./CorrectPage.svelte') },
  { pattern: '/groups/:group_id/import', needs: in_group('sync.import'), under: '/groups/:group_id/record', page: () => import('./ImportPage.svelte') },
];
