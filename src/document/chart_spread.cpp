// SPDX-License-Identifier: AGPL-3.0-or-later
// How sure: the histogram of draws, and the tornado of what drives the result.
#include "document/chart_frame.h"
#include <algorithm>
#include <cmath>

namespace bydel::document {

void draw_histogram(Pen const& pen, Histogram const& chart)
{
    Plot plot { 0, picture_width - 12, 0, 0 };
    plot.top = draw_head(pen, pen.chart.value_axis, {}, Swatches::boxes) + room_for_markers(pen.chart) + 4;
    plot.bottom = plot.top + 240;
    auto counts = range_of({ { "", chart.counts } }, {}, 0);
    auto height = draw_side_numbers(pen, plot, ticks_for(0, counts.high, 5));
    auto edges = range_of({ { "", chart.edges } }, pen.chart.markers, std::nullopt);
    auto scale = draw_lower_numbers(pen, plot, ticks_for(edges.low, edges.high, 6));
    for (std::size_t i = 0; i + 1 < chart.edges.size() && i < chart.counts.size(); ++i) {
        if (chart.counts[i] > 0)
            pen.box(scale.at(chart.edges[i]), scale.at(chart.edges[i + 1]), height.at(0), height.at(chart.counts[i]), 0);
    }
    pen.line({ { plot.left, plot.bottom }, { plot.right, plot.bottom } }, Stroke::axis);
    draw_markers_down(pen, plot, scale);
    draw_foot(pen, plot, 20, pen.chart.category_axis);
}

static void draw_end(Pen const& pen, Scale const& scale, double value, double base, double middle)
{
    if (std::isfinite(value) && value != base)
        pen.label({ scale.at(value) + (value < base ? -4 : 4), middle + 4 }, pen.number(value), value < base ? Anchor::end : Anchor::start);
}

void draw_tornado(Pen const& pen, Tornado const& chart)
{
    std::vector<std::string> inputs;
    Series ends;
    for (auto const& bar : chart.bars) {
        inputs.push_back(bar.input);
        ends.values.insert(ends.values.end(), { bar.at_low, bar.at_high });
    }
    auto names = side_names(inputs);
    Plot plot { names.width + 8, picture_width - 8, 0, 0 };
    plot.top = draw_head(pen, pen.chart.category_axis, { chart.low_name, chart.high_name }, Swatches::boxes) + room_for_markers(pen.chart);
    plot.bottom = plot.top + 8;
    for (auto const& lines : names.lines)
        plot.bottom += std::max<double>(28, 16 * static_cast<double>(lines.size()) + 8);
    auto range = range_of({ ends }, pen.chart.markers, chart.base);
    auto room = (range.high - range.low) * 0.12;
    auto scale = draw_lower_numbers(pen, plot, ticks_for(range.low - room, range.high + room, 5));
    auto y = plot.top + 4;
    for (std::size_t i = 0; i < chart.bars.size(); ++i) {
        auto const& bar = chart.bars[i];
        auto height = std::max<double>(28, 16 * static_cast<double>(names.lines[i].size()) + 8);
        auto middle = y + height / 2;
        pen.box(scale.at(chart.base), scale.at(bar.at_low), middle - 10, middle + 10, 0);
        pen.box(scale.at(chart.base), scale.at(bar.at_high), middle - 10, middle + 10, 1);
        // Both ends on one side: only the farther one is written, the nearer would stand in the bar.
        bool one_side = (bar.at_low - chart.base) * (bar.at_high - chart.base) > 0;
        bool low_is_farther = std::abs(bar.at_low - chart.base) > std::abs(bar.at_high - chart.base);
        if (!one_side || low_is_farther)
            draw_end(pen, scale, bar.at_low, chart.base, middle);
        if (!one_side || !low_is_farther)
            draw_end(pen, scale, bar.at_high, chart.base, middle);
        draw_side_name(pen, plot.left - 8, middle, names.lines[i]);
        y += height;
    }
    pen.line({ { scale.at(chart.base), plot.top }, { scale.at(chart.base), plot.bottom } }, Stroke::axis);
    draw_markers_down(pen, plot, scale);
    draw_foot(pen, plot, 20, pen.chart.value_axis);
}

} // namespace bydel::document
