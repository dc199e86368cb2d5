// SPDX-License-Identifier: AGPL-3.0-or-later
// What an XLSX file keeps beside its sheets: their names and places, shared strings, which styles are dates. And what one cell says with them.
#pragma once
#include "document/xlsx_parts.h"

namespace bydel::document {

struct SheetPart {
    std::string name;
    std::string path;
};

struct Book {
    std::vector<SheetPart> sheets;
    std::vector<std::string> strings;
    std::vector<bool> style_is_date; ///< by the index a cell names
    bool from_1904 = false;          ///< days counted as old Macs did
};

Result<Book> read_book(Package& package, Limits const& limits);

struct CellValue {
    std::string text;
    CellKind kind = CellKind::text;
};

Result<CellValue> value_of(pugi::xml_node const& cell, Book const& book);

/// "yyyy-mm-dd" is a date's format, "0.00 [Red]" and "hh:mm" are not.
bool is_date_format(std::string_view format);
/// A day's number in Excel as an ISO day; empty where it is none (below 1, beyond 9999).
std::string day_of_serial(double serial, bool from_1904);

} // namespace bydel::document
