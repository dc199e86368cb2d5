// SPDX-License-Identifier: AGPL-3.0-or-later
// A chart as shapes at places, before it is SVG or PDF: both draw the same picture. Pure: widths of words are estimated, not measured, so that no font
// is needed. Lengths are in CSS pixels; y grows downwards; in right-to-left documents the picture is already mirrored.
#pragma once
#include "document/document.h"

namespace bydel::document {

inline constexpr double picture_width = 640, label_size = 12;
inline constexpr int inks = 6; ///< series beyond take the colours again

struct Point {
    double x = 0, y = 0;
};

enum class Stroke { grid, axis, marker, series };
/// Seen from the direction of the text: the start of Arabic text is on its right.
enum class Anchor { start, middle, end };

struct Box {
    Point at;
    double width = 0, height = 0;
    int series = 0;
};

struct Line {
    std::vector<Point> points;
    Stroke stroke = Stroke::grid;
    int series = 0;
};

struct Label {
    Point at; ///< on the baseline
    std::string text;
    Anchor anchor = Anchor::start;
    Weight weight = Weight::normal;
};

struct Picture {
    double width = picture_width, height = 0;
    std::vector<Box> boxes;
    std::vector<Line> lines;
    std::vector<Label> labels;
};

Picture picture_of(Chart const& chart, std::string_view language, bool right_to_left);

/// Of a line of text in our label size, rather too much than too little.
double estimated_width(std::string_view text);
/// At most `most_lines` lines that fit; what is left over ends in an ellipsis.
std::vector<std::string> wrapped(std::string_view text, double width, std::size_t most_lines);

struct Ticks {
    std::vector<double> values;
    int decimals = 0;
};
/// Round numbers from at or below `low` to at or above `high`, about `wanted` of them.
Ticks ticks_for(double low, double high, int wanted);

} // namespace bydel::document
