// SPDX-License-Identifier: AGPL-3.0-or-later
// The method as a group uses it: the lists of codes with the group's adaptation, labelled in one language.

import { query, send } from '../../platform/office_query/office_query.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';
import type { Operation, TemplateItem, TemplateList } from './overlay.ts';

export type Template = { version: number; lists: TemplateList[] };

/** `drift` names operations (by position) whose national item was retired or changed since the base version. */
export type Overlay = {
  base_version: number;
  newest_version?: number;
  operations: Operation[];
  drift: { operation: number; what: string }[];
};

function path_of(group_id: string): string {
  return `/api/groups/${encodeURIComponent(group_id)}`;
}

export function read_template(group_id: string, language: string): Promise<Outcome<Template>> {
  return query(`${path_of(group_id)}/template?language=${encodeURIComponent(language)}`);
}

export function read_overlay(group_id: string): Promise<Outcome<Overlay>> {
  return query(`${path_of(group_id)}/overlay`);
}

export function write_overlay(group_id: string, base_version: number, operations: Operation[]): Promise<Outcome<Overlay>> {
  return send('PUT', `${path_of(group_id)}/overlay`, { base_version, operations });
}

/** What may be chosen now: neither hidden by the group nor retired nationally. */
export function choosable(template: Template, list: string): TemplateItem[] {
  const items = template.lists.find((one) => one.list === list)?.items ?? [];
  return items.filter((item) => !item.retired && item.hidden !== true);
}
