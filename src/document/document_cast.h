// SPDX-License-Identifier: AGPL-3.0-or-later
// For tests: a document with every kind of block and of chart.
#pragma once
#include "document/document.h"
#include <cmath>

namespace bydel::document {

inline Chart any_chart(decltype(Chart::drawing) drawing)
{
    return { .title = "What drives it",
        .summary = "Between 2.8 and 10",
        .category_axis = "Input",
        .value_axis = "Kroner",
        .drawing = std::move(drawing),
        .markers = { { 1, "break even" } } };
}

inline std::vector<Chart> all_charts()
{
    return { any_chart(BarChart { Bars::up, { "2017", "2018" }, { { "Women", { 12, -3 } }, { "Children", { 5, NAN } } } }),
        any_chart(BarChart { Bars::across, { "A rather long name of an input that wraps over lines", "B" }, { { "Kroner", { 36.2e6, 1 } } } }),
        any_chart(LineChart { { "2017", "2018", "2019" }, {}, { { "A", { 1, NAN, 3 } }, { "B", { 0, 1, 2 } } } }),
        any_chart(LineChart { {}, { 0, 50'000, 100'000 }, { { "P", { 0, 0.4, 0.9 } } } }), any_chart(Histogram { { 0, 1, 2, 3 }, { 5, 20, 7 } }),
        any_chart(Tornado { 7.3, "low", "high", { { "Deadweight", 2.8, 10 }, { "Duration", 8, 9 } } }) };
}

inline Document all_blocks(std::string language)
{
    Document document { .title = "Worth <of> it",
        .subtitle = "Its range",
        .language = std::move(language),
        .author = "Fonden",
        .created = "23 November 2026",
        .created_on = "2026-11-23",
        .version = "Model 4" };
    Table table { "Inputs", { { "Line" }, { "Value", Align::number } }, { { "Wage", "1,234.50" }, { "Short row" } } };
    document.blocks = { Heading { 1, "Result", "result" },
        Paragraph { Text({ Run { "Seven & ", Weight::bold }, Run { "source", Weight::normal, "https://example.org/a?b=1&c='2'" },
            Run { "up", Weight::normal, "#result" }, Run { "bad", Weight::normal, "javascript:alert(1)" } }) },
        List { { "one", "two" } }, List { { "first" }, Marks::numbers }, Heading { 2, "Inputs" }, table, Note { "Mind", "this" }, PageBreak {},
        Heading { 3, "Charts" } };
    for (auto& chart : all_charts())
        document.blocks.push_back(chart);
    return document;
}

inline std::size_t occurrences(std::string_view text, std::string_view piece)
{
    std::size_t count = 0;
    for (auto at = text.find(piece); at != std::string_view::npos; at = text.find(piece, at + piece.size()))
        ++count;
    return count;
}

} // namespace bydel::document
