// SPDX-License-Identifier: AGPL-3.0-or-later
// Every page of the field app, one line each. What she needs on the street is in the first bundle; the rest is loaded when opened (and
// kept by the service worker from the first visit on).
import type { Component } from 'svelte';
import ConcernPage from '../concern/field/ConcernPage.svelte';
import LogPage from '../outreach/field/LogPage.svelte';
import HomePage from './HomePage.svelte';

export type PageComponent = Component<{ id?: string }>;

const first_pages: Record<string, unknown> = {
  home: HomePage,
  log: LogPage,
  concern: ConcernPage,
};

const later_pages: Record<string, () => Promise<{ default: unknown }>> = {
  conversation: () => import('../outreach/field/ConversationPage.svelte'),
  month: () => import('../reporting/field/MonthPage.svelte'),
  unsent: () => import('../outreach/field/UnsentPage.svelte'),
  cards: () => import('../library/field/CardsPage.svelte'),
  card: () => import('../library/field/CardPage.svelte'),
  help: () => import('../concern/field/HelpPage.svelte'),
  settings: () => import('../people/field/SettingsPage.svelte'),
  pin: () => import('../people/field/ChangePinPage.svelte'),
  phone: () => import('../people/field/PhonePage.svelte'),
};

// The one cast of a page: most pages take no id, and Svelte's types make that another kind of component.
export function first_page(name: string): PageComponent | undefined {
  return first_pages[name] as PageComponent | undefined;
}

export function later_page(name: string): Promise<PageComponent> | undefined {
  return later_pages[name]?.().then((loaded) => loaded.default as PageComponent);
}
