// SPDX-License-Identifier: AGPL-3.0-or-later
// Months ("2026-10") and quarters ("2026-Q3") as the server writes them.

export function months_after(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

export function quarter_of(month: string): string {
  return `${month.slice(0, 4)}-Q${String(Math.ceil(Number(month.slice(5, 7)) / 3))}`;
}

export function quarters_after(quarter: string, count: number): string {
  return quarter_of(months_after(first_month(quarter), count * 3));
}

export function first_month(quarter: string): string {
  return `${quarter.slice(0, 4)}-${String(Number(quarter.slice(6)) * 3 - 2).padStart(2, '0')}`;
}
