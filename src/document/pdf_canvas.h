// SPDX-License-Identifier: AGPL-3.0-or-later
// Paper to draw on: pages with margins and a foot, text laid out by Pango, tags. Lengths are in points; y grows downwards from the top of the page.
// `start` and `end` are the sides where lines of the document's direction begin and end.
#pragma once
#include "document/document.h"
#include <memory>
#include <set>

typedef struct _cairo cairo_t;
typedef struct _cairo_surface cairo_surface_t;
typedef struct _PangoContext PangoContext;
typedef struct _PangoLayout PangoLayout;

namespace bydel::document {

inline constexpr double body_size = 10, small_size = 8.5, page_margin = 48, foot_height = 30;
inline constexpr int most_pages = 500;

struct Colour {
    double red = 0, green = 0, blue = 0;
};
inline constexpr Colour text_colour { 0.1, 0.1, 0.1 }, soft_colour { 0.33, 0.33, 0.33 }, link_colour { 0.04, 0.31, 0.54 }, line_colour { 0.78, 0.78, 0.78 },
    rule_colour { 0.5, 0.5, 0.5 }, band_colour { 0.94, 0.95, 0.965 };
Colour ink_colour(int series);

enum class Side { start, end };

struct Look {
    double size = body_size;
    Weight weight = Weight::normal;
    Colour colour = text_colour;
    Side side = Side::start;
};

/// Text of a width, broken into lines.
class Lines {
public:
    Lines(PangoLayout* layout, Text const& text, Look look);
    std::size_t count() const;
    double width() const;
    double height() const;
    /// Of the first line, from its top.
    double baseline() const;
    /// Height of lines `from` up to, not with, `to`.
    double height(std::size_t from, std::size_t to) const;
    /// The line after the last that fits into `room`, beginning with `from`.
    std::size_t fitting(std::size_t from, double room) const;

private:
    friend class Canvas;
    struct Unref {
        void operator()(PangoLayout* layout) const;
    };
    std::unique_ptr<PangoLayout, Unref> layout_;
    Text text_;
    Look look_;
};

class Canvas {
public:
    static Result<std::unique_ptr<Canvas>> make(Document const& document, PdfOptions const& options, std::set<std::string> places);
    ~Canvas();
    Canvas(Canvas const&) = delete;
    Canvas& operator=(Canvas const&) = delete;

    double left() const { return page_margin; }
    double right() const { return width_ - page_margin; }
    double top() const { return page_margin; }
    double bottom() const { return height_ - page_margin - foot_height + 12; }
    double body_width() const { return right() - left(); }
    double room() const { return bottom() - y; }
    bool right_to_left() const { return right_to_left_; }
    std::string const& language() const { return document_.language; }

    Lines lines(Text const& text, Look const& look, double width) const;
    /// Draws lines `from` up to `to` at a place. `x` is their left side.
    void draw(Lines const& lines, double x, double at_y, std::size_t from, std::size_t to);
    void draw(Lines const& lines, double x, double at_y) { draw(lines, x, at_y, 0, lines.count()); }
    void fill(double x, double at_y, double width, double height, Colour colour);
    void rule(double x, double at_y, double width, Colour colour, double thickness);
    /// The x of a box of `width` that stands `inset` from the start side.
    double from_start(double inset, double width) const { return right_to_left_ ? right() - inset - width : left() + inset; }

    void next_page();
    /// A new page unless `height` fits here, or nothing would be gained.
    void need(double height);
    bool is_over_long() const { return page_ > most_pages; }
    void begin_tag(char const* name, std::string const& attributes = "");
    void end_tag(char const* name);
    void add_outline(int level, std::string const& title);
    Result<std::string> finish();

    cairo_t* cairo = nullptr;
    double y = 0;

private:
    Canvas(Document const& document, PangoContext* context, Paper paper, std::set<std::string> places);
    void draw_foot();
    void draw_links(Lines const& lines, double x, double at_y, std::size_t from, std::size_t to);
    void set_metadata();

    Document const& document_;
    PangoContext* context_;
    double width_, height_;
    bool right_to_left_;
    std::set<std::string> places_;
    int page_ = 1;
    int outline_parents_[4] = {};
    std::string bytes_;
    cairo_surface_t* surface_ = nullptr;
};

/// Without what Pango and Cairo would complain of: control signs, and bytes that are not UTF-8.
std::string drawable(std::string_view text);
/// A value in a tag's attributes.
std::string quoted_attribute(std::string_view text);

struct Tag {
    Canvas& canvas;
    char const* name;
    Tag(Canvas& on, char const* tag)
        : canvas(on)
        , name(tag)
    {
        canvas.begin_tag(name);
    }
    ~Tag() { canvas.end_tag(name); }
    Tag(Tag const&) = delete;
};

/// Cairo 1.16 writes the tags but neither that there are any nor the language: added as an update at the end of the file (ISO 32000-1, 7.5.6).
std::string with_language(std::string pdf, std::string const& language, bool right_to_left);

void draw_table(Canvas& canvas, Table const& table);
/// What must stand together at a table's beginning: caption, header, one row.
double least_table_height(Canvas const& canvas, Table const& table);
void draw_chart(Canvas& canvas, Chart const& chart);
double chart_height(Canvas const& canvas, Chart const& chart);

} // namespace bydel::document
