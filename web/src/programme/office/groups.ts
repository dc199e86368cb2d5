// SPDX-License-Identifier: AGPL-3.0-or-later
// The groups of a programme as the national office sees them: organisation, never conversations.

import { query } from '../../platform/office_query/office_query.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';
import { fold } from '../../platform/text/fold.ts';

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

export function list_groups(): Promise<Outcome<{ groups: Group[] }>> {
  return query('/api/groups');
}

/** By region, then name; only those in which every word that was typed is found. */
export function find_groups(groups: readonly Group[], typed: string, language: string): Group[] {
  const collator = new Intl.Collator(language);
  const words = fold(typed).split(/\s+/);
  return groups
    .filter((group) => {
      const text = fold([group.name, group.town, group.region, group.host].join(' '));
      return words.every((word) => text.includes(word));
    })
    .sort((one, other) => collator.compare(one.region, other.region) || collator.compare(one.name, other.name));
}
