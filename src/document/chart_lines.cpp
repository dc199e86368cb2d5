// SPDX-License-Identifier: AGPL-3.0-or-later
#include "document/chart_frame.h"
#include <algorithm>
#include <cmath>

namespace bydel::document {

namespace {

/// A line is broken where a value is none; a point alone is a short line.
void draw_series(Pen const& pen, std::vector<double> const& xs, Series const& series, Scale const& scale, int number)
{
    std::vector<Point> points;
    auto finish = [&] {
        if (points.size() == 1)
            points = { { points[0].x - 3, points[0].y }, { points[0].x + 3, points[0].y } };
        if (!points.empty())
            pen.line(std::move(points), Stroke::series, number);
        points.clear();
    };
    for (std::size_t i = 0; i < std::min(xs.size(), series.values.size()); ++i) {
        if (std::isfinite(series.values[i]) && std::isfinite(xs[i]))
            points.push_back({ xs[i], scale.at(series.values[i]) });
        else
            finish();
    }
    finish();
}

std::vector<double> place_categories(Pen const& pen, Plot const& plot, std::vector<std::string> const& categories)
{
    auto slot = (plot.right - plot.left) / static_cast<double>(std::max<std::size_t>(1, categories.size()));
    std::vector<double> xs;
    double free_from = -1e9;
    for (std::size_t i = 0; i < categories.size(); ++i) {
        auto x = plot.left + slot * (static_cast<double>(i) + 0.5);
        auto half = estimated_width(categories[i]) / 2;
        xs.push_back(x);
        if (x - half < free_from)
            continue;
        pen.label({ x, plot.bottom + 16 }, wrapped(categories[i], 160, 1).front(), Anchor::middle);
        free_from = x + half + 8;
    }
    return xs;
}

std::vector<double> place_positions(Pen const& pen, Plot const& plot, std::vector<double> const& positions)
{
    auto range = range_of({ { "", positions } }, {}, std::nullopt);
    auto scale = draw_lower_numbers(pen, plot, ticks_for(range.low, range.high, 6));
    std::vector<double> xs;
    for (auto position : positions)
        xs.push_back(scale.at(position));
    return xs;
}

} // namespace

void draw_lines(Pen const& pen, LineChart const& chart)
{
    std::vector<std::string> names;
    for (auto const& one : chart.series)
        names.push_back(one.name);
    Plot plot { 0, picture_width - 12, 0, 0 };
    plot.top = draw_head(pen, pen.chart.value_axis, names, Swatches::lines) + 4;
    plot.bottom = plot.top + 240;
    auto range = range_of(chart.series, pen.chart.markers, 0);
    auto scale = draw_side_numbers(pen, plot, ticks_for(range.low, range.high, 5));
    auto xs = chart.positions.empty() ? place_categories(pen, plot, chart.categories) : place_positions(pen, plot, chart.positions);
    pen.line({ { plot.left, scale.at(0) }, { plot.right, scale.at(0) } }, Stroke::axis);
    for (std::size_t i = 0; i < chart.series.size(); ++i)
        draw_series(pen, xs, chart.series[i], scale, static_cast<int>(i));
    draw_markers_across(pen, plot, scale);
    draw_foot(pen, plot, 20, pen.chart.category_axis);
}

} // namespace bydel::document
