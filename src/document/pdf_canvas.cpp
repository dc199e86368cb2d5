// SPDX-License-Identifier: AGPL-3.0-or-later
#include "document/pdf_canvas.h"
#include "base/day.h"
#include "document/markup.h"
#include "document/pdf_fonts.h"
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

namespace bydel::document {

static cairo_status_t append(void* bytes, unsigned char const* data, unsigned length)
{
    static_cast<std::string*>(bytes)->append(reinterpret_cast<char const*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

Colour ink_colour(int series)
{
    static constexpr Colour colours[] { { 0.043, 0.325, 0.58 }, { 0.773, 0.353, 0.067 }, { 0.239, 0.49, 0.239 }, { 0.478, 0.294, 0.604 }, { 0.541, 0.427, 0 },
        { 0.353, 0.353, 0.353 } };
    return colours[series % 6];
}

Canvas::Canvas(Document const& document, PangoContext* context, Paper paper, std::set<std::string> places)
    : document_(document)
    , context_(context)
    , width_(paper == Paper::a4 ? 595.28 : 612)
    , height_(paper == Paper::a4 ? 841.89 : 792)
    , right_to_left_(is_right_to_left(document))
    , places_(std::move(places))
{
    surface_ = cairo_pdf_surface_create_for_stream(append, &bytes_, width_, height_);
    cairo = cairo_create(surface_);
    pango_cairo_update_context(cairo, context_);
    set_metadata();
    y = top();
}

Canvas::~Canvas()
{
    cairo_destroy(cairo);
    cairo_surface_finish(surface_);
    cairo_surface_destroy(surface_);
    g_object_unref(context_);
}

Result<std::unique_ptr<Canvas>> Canvas::make(Document const& document, PdfOptions const& options, std::set<std::string> places)
{
    auto* context = TRY(make_text_context(document.language, is_right_to_left(document)));
    return std::unique_ptr<Canvas>(new Canvas(document, context, options.paper, std::move(places)));
}

void Canvas::set_metadata()
{
    auto set = [&](cairo_pdf_metadata_t what, std::string const& text) {
        if (!text.empty())
            cairo_pdf_surface_set_metadata(surface_, what, drawable(text).c_str());
    };
    set(CAIRO_PDF_METADATA_TITLE, document_.title);
    set(CAIRO_PDF_METADATA_AUTHOR, document_.author);
    set(CAIRO_PDF_METADATA_SUBJECT, document_.subtitle);
    set(CAIRO_PDF_METADATA_KEYWORDS, document_.version);
    set(CAIRO_PDF_METADATA_CREATOR, "Bydel");
    // Cairo would take the clock, and the same document would be other bytes tomorrow.
    auto day = is_day(document_.created_on) ? document_.created_on : std::string("2000-01-01");
    set(CAIRO_PDF_METADATA_CREATE_DATE, day + "T00:00:00Z");
    set(CAIRO_PDF_METADATA_MOD_DATE, day + "T00:00:00Z");
}

Lines Canvas::lines(Text const& text, Look const& look, double width) const
{
    auto* layout = pango_layout_new(context_);
    pango_layout_set_width(layout, static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    Lines made(layout, text, look);
    // Pango swaps the sides of paragraphs that run against the context; ours stay the document's, also of a Latin line in an Arabic document.
    bool runs_against = (pango_layout_line_get_resolved_direction(pango_layout_get_line_readonly(layout, 0)) == PANGO_DIRECTION_RTL) != right_to_left_;
    bool on_the_right = (look.side == Side::end) != right_to_left_;
    pango_layout_set_alignment(layout, on_the_right != runs_against ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    return made;
}

void Canvas::draw(Lines const& lines, double x, double at_y, std::size_t from, std::size_t to)
{
    auto* layout = lines.layout_.get();
    cairo_set_source_rgb(cairo, lines.look_.colour.red, lines.look_.colour.green, lines.look_.colour.blue);
    auto* iterator = pango_layout_get_iter(layout);
    std::size_t number = 0;
    double first_top = 0;
    do {
        PangoRectangle box;
        pango_layout_iter_get_line_extents(iterator, nullptr, &box);
        if (number == from)
            first_top = box.y;
        if (number >= from && number < to) {
            cairo_move_to(cairo, x + box.x / double(PANGO_SCALE), at_y + (pango_layout_iter_get_baseline(iterator) - first_top) / PANGO_SCALE);
            pango_cairo_show_layout_line(cairo, pango_layout_iter_get_line_readonly(iterator));
        }
        ++number;
    } while (number < to && pango_layout_iter_next_line(iterator));
    pango_layout_iter_free(iterator);
    cairo_new_path(cairo); // the place after the last sign is no beginning of a line
    draw_links(lines, x, at_y, from, to);
}

std::string quoted_attribute(std::string_view text)
{
    std::string quoted = "'";
    for (char c : text) {
        if (c == '\'' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + "'";
}

void Canvas::draw_links(Lines const& lines, double x, double at_y, std::size_t from, std::size_t to)
{
    int start = 0;
    for (auto const& run : lines.text_.runs) {
        int end = start + static_cast<int>(run.text.size());
        auto link = safe_link(run.link);
        bool known = !link.empty() && (link[0] != '#' || places_.contains(link.substr(1)));
        auto target = !known ? std::string() : link[0] == '#' ? "dest=" + quoted_attribute(link.substr(1)) : "uri=" + quoted_attribute(link);
        for (auto i = from; known && i < to; ++i) {
            auto* line = pango_layout_get_line_readonly(lines.layout_.get(), static_cast<int>(i));
            if (end <= line->start_index || start >= line->start_index + line->length)
                continue;
            int* ranges = nullptr;
            int count = 0;
            pango_layout_line_get_x_ranges(line, std::max(start, line->start_index), std::min(end, line->start_index + line->length), &ranges, &count);
            for (int range = 0; range < count; ++range) {
                auto range_x = x + ranges[2 * range] / double(PANGO_SCALE), range_width = (ranges[2 * range + 1] - ranges[2 * range]) / double(PANGO_SCALE);
                begin_tag(CAIRO_TAG_LINK,
                    "rect=[" + coordinate(range_x) + " " + coordinate(at_y + lines.height(from, i)) + " " + coordinate(range_width) + " "
                        + coordinate(lines.height(i, i + 1)) + "] " + target);
                end_tag(CAIRO_TAG_LINK);
            }
            g_free(ranges);
        }
        start = end;
    }
}

void Canvas::fill(double x, double at_y, double width, double height, Colour colour)
{
    cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue);
    cairo_rectangle(cairo, x, at_y, width, height);
    cairo_fill(cairo);
}

void Canvas::rule(double x, double at_y, double width, Colour colour, double thickness) { fill(x, at_y - thickness / 2, width, thickness, colour); }

void Canvas::draw_foot()
{
    auto at_y = height_ - page_margin + 4;
    rule(left(), at_y - 5, body_width(), line_colour, 0.6);
    auto number = lines(number_text(document_.language, page_, 0), { small_size, Weight::normal, soft_colour, Side::end }, 60);
    draw(number, from_start(body_width() - 60, 60), at_y);
    auto title = lines(document_.title, { small_size, Weight::normal, soft_colour }, body_width() - 80);
    draw(title, from_start(0, body_width() - 80), at_y, 0, 1);
}

void Canvas::next_page()
{
    ++page_;
    y = top();
    if (is_over_long())
        return; // finish() says so
    --page_;
    draw_foot();
    cairo_show_page(cairo);
    ++page_;
}

void Canvas::need(double height)
{
    if (height > room() && y > top())
        next_page();
}

void Canvas::begin_tag(char const* name, std::string const& attributes) { cairo_tag_begin(cairo, name, attributes.c_str()); }

void Canvas::end_tag(char const* name) { cairo_tag_end(cairo, name); }

void Canvas::add_outline(int level, std::string const& title)
{
    auto attributes = "page=" + std::to_string(page_) + " pos=[0 " + coordinate(y) + "]";
    auto id = cairo_pdf_surface_add_outline(surface_, outline_parents_[level - 1], drawable(title).c_str(), attributes.c_str(), CAIRO_PDF_OUTLINE_FLAG_OPEN);
    for (int below = level; below < 4; ++below)
        outline_parents_[below] = id;
}

Result<std::string> Canvas::finish()
{
    if (is_over_long())
        return fail({ 413, "document.too_many_pages", "", { { "most", std::to_string(most_pages) } } });
    draw_foot();
    cairo_show_page(cairo);
    auto drawn = cairo_status(cairo);
    cairo_surface_finish(surface_);
    auto status = drawn == CAIRO_STATUS_SUCCESS ? cairo_surface_status(surface_) : drawn;
    if (status != CAIRO_STATUS_SUCCESS)
        return fail({ 500, "document.not_written", "", {}, cairo_status_to_string(status) });
    return with_language(std::move(bytes_), plain_language(document_.language), right_to_left_);
}

} // namespace bydel::document
