// SPDX-License-Identifier: AGPL-3.0-or-later
// What reading and writing CSV share, and the steps of reading. From outside, use sheet.h.
#pragma once
#include "document/sheet.h"
#include <optional>

namespace bydel::document {

/// Begins, after any apostrophes, with what makes a spreadsheet calculate (= + - @ tab, line end). One apostrophe more guards it.
bool is_taken_for_a_formula(std::string_view text);
/// Valid UTF-8 of bytes in UTF-8, UTF-16 with a mark, or Windows-1252; without mark. Problem: 400 document.csv_unreadable.
Result<std::string> as_utf8(std::string_view bytes);

struct CsvField {
    std::string text;
    bool guarded = false; ///< an apostrophe was taken away: it is text, whatever it looks like
};
struct CsvRecords {
    char separator = ',';
    std::vector<std::vector<CsvField>> records;
};
Result<CsvRecords> read_records(std::string_view utf8, Limits const& limits);

/// Kinds of the columns; numbers with a decimal comma are rewritten with a point where the column allows no other reading.
void settle_kinds(Sheet& sheet, char separator, std::vector<bool> const& column_has_guarded_text);

} // namespace bydel::document
