// SPDX-License-Identifier: AGPL-3.0-or-later
// Every office page: its address, who gets it, and where its file is. A page is loaded when it is first opened.

import type { Component } from 'svelte';
import type { Me } from '../platform/office_query/me.ts';
import type { Place } from './paths.ts';

/** `group_id` and `group_name` are empty on pages that are not of one group. */
export type PageProps = { me: Me; place: Place; group_id: string; group_name: string; leads: boolean };

type Page = { default: Component<PageProps> };
export type Route = { pattern: string; for: 'coordinator' | 'national' | 'everybody'; page: () => Promise<Page> };

export const routes: Route[] = [
  { pattern: '/groups', for: 'national', page: () => import('../programme/office/GroupsPage.svelte') },
  { pattern: '/groups/:group_id/month', for: 'coordinator', page: () => import('../reporting/office/MonthPage.svelte') },
  { pattern: '/groups/:group_id/quarter', for: 'coordinator', page: () => import('../reporting/office/QuarterPage.svelte') },
  { pattern: '/groups/:group_id/follow_up', for: 'coordinator', page: () => import('./FollowUpPage.svelte') },
  { pattern: '/groups/:group_id/people', for: 'coordinator', page: () => import('../people/office/PeoplePage.svelte') },
  { pattern: '/groups/:group_id/people/:person_id', for: 'coordinator', page: () => import('../people/office/PersonPage.svelte') },
  { pattern: '/groups/:group_id/record', for: 'coordinator', page: () => import('../outreach/office/RecordPage.svelte') },
  { pattern: '/groups/:group_id/sheet', for: 'coordinator', page: () => import('../outreach/office/SheetPage.svelte') },
  { pattern: '/groups/:group_id/recordings', for: 'coordinator', page: () => import('../outreach/office/RecordingsPage.svelte') },
  { pattern: '/groups/:group_id/recordings/:id', for: 'coordinator', page: () => import('../outreach/office/CorrectPage.svelte') },
  { pattern: '/groups/:group_id/import', for: 'coordinator', page: () => import('../outreach/office/ImportPage.svelte') },
  { pattern: '/groups/:group_id/method', for: 'coordinator', page: () => import('../programme/office/MethodPage.svelte') },
  { pattern: '/facts', for: 'everybody', page: () => import('../library/office/FactsPage.svelte') },
  { pattern: '/impact', for: 'everybody', page: () => import('../impact/office/ListPage.svelte') },
  { pattern: '/impact/claims', for: 'everybody', page: () => import('../impact/office/ClaimsPage.svelte') },
  { pattern: '/impact/new', for: 'everybody', page: () => import('../impact/office/ModelPage.svelte') },
  { pattern: '/impact/shipped/:key', for: 'everybody', page: () => import('../impact/office/ModelPage.svelte') },
  { pattern: '/impact/models/:model_id', for: 'everybody', page: () => import('../impact/office/ModelPage.svelte') },
  { pattern: '/settings', for: 'everybody', page: () => import('./SettingsPage.svelte') },
];

export const patterns = routes.map((route) => route.pattern);
