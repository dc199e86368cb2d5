// SPDX-License-Identifier: AGPL-3.0-or-later
// Spreadsheets in and out: XLSX and CSV. A cell is text: a number is "-1234.5" (point, no grouping), a day is "2026-11-23", whatever the file's
// language was. The first row of a file is its header. What comes from outside is bounded by Limits before memory is taken for it, is never
// evaluated and never written to a disk. Meaning (which column is what) belongs to the slice that imports.
#pragma once
#include "base/result.h"
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bydel::document {

/// Of a column. A cell that does not fit its column's kind is written as text. Only a cell of a `formula` column that begins with = becomes a
/// formula: text that begins with = + - @ never does.
enum class CellKind { text, number, date, formula };

struct SheetColumn {
    std::string header;
    CellKind kind = CellKind::text;
    double width = 0;  ///< in characters; 0: fitted to the header and the first rows
    int decimals = -1; ///< of a number as it is shown; -1: as many as it has

    bool operator==(SheetColumn const&) const = default;
};

struct Sheet {
    std::string name;
    std::vector<SheetColumn> columns;
    std::vector<std::vector<std::string>> rows;

    bool operator==(Sheet const&) const = default;
};

struct Workbook {
    std::vector<Sheet> sheets;
    std::string title = {};
    std::string author = {};
    std::string created_on = {}; ///< ISO day or empty; never the clock: the same workbook gives the same bytes

    bool operator==(Workbook const&) const = default;
};

/// A cell of a formula column: the formula, and the value it has now, for programs that do not calculate. `formula_cell("B2*C2", "12.5")`.
std::string formula_cell(std::string_view formula, std::string_view value);

/// Sheet names are made to fit XLSX (31 signs, none of []:*?/\, no two alike). Rows longer than the columns lose what is beyond them.
/// Numbers keep 15 to 16 digits, as Excel does. Takes about 2 s for a million cells: run it in the worker pool. (libxlsxwriter keeps rows in unnamed
/// temporary files of TMPDIR until the end.)
/// Problems: 413 document.too_many_cells, 413 document.text_too_long (32,767 signs), 500 document.not_written.
Result<std::string> to_xlsx(Workbook const& workbook);

struct Limits {
    std::size_t file_bytes = 8 << 20;
    std::size_t unpacked_bytes = 48 << 20; ///< of all parts that are read
    std::size_t ratio = 200;               ///< unpacked to packed, of any part over 1 MB
    std::size_t sheets = 50;
    std::size_t rows = 100'000; ///< of one sheet, the header included
    std::size_t columns = 500;
    std::size_t cells = 500'000; ///< rows x columns of all sheets
};

/// Every worksheet in its order. Each row has as many cells as the sheet has columns; empty rows at the end are left out, those between stay
/// (row i stands in line i + 2). A column is `number` or `date` where all its filled cells are, else `text`; the cells of a formula are the
/// values it had when the file was saved. A time of day is left out of a date.
/// Problems: 400 document.xlsx_unreadable, 400 document.xlsx_old_or_locked (.xls, or a password), 413 document.too_large {most_mb},
/// 413 document.too_many_cells {rows, columns, cells}.
Result<Workbook> read_xlsx(std::string_view bytes, Limits const& limits = {});

/// programs: comma, point, no byte order mark. excel: with the mark, without which Excel takes UTF-8 for another encoding.
/// excel_decimal_comma: also semicolons and decimal commas, for Excel in Danish, German, French ...
enum class CsvStyle { programs, excel, excel_decimal_comma };

/// RFC 4180. Text that a spreadsheet would take for a formula gets an apostrophe in front, which read_csv takes away again.
std::string to_csv(Sheet const& sheet, CsvStyle style = CsvStyle::excel);

/// Comma, semicolon or tab, found from the first line; decimal commas where the separator is none and the column allows no other reading; UTF-8 with or
/// without mark, UTF-16 with mark, else Windows-1252. Rows and kinds as in read_xlsx: "1.234" in a file with decimal commas, which could be 1234 or
/// 1.234, leaves its column text. Problems: 400 document.csv_unreadable {line}, 413 document.too_large, 413 document.too_many_cells.
Result<Sheet> read_csv(std::string_view bytes, Limits const& limits = {});

} // namespace bydel::document
