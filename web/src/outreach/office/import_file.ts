// SPDX-License-Identifier: AGPL-3.0-or-later
// The sealed file that a phone exports (docs/sync.md), and how its items fared. The office cannot open an item.

import { ask } from '../../platform/office_query/office_query.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';
import type { ImportAnswer, SealedExport } from '../../wire/wire.ts';

export type SealedFile = SealedExport;
export const outcomes = ['stored', 'already', 'superseded', 'deleted', 'quarantined', 'refused'] as const;
export type ItemOutcome = (typeof outcomes)[number];
export type ImportResult = ImportAnswer;

/** Null when the text is not such a file: said before anything is sent. */
export function read_sealed_file(text: string): SealedFile | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const file = value as Record<string, unknown>;
    return file.format === 'bydel-outbox-1' && Array.isArray(file.items) ? (value as SealedFile) : null;
  } catch {
    return null;
  }
}

export function count_outcomes(result: ImportResult): { outcome: ItemOutcome; count: number }[] {
  return outcomes
    .map((outcome) => ({ outcome, count: result.results.filter((one) => one.outcome === outcome).length }))
    .filter((one) => one.count > 0);
}

export function import_file(group_id: string, file: SealedFile): Promise<Outcome<ImportResult>> {
  return ask('POST /api/groups/{group_id}/import', { group_id }, file);
}
