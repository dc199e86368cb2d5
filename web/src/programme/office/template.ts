// SPDX-License-Identifier: AGPL-3.0-or-later
// The method as a group uses it: the lists of codes with the group's adaptation, labelled in one language.

import { ask } from '../../platform/office_query/office_query.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';
import type { Adaptation, GroupTemplate } from '../../wire/wire.ts';
import type { Operation, TemplateItem } from './overlay.ts';

export type Template = GroupTemplate;

/** `drift` names operations (by position) whose national item was retired or changed since the base version. */
export type Overlay = Omit<Adaptation, 'operations'> & { operations: Operation[] };

export function read_template(group_id: string, language: string): Promise<Outcome<Template>> {
  return ask('GET /api/groups/{group_id}/template', { group_id, language });
}

export function read_overlay(group_id: string): Promise<Outcome<Overlay>> {
  return ask('GET /api/groups/{group_id}/overlay', { group_id }) as Promise<Outcome<Overlay>>;
}

export function write_overlay(group_id: string, operations: Operation[]): Promise<Outcome<Overlay>> {
  return ask('PUT /api/groups/{group_id}/overlay', { group_id }, { operations }) as Promise<Outcome<Overlay>>;
}

/** What may be chosen now: neither hidden by the group nor retired nationally. */
export function choosable(template: Template, list: string): TemplateItem[] {
  const items = template.lists.find((one) => one.list === list)?.items ?? [];
  return items.filter((item) => !item.retired && item.hidden !== true);
}
