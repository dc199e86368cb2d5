// SPDX-License-Identifier: AGPL-3.0-or-later
// A report as plain structs, and the two things it becomes: one HTML file (to_html) and a PDF (to_pdf). The document knows nothing of what it is about.
// Every text is already in the document's language and every number in it is already written as people there write it; only the values of charts
// are numbers, and they are written here, in the document's language. Text is plain UTF-8, never markup. Spreadsheets are sheet.h.
#pragma once
#include "base/result.h"
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace bydel::document {

enum class Weight { normal, bold };

/// A piece of a line. `link` is empty or an http(s), mailto or #place address; any other address is left out and the text stays.
struct Run {
    std::string text;
    Weight weight = Weight::normal;
    std::string link = {};
};

/// Text of one paragraph or cell: `"plain"`, or `{ { Run { "Sum", Weight::bold }, Run { " of all" } } }`. A line feed breaks the line.
struct Text {
    std::vector<Run> runs;

    Text() = default;
    Text(char const* plain)
        : Text(std::string(plain))
    {
    }
    Text(std::string_view plain)
        : Text(std::string(plain))
    {
    }
    Text(std::string plain)
    {
        if (!plain.empty())
            runs.push_back({ std::move(plain) });
    }
    Text(std::vector<Run> pieces)
        : runs(std::move(pieces))
    {
    }
};

/// Level 1 is a section of the document (its title stands above), 2 and 3 are below. `place` lets a link point here: "#place".
struct Heading {
    int level = 1;
    std::string text;
    std::string place = {};
};

struct Paragraph {
    Text text;
};

enum class Marks { bullets, numbers };

struct List {
    std::vector<Text> items;
    Marks marks = Marks::bullets;
};

enum class Align { text, number };

struct Column {
    std::string header;
    Align align = Align::text;
};

enum class RowHeader { first_cell, none };

/// Rows may be shorter than the columns; what is longer is left out. The header row is repeated on each page; cells wrap.
struct Table {
    std::string caption;
    std::vector<Column> columns;
    std::vector<std::vector<Text>> rows;
    RowHeader row_header = RowHeader::first_cell;
};

/// One value for each category or position; a NaN is a gap.
struct Series {
    std::string name;
    std::vector<double> values;
};

enum class Bars { across, up };

struct BarChart {
    Bars bars = Bars::up;
    std::vector<std::string> categories;
    std::vector<Series> series;
};

/// Either `categories` (spread evenly: years) or `positions` (numbers, ascending: willingness to pay).
struct LineChart {
    std::vector<std::string> categories;
    std::vector<double> positions;
    std::vector<Series> series;
};

/// `counts[i]` lies between `edges[i]` and `edges[i + 1]`: one edge more than counts, ascending.
struct Histogram {
    std::vector<double> edges;
    std::vector<double> counts;
};

struct TornadoBar {
    std::string input;
    double at_low = 0;  ///< the result when the input is at its low end
    double at_high = 0; ///< the result when the input is at its high end
};

/// Bars around `base`, drawn in the order given (put the widest first).
struct Tornado {
    double base = 0;
    std::string low_name;  ///< "Input at its low end"
    std::string high_name; ///< "Input at its high end"
    std::vector<TornadoBar> bars;
};

/// A line across the chart at a value of its value axis (of a histogram: of the axis of its edges): "base case", "0".
struct Marker {
    double value = 0;
    std::string label;
};

/// A chart is always followed by its data as a table: `data`, or one made of the values where `data` has no columns.
struct Chart {
    std::string title;
    std::string summary; ///< what it shows, in a sentence, for who can't see it; also printed below the chart
    std::string category_axis;
    std::string value_axis;
    std::variant<BarChart, LineChart, Histogram, Tornado> drawing;
    std::vector<Marker> markers = {};
    int decimals = -1; ///< of values written on it and in its made table; -1: as many as the value needs, at most 2
    Table data = {};
};

/// A boxed remark. The title may be empty.
struct Note {
    std::string title;
    Text text;
};

struct PageBreak { };

using Block = std::variant<Heading, Paragraph, List, Table, Chart, Note, PageBreak>;

enum class Direction { by_language, left_to_right, right_to_left };

struct Document {
    std::string title;
    std::string subtitle = {};
    /// BCP 47: decides direction, digits, hyphens and fonts. "ar-u-nu-latn" names the digits; without that they are ICU's for the language.
    std::string language = "en";
    Direction direction = Direction::by_language;
    std::string author = {};
    std::string created = {};    ///< as people read it: "23 November 2026"
    std::string created_on = {}; ///< ISO day for the PDF's metadata, or empty: never the clock, so that the same document gives the same bytes
    std::string version = {};    ///< as people read it: "Model 4, seed 17"
    std::vector<Block> blocks = {};
};

/// ltr or rtl, by its direction or its language (ar, arc, ckb, dv, fa, he, ku-Arab, ps, sd, ug, ur, yi; also any tag with -Arab or -Hebr).
bool is_right_to_left(Document const& document);
/// Without what only says how numbers and days are written: "ar" of "ar-u-ca-gregory-nu-latn".
std::string plain_language(std::string_view language);
/// The digits of a language by CLDR's name: "latn", "arab".
std::string numbering_of(std::string_view language);
/// A number as the language writes it, in its digits: 1234.5 in "da" is "1.234,5". `decimals` as in Chart.
std::string number_text(std::string_view language, double value, int decimals = -1);
/// The table a chart carries: its own, or the one made of its values.
Table table_of(Chart const& chart, std::string_view language);

/// `stylesheet_href` empty: the styles stand in one <style> block: a file to download, attach or open from disk. Not for a page that our server
/// serves, whose Content-Security-Policy refuses inline styles: give the address where the page finds stylesheet(), "/report.css".
/// There are no style attributes and no script in either.
struct HtmlOptions {
    std::string stylesheet_href = {};
};

/// One HTML file without script and without requests to elsewhere; charts are inline SVG.
std::string to_html(Document const& document, HtmlOptions const& options = {});
/// The styles to_html relies on, to be served as text/css.
std::string_view stylesheet();

enum class Paper { a4, letter };

struct PdfOptions {
    Paper paper = Paper::a4;
};

/// The bytes of a PDF: outline, links, tagged text, page numbers. The same document gives the same bytes on the same machine and fonts.
/// Takes 10 to 17 ms of processor a page: run it in the worker pool. Problems: 500 document.fonts_missing, 413 document.too_many_pages (over 500),
/// 500 document.not_written.
Result<std::string> to_pdf(Document const& document, PdfOptions const& options = {});
/// How many signs of a text our fonts have no picture for; they would be boxes in a PDF, apart from emoji, which are left out.
Result<std::size_t> unknown_glyphs(std::string_view text, std::string_view language);

} // namespace bydel::document
