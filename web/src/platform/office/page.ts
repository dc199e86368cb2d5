// SPDX-License-Identifier: AGPL-3.0-or-later
// A page of the office, as its slice declares it in `<slice>/office/pages.ts`: its address, who gets it, its entry in the row of pages, and where
// its file is. It is loaded when it is first opened.

import type { Component } from 'svelte';
import { may, may_in_region, may_somewhere } from '../office_query/me.ts';
import type { Me, Verb } from '../office_query/me.ts';
import type { Place } from './paths.ts';

/** `group_id` and `group_name` are empty on pages that are not of one group. */
export type PageProps = { me: Me; place: Place; group_id: string; group_name: string; leads: boolean };

/** The verb must be held in the group of the address, beyond one group (in a region, or in the whole programme), in the whole programme, or anywhere. */
type Needs = { verb: Verb; where: 'group' | 'region' | 'programme' | 'anywhere' };
export const in_group = (verb: Verb): Needs => ({ verb, where: 'group' });
export const in_region = (verb: Verb): Needs => ({ verb, where: 'region' });
export const in_programme = (verb: Verb): Needs => ({ verb, where: 'programme' });
export const anywhere = (verb: Verb): Needs => ({ verb, where: 'anywhere' });

export type OfficePage = {
  pattern: string;
  /** None: whoever is signed in. */
  needs?: Needs;
  /** `place` orders the row of pages. `count`: how many of a notice wait in the group, and the sentence that says so. */
  entry?: { key: string; place: number; count?: { notice: string; said: string } };
  /** The page whose entry is the current one while this is open. */
  under?: string;
  page: () => Promise<{ default: Component<PageProps> }>;
};

export function opens(me: Me, { needs }: OfficePage, group_id: string | undefined): boolean {
  switch (needs?.where) {
    case undefined: return true;
    case 'group': return group_id !== undefined && may(me, needs!.verb, group_id);
    case 'region': return may_in_region(me, needs!.verb);
    case 'programme': return may(me, needs!.verb);
    case 'anywhere': return may_somewhere(me, needs!.verb);
  }
}

/** The pages that stand in the row for her, in its order; those of a group for the group she is in. */
export function entries(all: readonly OfficePage[], me: Me, group_id: string | undefined): (OfficePage & { entry: NonNullable<OfficePage['entry']> })[] {
  return all
    .flatMap((page) => (page.entry && opens(me, page, group_id) ? [{ ...page, entry: page.entry }] : []))
    .sort((one, other) => one.entry.place - other.entry.place);
}

export function address_of(page: OfficePage, group_id: string | undefined): string {
  return `#${page.pattern.replace(':group_id', encodeURIComponent(group_id ?? ''))}`;
}
