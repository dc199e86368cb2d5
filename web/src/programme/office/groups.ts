// SPDX-License-Identifier: AGPL-3.0-or-later
// The groups of a programme as the national office sees them: organisation, never conversations.

import { query, send } from '../../platform/office_query/office_query.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';
import { has_words } from '../../platform/text/fold.ts';

export type Group = {
  group_id: string;
  name: string;
  town: string;
  region: string;
  host: string;
  phase: number | string;
  contact_name: string;
  contact_phone: string;
  mothers: number;
};
export type OwnGroupDetails = Group & { contact_can_be_called: boolean };

export function list_groups(): Promise<Outcome<{ groups: Group[] }>> {
  return query('/api/groups');
}

export function read_group(group_id: string): Promise<Outcome<OwnGroupDetails>> {
  return query(`/api/groups/${encodeURIComponent(group_id)}`);
}

export function write_contact(group_id: string, contact_name: string, contact_phone: string): Promise<Outcome<unknown>> {
  return send('PUT', `/api/groups/${encodeURIComponent(group_id)}/contact`, { contact_name, contact_phone });
}

/** By region, then name; only those in which every word that was typed is found. */
export function find_groups(groups: readonly Group[], typed: string, language: string, region_name: (code: string) => string): Group[] {
  const collator = new Intl.Collator(language);
  return groups
    .filter((group) => has_words([group.name, group.town, region_name(group.region), group.host].join(' '), typed))
    .sort((one, other) => collator.compare(region_name(one.region), region_name(other.region)) || collator.compare(one.name, other.name));
}
