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

/** Below what one request may carry (docs/security.md): a phone that was without a network for a year has saved more than that. */
const most_bytes = 1_500_000;

export function in_parts<Item>(items: readonly Item[], most: number = most_bytes): Item[][] {
  const parts: Item[][] = [[]];
  let size = 0;
  for (const item of items) {
    const bytes = JSON.stringify(item).length + 1;
    if (size > 0 && size + bytes > most) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)!.push(item);
    size += bytes;
  }
  return parts;
}

/** Where it breaks off in the middle it is asked again as a whole: what is in is then there already, and counts once. */
export async function import_file(group_id: string, file: SealedFile): Promise<Outcome<ImportResult>> {
  const results: ImportResult['results'] = [];
  for (const items of in_parts(file.items)) {
    const outcome = await ask('POST /api/groups/{group_id}/import', { group_id }, { ...file, items });
    if (!outcome.ok) return outcome;
    results.push(...outcome.value.results);
  }
  return { ok: true, value: { results } };
}
