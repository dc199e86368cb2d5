// SPDX-License-Identifier: AGPL-3.0-or-later
// The draft of a sheet, kept through a reload in this tab's session storage: codes and ids only, never a name. It ends
// with the tab, when the sheet is saved, and at sign-out.

import { sheet_fields } from './sheet.ts';
import type { SheetRow } from './sheet.ts';

const prefix = 'bydel-office-sheet:';

function key_of(person_id: string, group_id: string): string {
  return `${prefix}${person_id}:${group_id}`;
}

export function keep_draft(storage: Storage, person_id: string, group_id: string, rows: readonly SheetRow[]): void {
  try {
    storage.setItem(key_of(person_id, group_id), JSON.stringify(rows));
  } catch {
    // A full or forbidden storage costs the safety of a reload, not the sheet on the screen.
  }
}

function is_row(value: unknown): value is SheetRow {
  if (typeof value !== 'object' || value === null) return false;
  const row = value as Record<string, unknown>;
  return typeof row.id === 'string' && Array.isArray(row.themes) && Array.isArray(row.activities) &&
    sheet_fields.every((field) => field in row);
}

export function read_draft(storage: Storage, person_id: string, group_id: string): SheetRow[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key_of(person_id, group_id)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(is_row) : [];
  } catch {
    return [];
  }
}

export function forget_draft(storage: Storage, person_id: string, group_id: string): void {
  storage.removeItem(key_of(person_id, group_id));
}

/** At sign-out: every draft of every person on this computer's tab, of whichever page; their names all begin alike. */
export function forget_all_drafts(storage: Storage): void {
  const keys = Array.from({ length: storage.length }, (_, position) => storage.key(position) ?? '');
  for (const key of keys) if (key.startsWith('bydel-office-')) storage.removeItem(key);
}
