// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"
#include "document/markup.h"
#include <algorithm>

namespace bydel::document {

std::string escaped_text(std::string_view text)
{
    std::string safe;
    safe.reserve(text.size());
    for (char c : text) {
        switch (c) {
        case '&':
            safe += "&amp;";
            break;
        case '<':
            safe += "&lt;";
            break;
        case '>':
            safe += "&gt;";
            break;
        case '"':
            safe += "&quot;";
            break;
        default:
            safe += static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t' ? std::string_view(&c, 1) : std::string_view();
        }
    }
    return safe;
}

std::string safe_link(std::string_view link)
{
    auto lower = lower_ascii(link.substr(0, 8));
    bool known = lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("mailto:") || lower.starts_with("#");
    bool plain = std::all_of(link.begin(), link.end(), [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7f; });
    return known && plain && link.size() <= 2000 ? std::string(link) : std::string();
}

namespace {

std::string line_html(std::string_view text)
{
    std::string html;
    for (auto const& line : split(text, '\n'))
        html += (html.empty() ? "" : "<br>") + escaped_text(line);
    return html;
}

std::string text_html(Text const& text)
{
    std::string html;
    for (auto const& run : text.runs) {
        auto piece = run.text.find('\n') == std::string::npos ? escaped_text(run.text) : line_html(run.text);
        if (run.weight == Weight::bold)
            piece = "<strong>" + piece + "</strong>";
        if (auto link = safe_link(run.link); !link.empty())
            piece = "<a href=\"" + escaped_text(link) + "\">" + piece + "</a>";
        html += piece;
    }
    return html;
}

std::string header_row(Table const& table)
{
    std::string row = "<thead><tr>";
    for (auto const& column : table.columns)
        row += std::string("<th scope=\"col\"") + (column.align == Align::number ? " class=\"number\">" : ">") + escaped_text(column.header) + "</th>";
    return row + "</tr></thead>\n";
}

std::string cell_html(Table const& table, std::size_t column, Text const& text)
{
    bool header = column == 0 && table.row_header == RowHeader::first_cell;
    std::string open = header ? "<th scope=\"row\"" : "<td";
    if (table.columns[column].align == Align::number)
        open += " class=\"number\"";
    return open + ">" + text_html(text) + (header ? "</th>" : "</td>");
}

std::string table_html(Table const& table)
{
    // A wide table scrolls in its own box, which the keyboard must reach.
    auto box = table.columns.size() > 3 ? " tabindex=\"0\" role=\"group\" aria-label=\"" + escaped_text(table.caption) + "\"" : std::string();
    std::string html = "<div class=\"table\"" + box + "><table>\n";
    if (!table.caption.empty())
        html += "<caption>" + escaped_text(table.caption) + "</caption>\n";
    html += header_row(table) + "<tbody>\n";
    for (auto const& row : table.rows) {
        html += "<tr>";
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            html += cell_html(table, i, i < row.size() ? row[i] : Text());
        html += "</tr>\n";
    }
    return html + "</tbody></table></div>\n";
}

struct HtmlWriter {
    Document const& document;
    bool right_to_left;
    int& charts;

    std::string operator()(Heading const& heading) const
    {
        auto level = std::to_string(std::clamp(heading.level, 1, 3) + 1);
        auto id = heading.place.empty() ? std::string() : " id=\"" + escaped_text(heading.place) + "\"";
        return "<h" + level + id + ">" + escaped_text(heading.text) + "</h" + level + ">\n";
    }
    std::string operator()(Paragraph const& paragraph) const { return "<p>" + text_html(paragraph.text) + "</p>\n"; }
    std::string operator()(List const& list) const
    {
        std::string tag = list.marks == Marks::numbers ? "ol" : "ul", html = "<" + tag + ">\n";
        for (auto const& item : list.items)
            html += "<li>" + text_html(item) + "</li>\n";
        return html + "</" + tag + ">\n";
    }
    std::string operator()(Table const& table) const { return table_html(table); }
    std::string operator()(Chart const& chart) const
    {
        auto table = table_of(chart, document.language);
        if (table.caption.empty())
            table.caption = chart.title;
        return "<figure>\n<figcaption>" + escaped_text(chart.title) + "</figcaption>\n" + svg_of(chart, document.language, right_to_left, ++charts)
            + (chart.summary.empty() ? "" : "<p>" + escaped_text(chart.summary) + "</p>\n") + "</figure>\n" + table_html(table);
    }
    std::string operator()(Note const& note) const
    {
        auto title = note.title.empty() ? std::string() : "<p><strong>" + escaped_text(note.title) + "</strong></p>";
        return "<div class=\"note\" role=\"note\">" + title + "<p>" + text_html(note.text) + "</p></div>\n";
    }
    std::string operator()(PageBreak const&) const { return "<div class=\"page-break\"></div>\n"; }
};

std::string head_html(Document const& document, HtmlOptions const& options, bool right_to_left)
{
    std::string head = "<!doctype html>\n<html lang=\"" + escaped_text(plain_language(document.language)) + "\" dir=\"" + (right_to_left ? "rtl" : "ltr")
        + "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" "
          "content=\"no-referrer\">\n<title>"
        + escaped_text(document.title) + "</title>\n";
    if (!document.author.empty())
        head += "<meta name=\"author\" content=\"" + escaped_text(document.author) + "\">\n";
    if (!document.created_on.empty())
        head += "<meta name=\"date\" content=\"" + escaped_text(document.created_on) + "\">\n";
    if (options.stylesheet_href.empty())
        head += "<style>\n" + std::string(stylesheet()) + "</style>\n";
    else
        head += "<link rel=\"stylesheet\" href=\"" + escaped_text(options.stylesheet_href) + "\">\n";
    return head + "</head>\n";
}

} // namespace

std::string to_html(Document const& document, HtmlOptions const& options)
{
    auto right_to_left = is_right_to_left(document);
    int charts = 0;
    auto html = head_html(document, options, right_to_left) + "<body class=\"document " + escaped_text(numbering_of(document.language)) + "\">\n<header>\n<h1>"
        + escaped_text(document.title) + "</h1>\n";
    if (!document.subtitle.empty())
        html += "<p class=\"subtitle\">" + escaped_text(document.subtitle) + "</p>\n";
    std::string about;
    for (auto const* text : { &document.author, &document.created, &document.version })
        about += text->empty() ? "" : (about.empty() ? "<bdi>" : " \xc2\xb7 <bdi>") + escaped_text(*text) + "</bdi>";
    html += (about.empty() ? "" : "<p class=\"about\">" + about + "</p>\n") + "</header>\n<main>\n";
    for (auto const& block : document.blocks)
        html += std::visit(HtmlWriter { document, right_to_left, charts }, block);
    return html + "</main>\n</body>\n</html>\n";
}

} // namespace bydel::document
