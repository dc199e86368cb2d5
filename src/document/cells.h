// SPDX-License-Identifier: AGPL-3.0-or-later
// What a cell's text is, the same for XLSX and CSV: number, day or other text; and the limits that both readers share.
// Not for meaning: a slice decides what a column must hold.
#pragma once
#include "document/sheet.h"

namespace bydel::document {

/// "-1234.5", "1E-05": point, no grouping, no leading zeros or plus, finite.
bool is_number(std::string_view cell);
/// Plain text: tabs become spaces, CR LF and CR line feeds, other control signs go.
std::string cleaned(std::string_view cell);
/// Leaves out empty rows and columns without a header at the end, makes all rows as long as the columns.
/// Problem: 413 document.too_many_cells where rows x columns are beyond the limits or what is left of them.
Done even_out(Sheet& sheet, Limits const& limits, std::size_t cells_left);

Problem too_large(std::size_t most_bytes);
Problem too_many_cells(Limits const& limits);

} // namespace bydel::document
