// SPDX-License-Identifier: AGPL-3.0-or-later
// Tables on paper: column widths by what stands in them, rows kept whole where a page has room for them, the header again on each page.
#include "document/pdf_canvas.h"
#include <algorithm>
#include <numeric>

namespace bydel::document {

namespace {

constexpr double pad_x = 5, pad_y = 3, most_widening = 1.7;
constexpr std::size_t rows_measured = 200;

struct Wish {
    double least = 0, wanted = 0;
};

Look look_of(Column const& column, Weight weight) { return { small_size, weight, text_colour, column.align == Align::number ? Side::end : Side::start }; }

/// A column needs its longest word and would like its longest line.
void measure(Canvas const& canvas, Text const& text, Look const& look, Align align, Wish& wish)
{
    auto wanted = canvas.lines(text, look, 10'000).width();
    wish.wanted = std::max(wish.wanted, wanted);
    double least = wanted; // numbers are not broken
    if (align == Align::text || look.weight == Weight::bold) {
        std::string word;
        least = 0;
        auto finish = [&] {
            if (word.size() > 3)
                least = std::max(least, canvas.lines(word, look, 10'000).width());
            word.clear();
        };
        for (auto const& run : text.runs) {
            for (char c : run.text) {
                if (c == ' ' || c == '\n')
                    finish();
                else
                    word += c;
            }
        }
        finish();
    }
    wish.least = std::max(wish.least, least);
}

std::vector<Wish> wishes_of(Canvas const& canvas, Table const& table)
{
    std::vector<Wish> wishes(table.columns.size());
    for (std::size_t i = 0; i < wishes.size(); ++i)
        measure(canvas, table.columns[i].header, look_of(table.columns[i], Weight::bold), table.columns[i].align, wishes[i]);
    // Long tables: rows spread over the whole, so that the widest is not missed by beginning.
    auto step = std::max<std::size_t>(1, table.rows.size() / rows_measured);
    for (std::size_t row = 0; row < table.rows.size(); row += step) {
        for (std::size_t i = 0; i < std::min(wishes.size(), table.rows[row].size()); ++i)
            measure(canvas, table.rows[row][i], look_of(table.columns[i], Weight::normal), table.columns[i].align, wishes[i]);
    }
    for (auto& wish : wishes) {
        wish.least += 2 * pad_x + 0.5;
        wish.wanted += 2 * pad_x + 0.5;
    }
    return wishes;
}

std::vector<double> widths_of(Canvas const& canvas, Table const& table)
{
    auto wishes = wishes_of(canvas, table);
    auto sum = [&](double Wish::*what) {
        return std::accumulate(wishes.begin(), wishes.end(), 0.0, [&](double total, Wish const& wish) { return total + wish.*what; });
    };
    double room = canvas.body_width(), least = sum(&Wish::least), wanted = sum(&Wish::wanted);
    std::vector<double> widths;
    for (auto const& wish : wishes) {
        if (wanted <= room)
            widths.push_back(wish.wanted * std::min(room / wanted, most_widening)); // a value far from its name is read in the wrong line
        else if (least <= room)
            widths.push_back(wish.least + (room - least) * (wish.wanted - wish.least) / std::max(1.0, wanted - least));
        else
            widths.push_back(room * wish.least / least); // words are broken
    }
    return widths;
}

class TableDrawer {
public:
    TableDrawer(Canvas& canvas, Table const& table)
        : canvas_(canvas)
        , table_(table)
        , widths_(widths_of(canvas, table))
        , width_(std::accumulate(widths_.begin(), widths_.end(), 0.0))
    {
    }

    double header_height() const { return height_of(header()); }
    double row_height(std::size_t row) const { return height_of(cells_of(row)); }

    void draw()
    {
        canvas_.begin_tag("Table");
        draw_header();
        for (std::size_t row = 0; row < table_.rows.size() && !canvas_.is_over_long(); ++row)
            draw_row(cells_of(row));
        canvas_.end_tag("Table");
    }

private:
    std::vector<Lines> header() const
    {
        std::vector<Lines> cells;
        for (std::size_t i = 0; i < widths_.size(); ++i)
            cells.push_back(canvas_.lines(table_.columns[i].header, look_of(table_.columns[i], Weight::bold), widths_[i] - 2 * pad_x));
        return cells;
    }

    std::vector<Lines> cells_of(std::size_t row) const
    {
        std::vector<Lines> cells;
        for (std::size_t i = 0; i < widths_.size(); ++i)
            cells.push_back(
                canvas_.lines(i < table_.rows[row].size() ? table_.rows[row][i] : Text(), look_of(table_.columns[i], Weight::normal), widths_[i] - 2 * pad_x));
        return cells;
    }

    static double height_of(std::vector<Lines> const& cells)
    {
        double height = 0;
        for (auto const& cell : cells)
            height = std::max(height, cell.height());
        return height + 2 * pad_y;
    }

    void draw_header()
    {
        auto cells = header();
        auto height = height_of(cells);
        canvas_.fill(canvas_.from_start(0, width_), canvas_.y, width_, height, band_colour);
        std::vector<std::size_t> from(cells.size(), 0);
        draw_cells(cells, from, "TH", height);
        canvas_.rule(canvas_.from_start(0, width_), canvas_.y, width_, rule_colour, 1);
    }

    void break_page()
    {
        canvas_.end_tag("Table");
        canvas_.next_page();
        canvas_.begin_tag("Table");
        draw_header();
    }

    /// Draws what fits into `room` of each cell from its line on, and moves on by it.
    void draw_cells(std::vector<Lines> const& cells, std::vector<std::size_t>& from, char const* tag, double room)
    {
        Tag row(canvas_, "TR");
        double inset = 0, deepest = 0;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            Tag cell(canvas_, i == 0 && table_.row_header == RowHeader::first_cell ? "TH" : tag);
            auto to = cells[i].fitting(from[i], room - 2 * pad_y);
            canvas_.draw(cells[i], canvas_.from_start(inset + pad_x, widths_[i] - 2 * pad_x), canvas_.y + pad_y, from[i], to);
            deepest = std::max(deepest, cells[i].height(from[i], to));
            from[i] = to;
            inset += widths_[i];
        }
        canvas_.y += deepest + 2 * pad_y;
    }

    void draw_row(std::vector<Lines> const& cells)
    {
        auto height = height_of(cells);
        if (height > canvas_.room())
            break_page();
        std::vector<std::size_t> from(cells.size(), 0);
        auto left_over = [&] {
            for (std::size_t i = 0; i < cells.size(); ++i) {
                if (from[i] < cells[i].count())
                    return true;
            }
            return false;
        };
        draw_cells(cells, from, "TD", canvas_.room());
        while (left_over() && !canvas_.is_over_long()) { // a row higher than a page
            auto before = from;
            break_page();
            draw_cells(cells, from, "TD", canvas_.room());
            if (before == from)
                break; // a header that fills the page
        }
        canvas_.rule(canvas_.from_start(0, width_), canvas_.y, width_, line_colour, 0.6);
    }

    Canvas& canvas_;
    Table const& table_;
    std::vector<double> widths_;
    double width_;
};

Lines caption_of(Canvas const& canvas, Table const& table) { return canvas.lines(table.caption, { small_size + 0.5, Weight::bold }, canvas.body_width()); }

} // namespace

double least_table_height(Canvas const& canvas, Table const& table)
{
    if (table.columns.empty())
        return 0;
    TableDrawer drawer(const_cast<Canvas&>(canvas), table);
    auto caption = table.caption.empty() ? 0 : caption_of(canvas, table).height() + 4;
    return caption + drawer.header_height() + (table.rows.empty() ? 0 : drawer.row_height(0));
}

void draw_table(Canvas& canvas, Table const& table)
{
    if (table.columns.empty())
        return;
    canvas.need(least_table_height(canvas, table));
    if (!table.caption.empty()) {
        auto caption = caption_of(canvas, table);
        Tag tag(canvas, "Caption");
        canvas.draw(caption, canvas.left(), canvas.y);
        canvas.y += caption.height() + 4;
    }
    TableDrawer(canvas, table).draw();
    canvas.y += 14;
}

} // namespace bydel::document
