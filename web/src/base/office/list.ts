// SPDX-License-Identifier: AGPL-3.0-or-later
// What a list is made of, and the order of its rows. Pure: it knows no language and no page.

export type Cell = string | number | null;
export type Column<Row> = {
  key: string;
  label: string;
  /** What stands in the cell, where the page does not draw it. */
  text: (row: Row) => string;
  /** What the rows are put in order by and what a file holds, where that is not the text: a number, an ISO day or month. */
  value?: (row: Row) => Cell;
  numeric?: boolean;
  /** Rows are not put in order by this: by how much somebody did, for one. */
  no_order?: boolean;
};
export type Order = { key: string; turned: boolean };

export const value_of = <Row>(column: Column<Row>, row: Row): Cell => (column.value ?? column.text)(row);

/** Once by this column, then turned around, then once more. */
export function next_order(order: Order | null, key: string): Order {
  return { key, turned: order?.key === key && !order.turned };
}

/** What is empty comes last both ways; equal ones stay as they came. Each value is asked for once. */
export function in_order<Row>(rows: readonly Row[], column: Column<Row> | undefined, turned: boolean, compare: (one: string, other: string) => number): readonly Row[] {
  if (column === undefined) return rows;
  const empty = (value: Cell): boolean => value === null || value === '';
  return rows
    .map((row) => ({ row, value: value_of(column, row) }))
    .sort((one, other) => {
      if (empty(one.value) || empty(other.value)) return Number(empty(one.value)) - Number(empty(other.value));
      const by = typeof one.value === 'number' && typeof other.value === 'number' ? one.value - other.value : compare(String(one.value), String(other.value));
      return turned ? -by : by;
    })
    .map(({ row }) => row);
}
