// SPDX-License-Identifier: AGPL-3.0-or-later
// A table as XLSX: a line of heads that stays when it is scrolled, text as text (nothing is calculated), numbers as numbers. An XLSX is a few small XML files
// in a zip; the zip comes when it is asked for, and works in the page itself: a worker made of a text is forbidden by the page's policy.

import type { Cell } from './list.ts';

export type Sheet = { name: string; heads: readonly string[]; rows: readonly (readonly Cell[])[]; right_to_left: boolean };

const widest = 60;
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const font = (bold: string): string => `<font>${bold}<sz val="11"/><name val="Calibri"/></font>`;
const look = (of: number): string => `<xf numFmtId="0" fontId="${of}" fillId="0" borderId="0"`;

/** What is the same in every file: which parts there are, and two looks of a cell, plain and bold. */
const frame: Record<string, string> = {
  '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="2">${font('')}${font('<b/>')}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1">${look(0)}/></cellStyleXfs><cellXfs count="2">${look(0)} xfId="0"/>${look(1)} xfId="0" applyFont="1"/></cellXfs></styleSheet>`,
};

/** Signs that XML does not know are left out: a name may hold one that cannot be seen. */
function escaped(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** 0 is A, 26 is AA. */
export const column_name = (at: number): string => (at < 26 ? '' : column_name(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

function cell(value: Cell, place: string, style: string): string {
  if (value === null || value === '') return '';
  if (typeof value === 'number') return `<c r="${place}"${style}><v>${value}</v></c>`;
  return `<c r="${place}" t="inlineStr"${style}><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

const row = (cells: readonly Cell[], at: number, style = ''): string => `<row r="${at}">${cells.map((value, column) => cell(value, `${column_name(column)}${at}`, style)).join('')}</row>`;

function column(sheet: Sheet, at: number): string {
  const longest = sheet.rows.reduce((most, cells) => Math.max(most, String(cells[at] ?? '').length), sheet.heads[at]?.length ?? 0);
  return `<col min="${at + 1}" max="${at + 1}" width="${Math.min(widest, longest + 2)}" customWidth="1"/>`;
}

export function parts_of(sheet: Sheet): Record<string, string> {
  const name = sheet.name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31).replace(/^[' ]+|[' ]+$/g, '').replace(/^history$/i, ''); // as a sheet may be called
  const parts = {
    ...frame,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escaped(name === '' ? '1' : name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"${sheet.right_to_left ? ' rightToLeft="1"' : ''}><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${sheet.heads.map((_, at) => column(sheet, at)).join('')}</cols><sheetData>${row(sheet.heads, 1, ' s="1"')}${sheet.rows.map((cells, at) => row(cells, at + 2)).join('')}</sheetData></worksheet>`,
  };
  return Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, head + text]));
}

export async function to_xlsx(sheet: Sheet): Promise<Blob> {
  const { strToU8, zipSync } = await import('fflate');
  const files = Object.fromEntries(Object.entries(parts_of(sheet)).map(([path, text]) => [path, strToU8(text)]));
  return new Blob([zipSync(files)], { type: `${kind}.sheet` });
}
