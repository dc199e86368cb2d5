// SPDX-License-Identifier: AGPL-3.0-or-later
// A cost model as tables that an economist reads and changes in a spreadsheet, and back. A workbook has a sheet for each part of the model;
// a CSV has all parts under one another, told apart by the first column. One list of columns says where each cell stands in the document.
#pragma once
#include "document/sheet.h"
#include "impact/impact.h"

namespace bydel::impact {

/// Texts come out in one language; a workbook that is read back holds plain strings in it.
document::Workbook to_workbook(Json const& document, std::string const& language);
document::Sheet to_sheet(Json const& document, std::string const& language);

/// The document of a workbook or of a single sheet. Problems: impact.no_table where no part of a model is found; impact.unknown_column is
/// not one: columns that are not ours are passed over. Numbers and days may be written as people write them (base/typed_number.h,
/// platform/i18n/typed_day.h); `today` settles the year of a day that has none. Problems field.ambiguous_day and field.other_calendar, with
/// the line and the column. What the cells mean is judged by problems_of().
Result<Json> from_workbook(document::Workbook const& workbook, std::string const& today = "");

/// `type` is json, xlsx or csv. Problem field.unknown_code.
Result<http::File> write_file(Json const& document, std::string const& type, std::string const& language);
/// By the ending of its name: .json, .xlsx, .csv. Problem impact.unknown_file (params name), and those of reading.
Result<Json> read_file(std::string const& name, std::string_view bytes, std::string const& today = "");

} // namespace bydel::impact
