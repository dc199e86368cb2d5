// SPDX-License-Identifier: AGPL-3.0-or-later
// The groups of a programme as the national office sees them: organisation, never conversations.

import { ask } from '../../platform/office_query/office_query.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';
import type { Group, GroupDetails, Groups } from '../../wire/wire.ts';

export type { Group, GroupDetails as OwnGroupDetails } from '../../wire/wire.ts';

export function list_groups(): Promise<Outcome<Groups>> {
  return ask('GET /api/groups');
}

export function read_group(group_id: string): Promise<Outcome<GroupDetails>> {
  return ask('GET /api/groups/{group_id}', { group_id });
}

export function write_contact(group_id: string, contact_name: string, contact_phone: string): Promise<Outcome<unknown>> {
  return ask('PUT /api/groups/{group_id}/contact', { group_id }, { contact_name, contact_phone });
}

export function by_region(groups: readonly Group[], language: string, region_name: (code: string) => string): Group[] {
  const collator = new Intl.Collator(language);
  return [...groups].sort((one, other) => collator.compare(region_name(one.region), region_name(other.region)) || collator.compare(one.name, other.name));
}

/** What a group is found by. */
export function words_of(group: Group, region_name: (code: string) => string): string {
  return [group.name, group.town, region_name(group.region), group.host].join(' ');
}
