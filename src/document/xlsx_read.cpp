// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"
#include "document/cells.h"
#include "document/xlsx_book.h"
#include "document/xlsx_parts.h"
#include <charconv>
#include <pugixml.hpp>

namespace bydel::document {

namespace {

struct Place {
    std::size_t row = 0, column = 0;
};

/// "BC12": column 54, row 11. A row of 0 and up to 7 letters or digits is all that Excel has.
std::optional<Place> place_of(std::string_view reference)
{
    Place place;
    std::size_t letters = 0;
    while (letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z')
        place.column = place.column * 26 + static_cast<std::size_t>(reference[letters++] - 'A' + 1);
    auto digits = reference.substr(letters);
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), place.row);
    if (letters == 0 || letters > 3 || digits.empty() || error != std::errc() || end != digits.data() + digits.size() || place.row == 0)
        return std::nullopt;
    return Place { place.row - 1, place.column - 1 };
}

/// What the filled cells of a column are.
struct Seen {
    bool text = false, number = false, day = false;
};

class SheetReader {
public:
    SheetReader(Book const& book, Limits const& limits, std::size_t& text_left)
        : book_(book)
        , limits_(limits)
        , text_left_(text_left)
    {
    }

    Done read_row(pugi::xml_node const& row)
    {
        std::size_t number = 0;
        auto text = attribute(row, "r");
        std::from_chars(text.data(), text.data() + text.size(), number);
        next_ = { number > 0 ? number - 1 : next_.row, 0 };
        for (auto cell : row.children()) {
            if (local_name(cell) == "c")
                TRY(read_cell(cell));
        }
        ++next_.row;
        return {};
    }

    Result<Sheet> finished(std::string name, std::size_t cells_left)
    {
        Sheet sheet;
        sheet.name = std::move(name);
        if (!rows_.empty()) {
            for (auto& header : rows_.front())
                sheet.columns.push_back({ std::move(header) });
            sheet.rows.assign(std::make_move_iterator(rows_.begin() + 1), std::make_move_iterator(rows_.end()));
        }
        TRY(even_out(sheet, limits_, cells_left));
        seen_.resize(sheet.columns.size());
        for (std::size_t i = 0; i < seen_.size(); ++i) {
            if (!seen_[i].text && seen_[i].number != seen_[i].day)
                sheet.columns[i].kind = seen_[i].day ? CellKind::date : CellKind::number;
        }
        return sheet;
    }

private:
    Done read_cell(pugi::xml_node const& cell)
    {
        auto at = next_;
        if (auto reference = attribute(cell, "r"); !reference.empty()) {
            auto place = place_of(reference);
            if (!place)
                return fail(unreadable("a cell at no place"));
            at = *place;
        }
        next_ = { at.row, at.column + 1 };
        auto value = TRY(value_of(cell, book_));
        if (value.text.empty())
            return {};
        if (at.row >= limits_.rows || at.column >= limits_.columns)
            return fail(too_many_cells(limits_));
        if (value.text.size() > text_left_)
            return fail(too_large(limits_.unpacked_bytes));
        text_left_ -= value.text.size();
        if (!is_plain_text(value.text))
            return fail(unreadable("a cell is not UTF-8"));
        put(at, std::move(value));
        return ++cells_ > limits_.cells ? Done(fail(too_many_cells(limits_))) : Done();
    }

    void put(Place at, CellValue value)
    {
        if (rows_.size() <= at.row)
            rows_.resize(at.row + 1);
        auto& row = rows_[at.row];
        if (row.size() <= at.column)
            row.resize(at.column + 1);
        row[at.column] = std::move(value.text);
        if (at.row == 0)
            return;
        if (seen_.size() <= at.column)
            seen_.resize(at.column + 1);
        auto& seen = seen_[at.column];
        (value.kind == CellKind::number ? seen.number : value.kind == CellKind::date ? seen.day : seen.text) = true;
    }

    Book const& book_;
    Limits const& limits_;
    std::size_t& text_left_; ///< one shared string can stand in every cell
    Place next_;
    std::size_t cells_ = 0;
    std::vector<std::vector<std::string>> rows_;
    std::vector<Seen> seen_;
};

} // namespace

Result<Workbook> read_xlsx(std::string_view bytes, Limits const& limits)
{
    auto package = TRY(Package::open(bytes, limits));
    auto book = TRY(read_book(package, limits));
    Workbook workbook;
    auto cells_left = limits.cells, text_left = limits.unpacked_bytes;
    for (auto const& part : book.sheets) {
        SheetReader reader(book, limits, text_left);
        auto xml = TRY(package.get_part(part.path));
        TRY(for_each_piece(xml, "sheetData", "row", [&](pugi::xml_node const& row) { return reader.read_row(row); }));
        auto sheet = TRY(reader.finished(part.name, cells_left));
        cells_left -= sheet.columns.size() * (sheet.rows.size() + 1);
        workbook.sheets.push_back(std::move(sheet));
    }
    return workbook;
}

} // namespace bydel::document
