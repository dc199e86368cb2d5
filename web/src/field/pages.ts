// SPDX-License-Identifier: AGPL-3.0-or-later
// Every page of the field app, one line each. The first screen is the lock or an invitation, and nothing else delays it. What she needs on
// the street (street.ts) is sent for as soon as that screen stands; the rest is loaded when opened, and kept by the service worker.
import type { Component } from 'svelte';

export type PageComponent = Component<{ id?: string }>;
type Loaded = Promise<{ default: unknown }>;

let street: Record<string, unknown> = {};

async function from_street(name: string): Loaded {
  street = (await import('./street.ts')).pages;
  return { default: street[name] };
}

const later_pages: Record<string, () => Loaded> = {
  home: () => from_street('home'),
  log: () => from_street('log'),
  concern: () => from_street('concern'),
  conversation: () => import('../outreach/field/ConversationPage.svelte'),
  month: () => import('../reporting/field/MonthPage.svelte'),
  unsent: () => import('../outreach/field/UnsentPage.svelte'),
  cards: () => import('../library/field/CardsPage.svelte'),
  card: () => import('../library/field/CardPage.svelte'),
  help: () => import('../concern/field/HelpPage.svelte'),
  settings: () => import('../people/field/SettingsPage.svelte'),
  pin: () => import('../people/field/ChangePinPage.svelte'),
  take_off: () => import('../people/field/TakeOffPage.svelte'),
  phone: () => import('../people/field/PhonePage.svelte'),
};

// A page that is there at once, when the street is here. The casts of a page: most pages take no id, and Svelte's types make that another
// kind of component.
export function first_page(name: string): PageComponent | undefined {
  return street[name] as PageComponent | undefined;
}

export function later_page(name: string): Promise<PageComponent> | undefined {
  return later_pages[name]?.().then((loaded) => loaded.default as PageComponent);
}
