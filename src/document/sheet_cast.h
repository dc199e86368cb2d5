// SPDX-License-Identifier: AGPL-3.0-or-later
// For tests: any sheet that can come back as it was (headers that are not empty, a last row that is not).
#pragma once
#include "document/cells.h"
#include <rapidcheck.h>

namespace bydel::document {

inline rc::Gen<std::string> any_text()
{
    auto piece = rc::gen::element<std::string>(
        "=", "+", "-", "@", "'", "\"", ",", ";", "\n", " ", "<b>", "&amp;", "_x0041_", "_x005F_", "æ", "أهلا", "1", "2.5", "sep=", "x", "😀");
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](std::vector<std::string> const& pieces) {
        std::string text = "t"; // a letter, so that CSV, which has no types, cannot take it for a number
        for (auto const& one : pieces)
            text += one;
        bool const bare = pieces.size() % 2 == 0 && pieces.size() > 1 && text.find_first_of("t<x", 1) != std::string::npos;
        return bare ? text.substr(1) : text;
    });
}

inline rc::Gen<std::string> any_number()
{
    return rc::gen::map(rc::gen::pair(rc::gen::inRange(-99999, 99999), rc::gen::inRange(0, 9999)),
        [](std::pair<int, int> parts) { return std::to_string(parts.first) + "." + std::to_string(parts.second) + "5"; });
}

inline rc::Gen<Sheet> any_sheet()
{
    return rc::gen::exec([] {
        Sheet sheet { "Sheet", {}, {} };
        auto const columns = *rc::gen::inRange<std::size_t>(1, 5), rows = *rc::gen::inRange<std::size_t>(0, 6);
        for (std::size_t i = 0; i < columns; ++i)
            sheet.columns.push_back({ *any_text(), *rc::gen::element(CellKind::text, CellKind::number, CellKind::date) });
        for (std::size_t row = 0; row < rows; ++row) {
            sheet.rows.emplace_back();
            for (auto const& column : sheet.columns) {
                auto day = rc::gen::element<std::string>("2026-11-23", "1900-03-01", "1900-01-01", "9999-12-31", "2000-02-29");
                auto cell = column.kind == CellKind::text ? *any_text() : column.kind == CellKind::number ? *any_number() : *day;
                sheet.rows.back().push_back(row + 1 < rows && *rc::gen::inRange(0, 5) == 0 ? "" : cell);
            }
        }
        return sheet;
    });
}

} // namespace bydel::document
