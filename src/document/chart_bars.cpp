// SPDX-License-Identifier: AGPL-3.0-or-later
#include "document/chart_frame.h"
#include <algorithm>
#include <cmath>

namespace bydel::document {

namespace {

constexpr double bar_line_height = 16;
constexpr std::size_t most_written_values = 24;

std::vector<std::string> names_of(std::vector<Series> const& series)
{
    std::vector<std::string> names;
    for (auto const& one : series)
        names.push_back(one.name);
    return names;
}

double value_at(Series const& series, std::size_t i) { return i < series.values.size() ? series.values[i] : NAN; }

bool writes_values(BarChart const& chart) { return chart.categories.size() * chart.series.size() <= most_written_values; }

void draw_across(Pen const& pen, BarChart const& chart)
{
    auto names = side_names(chart.categories);
    auto thickness = chart.series.size() > 1 ? 15.0 : 22.0;
    auto bars = thickness * static_cast<double>(chart.series.size());
    Plot plot { names.width + 8, picture_width - 8, 0, 0 };
    plot.top = draw_head(pen, pen.chart.category_axis, names_of(chart.series), Swatches::boxes) + room_for_markers(pen.chart);
    std::vector<double> middles;
    auto y = plot.top + 4;
    for (auto const& lines : names.lines) {
        auto height = std::max(bars, bar_line_height * static_cast<double>(lines.size())) + 10;
        middles.push_back(y + height / 2);
        y += height;
    }
    plot.bottom = y + 4;
    auto range = range_of(chart.series, pen.chart.markers, 0);
    bool written = writes_values(chart);
    auto room = written ? (range.high - range.low) * 0.14 : 0; // for the number at the bar's end
    auto scale = draw_lower_numbers(pen, plot, ticks_for(range.low < 0 ? range.low - room : 0, range.high > 0 ? range.high + room : 0, 5));
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
        draw_side_name(pen, plot.left - 8, middles[i], names.lines[i]);
        for (std::size_t j = 0; j < chart.series.size(); ++j) {
            auto value = value_at(chart.series[j], i);
            auto top = middles[i] - bars / 2 + thickness * static_cast<double>(j);
            pen.box(scale.at(0), scale.at(value), top, top + thickness - 2, static_cast<int>(j));
            if (written && std::isfinite(value))
                pen.label({ scale.at(value) + (value < 0 ? -4 : 4), top + thickness / 2 + 3 }, pen.number(value), value < 0 ? Anchor::end : Anchor::start);
        }
    }
    pen.line({ { scale.at(0), plot.top }, { scale.at(0), plot.bottom } }, Stroke::axis);
    draw_markers_down(pen, plot, scale);
    draw_foot(pen, plot, bar_line_height + 4, pen.chart.value_axis);
}

void draw_up(Pen const& pen, BarChart const& chart)
{
    Plot plot { 0, picture_width, 0, 0 };
    plot.top = draw_head(pen, pen.chart.value_axis, names_of(chart.series), Swatches::boxes) + 8;
    plot.bottom = plot.top + 240;
    auto range = range_of(chart.series, pen.chart.markers, 0);
    auto scale = draw_side_numbers(pen, plot, ticks_for(range.low, range.high, 5));
    auto slot = (plot.right - plot.left) / static_cast<double>(chart.categories.size());
    auto thickness = std::min(60.0, slot * 0.76 / static_cast<double>(chart.series.size()));
    std::size_t lines = 1;
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
        auto middle = plot.left + slot * (static_cast<double>(i) + 0.5);
        for (std::size_t j = 0; j < chart.series.size(); ++j) {
            auto value = value_at(chart.series[j], i);
            auto left = middle + thickness * (static_cast<double>(j) - static_cast<double>(chart.series.size()) / 2);
            pen.box(left + 1, left + thickness - 1, scale.at(0), scale.at(value), static_cast<int>(j));
            if (std::isfinite(value) && writes_values(chart) && estimated_width(pen.number(value)) <= thickness + 8)
                pen.label({ left + thickness / 2, scale.at(value) + (value < 0 ? 14 : -4) }, pen.number(value), Anchor::middle);
        }
        auto name = wrapped(chart.categories[i], slot - 4, 3);
        lines = std::max(lines, name.size());
        for (std::size_t line = 0; line < name.size(); ++line)
            pen.label({ middle, plot.bottom + bar_line_height * static_cast<double>(line + 1) }, name[line], Anchor::middle);
    }
    pen.line({ { plot.left, scale.at(0) }, { plot.right, scale.at(0) } }, Stroke::axis);
    draw_markers_across(pen, plot, scale);
    draw_foot(pen, plot, bar_line_height * static_cast<double>(lines) + 4, pen.chart.category_axis);
}

/// Names below upright bars must not be cut.
bool names_fit_below(BarChart const& chart)
{
    auto slot = (picture_width - 60) / static_cast<double>(std::max<std::size_t>(1, chart.categories.size())) - 4;
    return std::all_of(chart.categories.begin(), chart.categories.end(), [&](std::string const& name) {
        return wrapped(name, slot, 3) == wrapped(name, slot, 99) && wrapped(name, slot, 3).back().find("\xe2\x80\xa6") == std::string::npos;
    });
}

} // namespace

void draw_bars(Pen const& pen, BarChart const& chart)
{
    if (chart.bars == Bars::up && !chart.categories.empty() && names_fit_below(chart))
        draw_up(pen, chart);
    else
        draw_across(pen, chart);
}

} // namespace bydel::document
