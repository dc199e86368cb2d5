// SPDX-License-Identifier: AGPL-3.0-or-later
#include "document/markup.h"
#include <array>
#include <cmath>
#include <cstdio>

namespace bydel::document {

std::string coordinate(double value)
{
    char text[40];
    auto length = std::snprintf(text, sizeof text, "%.1f", std::isfinite(value) ? std::fmin(std::fmax(value, -1e6), 1e6) : 0.0);
    std::string written(text, static_cast<std::size_t>(length));
    return written.ends_with(".0") ? written.substr(0, written.size() - 2) : written;
}

std::vector<double> dashes_of(Stroke stroke, int series)
{
    static std::array<std::vector<double>, inks> const patterns { { {}, { 7, 4 }, { 2, 3 }, { 10, 3, 2, 3 }, { 4, 2 }, { 12, 5 } } };
    if (stroke == Stroke::marker)
        return { 4, 4 };
    return stroke == Stroke::series ? patterns[static_cast<std::size_t>(series % inks)] : std::vector<double>();
}

namespace {

std::string number_attribute(char const* name, double value) { return std::string(" ") + name + "=\"" + coordinate(value) + "\""; }

std::string shape(Box const& box)
{
    return "<rect class=\"ink" + std::to_string(box.series % inks) + "\"" + number_attribute("x", box.at.x) + number_attribute("y", box.at.y)
        + number_attribute("width", box.width) + number_attribute("height", box.height) + "/>";
}

std::string dash_attribute(Line const& line)
{
    std::string list;
    for (auto length : dashes_of(line.stroke, line.series))
        list += (list.empty() ? "" : " ") + coordinate(length);
    return list.empty() ? list : " stroke-dasharray=\"" + list + "\"";
}

std::string class_of(Line const& line)
{
    switch (line.stroke) {
    case Stroke::grid:
        return "grid";
    case Stroke::axis:
        return "axis";
    case Stroke::marker:
        return "marker";
    case Stroke::series:
        return "stroke" + std::to_string(line.series % inks);
    }
    return {};
}

std::string shape(Line const& line)
{
    std::string points;
    for (auto const& point : line.points)
        points += (points.empty() ? "" : " ") + coordinate(point.x) + "," + coordinate(point.y);
    return "<polyline class=\"" + class_of(line) + "\" fill=\"none\"" + dash_attribute(line) + " points=\"" + points + "\"/>";
}

std::string shape(Label const& label)
{
    static constexpr std::array anchors { "start", "middle", "end" };
    return "<text" + number_attribute("x", label.at.x) + number_attribute("y", label.at.y) + " text-anchor=\"" + anchors[static_cast<std::size_t>(label.anchor)]
        + "\"" + (label.weight == Weight::bold ? " font-weight=\"600\"" : "") + ">" + escaped_text(label.text) + "</text>";
}

} // namespace

std::string svg_of(Chart const& chart, std::string_view language, bool right_to_left, int number)
{
    auto picture = picture_of(chart, language, right_to_left);
    auto id = "chart" + std::to_string(number);
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"" + id + "-title " + id + "-desc\" viewBox=\"0 0 "
        + coordinate(picture.width) + " " + coordinate(picture.height) + "\"" + number_attribute("font-size", label_size) + " direction=\""
        + (right_to_left ? "rtl" : "ltr") + "\">\n<title id=\"" + id + "-title\">" + escaped_text(chart.title) + "</title><desc id=\"" + id + "-desc\">"
        + escaped_text(chart.summary) + "</desc>\n";
    // Grid below, then bars, then lines and words.
    for (auto const& line : picture.lines)
        svg += line.stroke == Stroke::grid ? shape(line) : "";
    for (auto const& box : picture.boxes)
        svg += shape(box);
    for (auto const& line : picture.lines)
        svg += line.stroke != Stroke::grid ? shape(line) : "";
    for (auto const& label : picture.labels)
        svg += shape(label);
    return svg + "\n</svg>\n";
}

} // namespace bydel::document
