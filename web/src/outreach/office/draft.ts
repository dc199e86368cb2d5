// SPDX-License-Identifier: AGPL-3.0-or-later
// The draft of a sheet, kept through a reload in this tab (platform/unsaved): codes and ids only, never a name. It ends with the tab, when the
// sheet is saved, and at sign-out.

import { group_path } from '../../platform/office/paths.ts';
import { t } from '../../platform/i18n.svelte.ts';
import { find, keep, let_go } from '../../platform/unsaved.svelte.ts';
import { sheet_fields } from './sheet.ts';
import type { SheetRow } from './sheet.ts';

/** Whose drafts these are is known to platform/unsaved; the person's id is part of the name all the same. */
function name_of(person_id: string, group_id: string): string {
  return `sheet:${person_id}:${group_id}`;
}

export function keep_draft(storage: Storage, person_id: string, group_id: string, rows: readonly SheetRow[]): void {
  keep({ name: name_of(person_id, group_id), title: t('office.sheet.title'), address: group_path(group_id, 'sheet') }, rows, 'tab', storage);
}

function is_row(value: unknown): value is SheetRow {
  if (typeof value !== 'object' || value === null) return false;
  const row = value as Record<string, unknown>;
  return typeof row.id === 'string' && Array.isArray(row.themes) && Array.isArray(row.activities) && Array.isArray(row.emptied) &&
    'guessed_on' in row && sheet_fields.every((field) => field in row);
}

export function read_draft(_storage: Storage, person_id: string, group_id: string): SheetRow[] {
  const kept = find(name_of(person_id, group_id));
  return Array.isArray(kept) ? kept.filter(is_row) : [];
}

export function forget_draft(storage: Storage, person_id: string, group_id: string): void {
  let_go(name_of(person_id, group_id), storage);
}
