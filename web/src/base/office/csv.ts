// SPDX-License-Identifier: AGPL-3.0-or-later
// A table as CSV for a spreadsheet: as the server writes it (src/document/csv_write.cpp). RFC 4180 with the mark of UTF-8, by which Excel knows it.

import type { Cell } from './list.ts';

export type CsvForm = { separator: ',' | ';'; decimal: '.' | ',' };

/** A text that a spreadsheet would calculate gets an apostrophe in front: a name may not do anything. */
function guarded(text: string): string {
  return /^'*[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}

function field(cell: Cell, { decimal }: CsvForm): string {
  const text = typeof cell === 'number' ? String(cell).replace('.', decimal) : guarded(cell ?? '');
  return /[,;\t"\r\n]|^ | $|^sep=/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

export function to_csv(heads: readonly string[], rows: readonly (readonly Cell[])[], form: CsvForm): string {
  const line = (cells: readonly Cell[]): string => `${cells.map((cell) => field(cell, form)).join(form.separator)}\r\n`;
  return `\ufeff${line(heads)}${rows.map(line).join('')}`;
}
