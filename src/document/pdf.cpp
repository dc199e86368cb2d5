// SPDX-License-Identifier: AGPL-3.0-or-later
#include "document/pdf_canvas.h"
#include <algorithm>

namespace bydel::document {

namespace {

constexpr double list_indent = 20, note_pad = 10;

Look heading_look(int level) { return { level == 1 ? 15.0 : level == 2 ? 12.5 : 11.0, Weight::bold }; }

double space_above(int level) { return level == 1 ? 16 : 10; }

/// Lines flow over pages; at least two stay together at a page's foot.
void flow(Canvas& canvas, Lines const& lines, double inset, double width, char const* tag)
{
    std::size_t from = 0;
    canvas.need(lines.height(0, std::min<std::size_t>(2, lines.count())));
    while (from < lines.count() && !canvas.is_over_long()) {
        auto to = std::max(from + 1, lines.fitting(from, canvas.room()));
        {
            Tag open(canvas, tag);
            canvas.draw(lines, canvas.from_start(inset, width), canvas.y, from, to);
        }
        canvas.y += lines.height(from, to);
        from = to;
        if (from < lines.count())
            canvas.next_page();
    }
}

struct PdfWriter {
    Canvas& canvas;
    std::vector<Block> const& blocks;
    std::size_t index = 0;

    Lines body(Text const& text, double width) const { return canvas.lines(text, {}, width); }

    /// What of a block must stand on one page with the heading above it.
    double least_height(std::size_t i) const
    {
        if (i >= blocks.size())
            return 0;
        if (auto* heading = std::get_if<Heading>(&blocks[i]))
            return canvas.lines(heading->text, heading_look(heading->level), canvas.body_width()).height() + 20 + least_height(i + 1);
        if (auto* chart = std::get_if<Chart>(&blocks[i]))
            return chart_height(canvas, *chart);
        if (auto* table = std::get_if<Table>(&blocks[i]))
            return least_table_height(canvas, *table);
        return 40;
    }

    void operator()(Heading const& heading) const
    {
        auto level = std::clamp(heading.level, 1, 3);
        auto lines = canvas.lines(heading.text, heading_look(level), canvas.body_width());
        canvas.y += canvas.y > canvas.top() ? space_above(level) : 0;
        auto together = lines.height() + 6 + least_height(index + 1);
        canvas.need(together <= canvas.bottom() - canvas.top() ? together : lines.height() + 40);
        static constexpr char const* tags[] { "H2", "H3", "H4" };
        canvas.add_outline(level, heading.text);
        if (!heading.place.empty()) {
            canvas.begin_tag("cairo.dest", "name=" + quoted_attribute(heading.place));
            canvas.end_tag("cairo.dest");
        }
        flow(canvas, lines, 0, canvas.body_width(), tags[level - 1]);
        canvas.y += 6;
    }

    void operator()(Paragraph const& paragraph) const
    {
        flow(canvas, body(paragraph.text, canvas.body_width()), 0, canvas.body_width(), "P");
        canvas.y += 8;
    }

    void operator()(List const& list) const
    {
        auto width = canvas.body_width() - list_indent;
        for (std::size_t i = 0; i < list.items.size() && !canvas.is_over_long(); ++i) {
            auto lines = body(list.items[i], width);
            auto mark = canvas.lines(list.marks == Marks::bullets ? "\xe2\x80\xa2" : number_text(canvas.language(), static_cast<double>(i + 1), 0) + ".",
                { body_size, Weight::normal, text_colour, Side::end }, list_indent - 6);
            canvas.need(lines.height(0, std::min<std::size_t>(2, lines.count())));
            canvas.draw(mark, canvas.from_start(0, list_indent - 6), canvas.y + lines.baseline() - mark.baseline());
            flow(canvas, lines, list_indent, width, "LI");
            canvas.y += 3;
        }
        canvas.y += 5;
    }

    void operator()(Table const& table) const { draw_table(canvas, table); }
    void operator()(Chart const& chart) const { draw_chart(canvas, chart); }

    void operator()(Note const& note) const
    {
        auto width = canvas.body_width() - 2 * note_pad - 4;
        auto title = canvas.lines(note.title, { body_size, Weight::bold }, width);
        auto text = body(note.text, width);
        auto title_height = note.title.empty() ? 0 : title.height() + 3;
        auto height = title_height + text.height() + 2 * note_pad;
        canvas.need(height);
        bool boxed = height <= canvas.room(); // longer than a page: plain text
        if (boxed) {
            canvas.fill(canvas.left(), canvas.y, canvas.body_width(), height, band_colour);
            canvas.fill(canvas.from_start(0, 3), canvas.y, 3, height, ink_colour(0));
        }
        canvas.y += note_pad;
        if (!note.title.empty())
            flow(canvas, title, note_pad + 4, width, "P");
        canvas.y += note.title.empty() ? 0 : 3;
        flow(canvas, text, note_pad + 4, width, "P");
        canvas.y += note_pad + 12;
    }

    void operator()(PageBreak const&) const
    {
        if (canvas.y > canvas.top())
            canvas.next_page();
    }
};

void draw_title(Canvas& canvas, Document const& document)
{
    flow(canvas, canvas.lines(document.title, { 21, Weight::bold }, canvas.body_width()), 0, canvas.body_width(), "H1");
    if (!document.subtitle.empty())
        flow(canvas, canvas.lines(document.subtitle, { 12, Weight::normal, soft_colour }, canvas.body_width()), 0, canvas.body_width(), "P");
    std::string about; // each piece isolated: a Danish name must not turn an Arabic date around
    for (auto const* text : { &document.author, &document.created, &document.version })
        about += text->empty() ? "" : (about.empty() ? "\xe2\x81\xa8" : " \xc2\xb7 \xe2\x81\xa8") + *text + "\xe2\x81\xa9";
    if (!about.empty())
        about.insert(0, canvas.right_to_left() ? "\xe2\x80\x8f" : "\xe2\x80\x8e");
    canvas.y += 4;
    if (!about.empty())
        flow(canvas, canvas.lines(about, { small_size, Weight::normal, soft_colour }, canvas.body_width()), 0, canvas.body_width(), "P");
    canvas.y += 5;
    canvas.rule(canvas.left(), canvas.y, canvas.body_width(), ink_colour(0), 1.6);
    canvas.y += 14;
}

std::set<std::string> places_in(Document const& document)
{
    std::set<std::string> places;
    for (auto const& block : document.blocks) {
        if (auto* heading = std::get_if<Heading>(&block); heading && !heading->place.empty())
            places.insert(heading->place);
    }
    return places;
}

} // namespace

Result<std::string> to_pdf(Document const& document, PdfOptions const& options)
{
    auto canvas = TRY(Canvas::make(document, options, places_in(document)));
    draw_title(*canvas, document);
    for (std::size_t i = 0; i < document.blocks.size() && !canvas->is_over_long(); ++i)
        std::visit(PdfWriter { *canvas, document.blocks, i }, document.blocks[i]);
    return canvas->finish();
}

} // namespace bydel::document
