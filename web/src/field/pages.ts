// SPDX-License-Identifier: AGPL-3.0-or-later
// Every page of the field app: a line for each slice, and those of the street. The first screen is the lock or an invitation, and nothing else delays it. What she needs on
// the street (street.ts) is sent for as soon as that screen stands; the rest is loaded when opened, and kept by the service worker.
import type { Component } from 'svelte';
import { pages as concern } from '../concern/field/pages.ts';
import { pages as library } from '../library/field/pages.ts';
import { pages as outreach } from '../outreach/field/pages.ts';
import { pages as people } from '../people/field/pages.ts';
import type { LaterPages } from '../platform/field/page.ts';

export type PageComponent = Component<{ id?: string }>;

let street: Record<string, unknown> = {};

async function from_street(name: string): Promise<{ default: unknown }> {
  street = (await import('./street.ts')).pages;
  return { default: street[name] };
}

const later_pages: LaterPages = {
  home: () => from_street('home'),
  log: () => from_street('log'),
  concern: () => from_street('concern'),
  ...concern,
  ...library,
  ...outreach,
  ...people,
};

// A page that is there at once, when the street is here. The casts of a page: most pages take no id, and Svelte's types make that another
// kind of component.
export function first_page(name: string): PageComponent | undefined {
  return street[name] as PageComponent | undefined;
}

export function later_page(name: string): Promise<PageComponent> | undefined {
  return later_pages[name]?.().then((loaded) => loaded.default as PageComponent);
}
