// SPDX-License-Identifier: AGPL-3.0-or-later
// What the kinds of chart share: axes, ticks, legend, titles of axes. A kind makes a frame, then puts its shapes on the scales.
#pragma once
#include "document/chart.h"
#include <optional>

namespace bydel::document {

/// From values to pixels.
struct Scale {
    double low = 0, high = 1, from = 0, to = 1;
    double at(double value) const { return from + (value - low) / (high - low) * (to - from); }
};

/// The room for the shapes.
struct Plot {
    double left = 0, right = picture_width, top = 0, bottom = 0;
};

struct Pen {
    Picture& picture;
    Chart const& chart;
    std::string_view language;

    std::string number(double value) const { return number_text(language, value, chart.decimals); }
    void label(Point at, std::string text, Anchor anchor, Weight weight = Weight::normal) const;
    void line(std::vector<Point> points, Stroke stroke, int series = 0) const;
    /// Not drawn where a value is none.
    void box(double x1, double x2, double y1, double y2, int series) const;
};

enum class Swatches { boxes, lines };
/// The upper axis's title and, where there is more than one name, the legend. Returns where the plot begins.
double draw_head(Pen const& pen, std::string const& title, std::vector<std::string> const& names, Swatches swatches);
/// The lower axis's title; sets the picture's height.
void draw_foot(Pen const& pen, Plot const& plot, double below, std::string const& title);

/// A horizontal axis of numbers below the plot, with grid lines.
Scale draw_lower_numbers(Pen const& pen, Plot const& plot, Ticks const& ticks);
/// A vertical axis of numbers; moves the plot's left side to make room.
Scale draw_side_numbers(Pen const& pen, Plot& plot, Ticks const& ticks);
/// Markers of a horizontal scale take lines above the plot: this many pixels.
double room_for_markers(Chart const& chart);
void draw_markers_down(Pen const& pen, Plot const& plot, Scale const& scale);
void draw_markers_across(Pen const& pen, Plot const& plot, Scale const& scale);

struct Range {
    double low = 0, high = 0;
};
/// Of all values that are numbers, and those of markers, and `from` where it is given.
Range range_of(std::vector<Series> const& series, std::vector<Marker> const& markers, std::optional<double> from);

void draw_bars(Pen const& pen, BarChart const& chart);
void draw_lines(Pen const& pen, LineChart const& chart);
void draw_histogram(Pen const& pen, Histogram const& chart);
void draw_tornado(Pen const& pen, Tornado const& chart);

/// Names beside horizontal bars: wrapped lines and the room they need.
struct SideNames {
    std::vector<std::vector<std::string>> lines;
    double width = 0;
};
SideNames side_names(std::vector<std::string> const& names);
void draw_side_name(Pen const& pen, double right, double middle, std::vector<std::string> const& lines);

} // namespace bydel::document
