// SPDX-License-Identifier: AGPL-3.0-or-later
// The mothers of a group that she leads, as her phone has them. Pure.
import type { Month } from '../../platform/day.ts';

export type LedMother = { group_id: string; display_name: string; phone: string | null; last_active_month: Month | null; silent: boolean };
export type LedGroup = { name: string; town: string };

/** By name in her language: those to be asked after, and the others. */
export function in_two_lists<T extends { record: LedMother }>(mothers: readonly T[], group_id: string, language: string): { silent: T[]; others: T[] } {
  const collator = new Intl.Collator(language);
  const here = mothers.filter(({ record }) => record.group_id === group_id).sort((a, b) => collator.compare(a.record.display_name, b.record.display_name));
  return { silent: here.filter(({ record }) => record.silent), others: here.filter(({ record }) => !record.silent) };
}
