// SPDX-License-Identifier: AGPL-3.0-or-later
#include "document/chart_frame.h"
#include <algorithm>
#include <cmath>

namespace bydel::document {

static constexpr double line_height = 16, swatch = 22, tick_gap = 6;

void Pen::label(Point at, std::string text, Anchor anchor, Weight weight) const
{
    if (!text.empty())
        picture.labels.push_back({ at, std::move(text), anchor, weight });
}

void Pen::line(std::vector<Point> points, Stroke stroke, int series) const { picture.lines.push_back({ std::move(points), stroke, series }); }

void Pen::box(double x1, double x2, double y1, double y2, int series) const
{
    if (std::isfinite(x1 + x2 + y1 + y2))
        picture.boxes.push_back({ { std::min(x1, x2), std::min(y1, y2) }, std::abs(x2 - x1), std::abs(y2 - y1), series });
}

double draw_head(Pen const& pen, std::string const& title, std::vector<std::string> const& names, Swatches swatches)
{
    double y = 4;
    for (auto const& line : title.empty() ? std::vector<std::string>() : wrapped(title, picture_width, 2))
        pen.label({ 0, y += line_height }, line, Anchor::start, Weight::bold);
    if (names.size() < 2)
        return y + 12;
    double x = 0;
    y += line_height + 4;
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto text = wrapped(names[i], picture_width - swatch - 10, 1).front();
        auto width = swatch + estimated_width(text) + 20;
        if (x > 0 && x + width > picture_width) {
            x = 0;
            y += line_height + 2;
        }
        if (swatches == Swatches::boxes)
            pen.box(x, x + 12, y - 10, y + 1, static_cast<int>(i));
        else
            pen.line({ { x, y - 4 }, { x + 18, y - 4 } }, Stroke::series, static_cast<int>(i));
        pen.label({ x + swatch, y }, text, Anchor::start);
        x += width;
    }
    return y + 14;
}

void draw_foot(Pen const& pen, Plot const& plot, double below, std::string const& title)
{
    auto y = plot.bottom + below;
    for (auto const& line : title.empty() ? std::vector<std::string>() : wrapped(title, picture_width, 2))
        pen.label({ (plot.left + plot.right) / 2, y += line_height }, line, Anchor::middle, Weight::bold);
    pen.picture.height = y + 8;
}

Scale draw_lower_numbers(Pen const& pen, Plot const& plot, Ticks const& ticks)
{
    Scale scale { ticks.values.front(), ticks.values.back(), plot.left, plot.right };
    double free_from = -1e9;
    for (auto value : ticks.values) {
        auto x = scale.at(value);
        pen.line({ { x, plot.top }, { x, plot.bottom } }, Stroke::grid);
        auto text = number_text(pen.language, value, ticks.decimals);
        auto half = estimated_width(text) / 2;
        x = std::min(x, picture_width - half);
        if (x - half < free_from)
            continue; // long numbers: every other one
        pen.label({ x, plot.bottom + line_height }, text, Anchor::middle);
        free_from = x + half + 6;
    }
    return scale;
}

Scale draw_side_numbers(Pen const& pen, Plot& plot, Ticks const& ticks)
{
    Scale scale { ticks.values.front(), ticks.values.back(), plot.bottom, plot.top };
    double widest = 0;
    for (auto value : ticks.values)
        widest = std::max(widest, estimated_width(number_text(pen.language, value, ticks.decimals)));
    plot.left += widest + tick_gap;
    for (auto value : ticks.values) {
        auto y = scale.at(value);
        pen.line({ { plot.left, y }, { plot.right, y } }, Stroke::grid);
        pen.label({ plot.left - tick_gap, y + 4 }, number_text(pen.language, value, ticks.decimals), Anchor::end);
    }
    return scale;
}

double room_for_markers(Chart const& chart) { return static_cast<double>(chart.markers.size()) * line_height; }

void draw_markers_down(Pen const& pen, Plot const& plot, Scale const& scale)
{
    auto y = plot.top - room_for_markers(pen.chart);
    for (auto const& marker : pen.chart.markers) {
        if (!(marker.value >= scale.low && marker.value <= scale.high))
            continue;
        auto x = scale.at(marker.value);
        auto text = wrapped(marker.label, picture_width / 2, 1).front();
        bool fits_after = x + 6 + estimated_width(text) <= picture_width;
        pen.line({ { x, y }, { x, plot.bottom } }, Stroke::marker);
        pen.label({ fits_after ? x + 6 : x - 6, y + 11 }, text, fits_after ? Anchor::start : Anchor::end);
        y += line_height;
    }
}

void draw_markers_across(Pen const& pen, Plot const& plot, Scale const& scale)
{
    for (auto const& marker : pen.chart.markers) {
        if (!(marker.value >= scale.low && marker.value <= scale.high))
            continue;
        auto y = scale.at(marker.value);
        pen.line({ { plot.left, y }, { plot.right, y } }, Stroke::marker);
        pen.label({ plot.right - 2, y - 4 }, wrapped(marker.label, picture_width / 2, 1).front(), Anchor::end);
    }
}

Range range_of(std::vector<Series> const& series, std::vector<Marker> const& markers, std::optional<double> from)
{
    Range range { from.value_or(INFINITY), from.value_or(-INFINITY) };
    auto take = [&](double value) {
        if (std::isfinite(value) && std::abs(value) < 1e15)
            range = { std::min(range.low, value), std::max(range.high, value) };
    };
    for (auto const& one : series) {
        for (auto value : one.values)
            take(value);
    }
    for (auto const& marker : markers)
        take(marker.value);
    return range.low <= range.high ? range : Range { 0, 1 };
}

SideNames side_names(std::vector<std::string> const& names)
{
    SideNames side;
    for (auto const& name : names) {
        side.lines.push_back(wrapped(name, picture_width * 0.34, 3));
        for (auto const& line : side.lines.back())
            side.width = std::max(side.width, estimated_width(line));
    }
    return side;
}

void draw_side_name(Pen const& pen, double right, double middle, std::vector<std::string> const& lines)
{
    auto y = middle + 4 - line_height / 2 * static_cast<double>(lines.size() - 1);
    for (auto const& line : lines) {
        pen.label({ right, y }, line, Anchor::end);
        y += line_height;
    }
}

static void mirror(Picture& picture)
{
    for (auto& box : picture.boxes)
        box.at.x = picture.width - box.at.x - box.width;
    for (auto& line : picture.lines) {
        for (auto& point : line.points)
            point.x = picture.width - point.x;
    }
    for (auto& label : picture.labels)
        label.at.x = picture.width - label.at.x;
}

Picture picture_of(Chart const& chart, std::string_view language, bool right_to_left)
{
    Picture picture;
    Pen pen { picture, chart, language };
    struct Draw {
        Pen const& pen;
        void operator()(BarChart const& one) const { draw_bars(pen, one); }
        void operator()(LineChart const& one) const { draw_lines(pen, one); }
        void operator()(Histogram const& one) const { draw_histogram(pen, one); }
        void operator()(Tornado const& one) const { draw_tornado(pen, one); }
    };
    std::visit(Draw { pen }, chart.drawing);
    if (right_to_left)
        mirror(picture);
    return picture;
}

} // namespace bydel::document
