// SPDX-License-Identifier: AGPL-3.0-or-later
// A group's month and quarter as the coordinator sees them (docs/api.md). `null` is a hidden number.

import { query, watch } from '../../platform/office_query/office_query.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';

export type Total = { conversations: number; women: number; minutes: number; mothers: number };
export type Measure = 'conversations' | 'women' | 'minutes';
export type MonthRow = { code: string; label: string; conversations: number; women: number; minutes: number };
export type Dimension = { dimension: string; multiple: boolean; rows: MonthRow[] };
export type Silent = { person_id: string; display_name: string; last_active_month: string | null; silent_months: number | null };

export type Month = {
  month: string;
  groups_months: string[];
  total: Total;
  previous: Total | null;
  dimensions: Dimension[];
  open_concerns: number;
  quarantined: number;
  contact_can_be_called: boolean;
  silent: Silent[];
};

export type QuarterRow = { code: string; label: string; conversations: number | null; women: number | null };
export type Quarter = {
  quarter: string;
  released: boolean | string | number | null;
  dimensions: { dimension: string; rows: QuarterRow[] }[];
};

/** A phone's sync shows here within two seconds. */
const every_ms = 2_000;

export function month_path(group_id: string, month: string): string {
  return `/api/groups/${encodeURIComponent(group_id)}/month?month=${month}`;
}

export function watch_month(group_id: string, month: string, on_outcome: (outcome: Outcome<Month>) => void): () => void {
  return watch<Month>(month_path(group_id, month), { every_ms, on_outcome });
}

export function read_quarter(group_id: string, quarter: string): Promise<Outcome<Quarter>> {
  return query(`/api/groups/${encodeURIComponent(group_id)}/quarter?quarter=${quarter}`);
}

/** The row of "not stated" goes last and is greyed: it is no answer. */
export function answers_first(rows: readonly MonthRow[]): MonthRow[] {
  const stated = (row: MonthRow): boolean => row.code !== 'not_stated';
  return [...rows.filter(stated), ...rows.filter((row) => !stated(row))];
}
