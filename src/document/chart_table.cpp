// SPDX-License-Identifier: AGPL-3.0-or-later
#include "document/document.h"
#include <algorithm>
#include <cmath>

namespace bydel::document {

namespace {

struct TableMaker {
    Chart const& chart;
    std::string_view language;

    Text number(double value) const { return number_text(language, value, chart.decimals); }
    Text number_at(std::vector<double> const& values, std::size_t i) const { return i < values.size() ? number(values[i]) : Text(); }

    Table of_series(std::vector<std::string> const& names, std::vector<Series> const& series) const
    {
        Table table;
        table.columns.push_back({ chart.category_axis });
        for (auto const& one : series)
            table.columns.push_back({ one.name.empty() ? chart.value_axis : one.name, Align::number });
        for (std::size_t i = 0; i < names.size(); ++i) {
            std::vector<Text> row { names[i] };
            for (auto const& one : series)
                row.push_back(number_at(one.values, i));
            table.rows.push_back(std::move(row));
        }
        return table;
    }

    Table operator()(BarChart const& one) const { return of_series(one.categories, one.series); }

    Table operator()(LineChart const& one) const
    {
        if (one.positions.empty())
            return of_series(one.categories, one.series);
        std::vector<std::string> names;
        for (auto position : one.positions)
            names.push_back(number_text(language, position));
        return of_series(names, one.series);
    }

    Table operator()(Histogram const& one) const
    {
        std::vector<std::string> names;
        for (std::size_t i = 0; i + 1 < one.edges.size(); ++i)
            names.push_back(number_text(language, one.edges[i]) + " \xe2\x80\x93 " + number_text(language, one.edges[i + 1]));
        auto table = of_series(names, {});
        table.columns.push_back({ chart.value_axis, Align::number });
        for (std::size_t i = 0; i < table.rows.size(); ++i) // counts are whole, whatever decimals the edges have
            table.rows[i].push_back(i < one.counts.size() ? Text(number_text(language, one.counts[i])) : Text());
        return table;
    }

    Table operator()(Tornado const& one) const
    {
        std::vector<std::string> names;
        Series low { one.low_name }, high { one.high_name };
        for (auto const& bar : one.bars) {
            names.push_back(bar.input);
            low.values.push_back(bar.at_low);
            high.values.push_back(bar.at_high);
        }
        return of_series(names, { low, high });
    }
};

} // namespace

Table table_of(Chart const& chart, std::string_view language)
{
    return chart.data.columns.empty() ? std::visit(TableMaker { chart, language }, chart.drawing) : chart.data;
}

} // namespace bydel::document
