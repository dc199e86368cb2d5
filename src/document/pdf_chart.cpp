// SPDX-License-Identifier: AGPL-3.0-or-later
#include "document/chart.h"
#include "document/markup.h"
#include "document/pdf_canvas.h"
#include <cairo.h>

namespace bydel::document {

namespace {

void set_colour(cairo_t* cairo, Colour colour) { cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue); }

void draw_box(cairo_t* cairo, Box const& box)
{
    cairo_rectangle(cairo, box.at.x, box.at.y, box.width, box.height);
    set_colour(cairo, ink_colour(box.series));
    cairo_fill_preserve(cairo);
    set_colour(cairo, { 1, 1, 1 });
    cairo_set_line_width(cairo, 0.6);
    cairo_stroke(cairo);
}

void draw_line(cairo_t* cairo, Line const& line)
{
    for (auto const& point : line.points)
        cairo_line_to(cairo, point.x, point.y);
    bool grid = line.stroke == Stroke::grid, series = line.stroke == Stroke::series;
    set_colour(cairo, grid ? line_colour : series ? ink_colour(line.series) : text_colour);
    cairo_set_line_width(cairo, grid ? 0.8 : series ? 2.4 : 1.3);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    auto dashes = dashes_of(line.stroke, line.series);
    cairo_set_dash(cairo, dashes.data(), static_cast<int>(dashes.size()), 0);
    cairo_stroke(cairo);
    cairo_set_dash(cairo, nullptr, 0, 0);
}

void draw_label(Canvas& canvas, Label const& label, double scale, Point corner)
{
    auto lines = canvas.lines(label.text, { label_size * scale, label.weight }, 2000);
    bool to_the_right = (label.anchor == Anchor::start) != canvas.right_to_left();
    auto x = corner.x + label.at.x * scale;
    auto width = lines.width();
    auto left = label.anchor == Anchor::middle ? x - width / 2 : to_the_right ? x : x - width;
    auto fitted = canvas.lines(label.text, { label_size * scale, label.weight }, width + 1);
    canvas.draw(fitted, canvas.right_to_left() ? left - 1 : left, corner.y + label.at.y * scale - fitted.baseline());
}

Lines title_of(Canvas const& canvas, Chart const& chart) { return canvas.lines(chart.title, { body_size, Weight::bold }, canvas.body_width()); }
Lines summary_of(Canvas const& canvas, Chart const& chart)
{
    return canvas.lines(chart.summary, { small_size, Weight::normal, soft_colour }, canvas.body_width());
}

double scale_of(Canvas const& canvas) { return canvas.body_width() / picture_width; }

} // namespace

double chart_height(Canvas const& canvas, Chart const& chart)
{
    auto picture = picture_of(chart, canvas.language(), canvas.right_to_left());
    return title_of(canvas, chart).height() + 4 + picture.height * scale_of(canvas) + 4 + summary_of(canvas, chart).height();
}

static void draw_picture(Canvas& canvas, Picture const& picture)
{
    auto scale = scale_of(canvas);
    cairo_save(canvas.cairo);
    cairo_translate(canvas.cairo, canvas.left(), canvas.y);
    cairo_scale(canvas.cairo, scale, scale);
    for (auto const& line : picture.lines) {
        if (line.stroke == Stroke::grid)
            draw_line(canvas.cairo, line);
    }
    for (auto const& box : picture.boxes)
        draw_box(canvas.cairo, box);
    for (auto const& line : picture.lines) {
        if (line.stroke != Stroke::grid)
            draw_line(canvas.cairo, line);
    }
    cairo_restore(canvas.cairo);
    for (auto const& label : picture.labels)
        draw_label(canvas, label, scale, { canvas.left(), canvas.y });
    canvas.y += picture.height * scale + 4;
}

void draw_chart(Canvas& canvas, Chart const& chart)
{
    canvas.need(chart_height(canvas, chart));
    auto title = title_of(canvas, chart);
    {
        Tag tag(canvas, "Caption");
        canvas.draw(title, canvas.left(), canvas.y);
        canvas.y += title.height() + 4;
    }
    {
        Tag tag(canvas, "Figure");
        draw_picture(canvas, picture_of(chart, canvas.language(), canvas.right_to_left()));
    }
    if (!chart.summary.empty()) {
        auto summary = summary_of(canvas, chart);
        Tag tag(canvas, "P");
        canvas.draw(summary, canvas.left(), canvas.y);
        canvas.y += summary.height();
    }
    canvas.y += 10;
    draw_table(canvas, table_of(chart, canvas.language()));
}

} // namespace bydel::document
