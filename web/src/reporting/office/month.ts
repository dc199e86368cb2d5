// SPDX-License-Identifier: AGPL-3.0-or-later
// A group's month and quarter as the coordinator sees them (docs/api.md). `null` is a hidden number.

import { ask, watch } from '../../platform/office_query/office_query.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';
import type { GroupMonth, GroupQuarter, MonthRow } from '../../wire/wire.ts';

export type { Counts as Total, GroupMonth as Month, GroupQuarter as Quarter, MonthDimension as Dimension, MonthEvent, MonthRow, SensitiveRow as QuarterRow } from '../../wire/wire.ts';

export type Quantity = 'events' | 'women' | 'minutes';

/** A phone's sync shows here within two seconds. */
const every_ms = 2_000;

export function read_month(group_id: string, month: string): Promise<Outcome<GroupMonth>> {
  return ask('GET /api/groups/{group_id}/month', { group_id, month });
}

export function watch_month(group_id: string, month: string, on_outcome: (outcome: Outcome<GroupMonth>) => void): () => void {
  return watch('GET /api/groups/{group_id}/month', { group_id, month }, { every_ms, on_outcome });
}

export function read_quarter(group_id: string, quarter: string): Promise<Outcome<GroupQuarter>> {
  return ask('GET /api/groups/{group_id}/quarter', { group_id, quarter });
}

/** The row of "not stated" goes last and is greyed: it is no answer. */
export function answers_first(rows: readonly MonthRow[]): MonthRow[] {
  const stated = (row: MonthRow): boolean => row.code !== 'not_stated';
  return [...rows.filter(stated), ...rows.filter((row) => !stated(row))];
}

/** How much waits under a notice; 0 where it is not for her. */
export function waiting(month: GroupMonth, notice: string): number {
  return month.waiting.find((one) => one.notice === notice)?.count ?? 0;
}
