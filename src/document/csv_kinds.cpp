// SPDX-License-Identifier: AGPL-3.0-or-later
// CSV has no types, and 1.234 is a thousand in Copenhagen and about one in London. A column is read as numbers only where one reading is left.
#include "base/day.h"
#include "base/text.h"
#include "base/typed_number.h"
#include "document/cells.h"
#include "document/csv.h"
#include <algorithm>
#include <charconv>

namespace bydel::document {

namespace {

/// "1,234", "12,345,678": could be thousands.
bool is_grouped(std::string_view digits, char mark)
{
    if (digits.starts_with('-'))
        digits.remove_prefix(1);
    auto groups = split(digits, mark);
    if (groups.size() < 2 || groups[0].empty() || groups[0].size() > 3 || groups[0][0] == '0')
        return false;
    auto all_digits = [](std::string const& group) { return group.find_first_not_of("0123456789") == std::string::npos; };
    return all_digits(groups[0]) && std::all_of(groups.begin() + 1, groups.end(), [&](auto const& group) { return group.size() == 3 && all_digits(group); });
}

/// "-1.234,5" and "0,5" as "-1234.5" and "0.5"; nothing where it is no such number or could be another.
std::optional<std::string> from_decimal_comma(std::string_view cell)
{
    auto comma = cell.find(',');
    std::string whole(cell.substr(0, comma));
    if (whole.find('.') != std::string::npos) {
        if (comma == std::string_view::npos || !is_grouped(whole, '.'))
            return std::nullopt;
        std::erase(whole, '.');
    }
    auto number = comma == std::string_view::npos ? whole : whole + "." + std::string(cell.substr(comma + 1));
    return is_number(number) ? std::optional(number) : std::nullopt;
}

/// A cell in Eastern digits as a program would write it; any other as it stands. In them nothing is ambiguous: they have signs of their own.
std::string western(std::string_view cell)
{
    auto plain = plain_typed(cell);
    if (plain == cell || is_day(plain))
        return plain;
    bool eastern = plain.size() < cell.size() && plain.find_first_of(".,") == std::string::npos;
    auto number = eastern ? typed_number(cell) : std::nullopt;
    char digits[40];
    return number ? std::string(digits, std::to_chars(digits, digits + sizeof digits, *number).ptr) : std::string(cell);
}

struct Facts {
    bool filled = false, days = true, whole = true, point = true, comma = true;
    bool sure_point = false, sure_comma = false; ///< a decimal that cannot be grouping
};

void look_at(Facts& facts, std::string_view cell, char separator)
{
    facts.filled = true;
    facts.days = facts.days && is_day(cell);
    bool number = is_number(cell), fraction = cell.find('.') != std::string_view::npos;
    facts.whole = facts.whole && number && cell.find_first_of(".eE") == std::string_view::npos;
    facts.point = facts.point && number;
    facts.sure_point
        = facts.sure_point || (number && (separator == ',' || !fraction || !is_grouped(cell, '.')) && cell.find_first_of(".eE") != std::string_view::npos);
    auto comma = from_decimal_comma(cell);
    facts.comma = facts.comma && comma;
    facts.sure_comma = facts.sure_comma || (comma && cell.find(',') != std::string_view::npos && (separator == ';' || fraction || !is_grouped(cell, ',')));
}

} // namespace

static CellKind settle_column(Sheet& sheet, std::size_t column, char separator)
{
    Facts facts;
    for (auto const& row : sheet.rows) {
        if (auto cell = western(trimmed(row[column])); !cell.empty())
            look_at(facts, cell, separator);
    }
    if (!facts.filled)
        return CellKind::text;
    bool by_comma = separator != ',' && facts.comma && facts.sure_comma;
    if (!facts.days && !by_comma && !facts.whole && !(facts.point && facts.sure_point))
        return CellKind::text;
    for (auto& row : sheet.rows) {
        auto cell = western(trimmed(row[column]));
        row[column] = by_comma && !cell.empty() ? *from_decimal_comma(cell) : cell;
    }
    return facts.days ? CellKind::date : CellKind::number;
}

void settle_kinds(Sheet& sheet, char separator, std::vector<bool> const& column_has_guarded_text)
{
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
        if (!column_has_guarded_text[i])
            sheet.columns[i].kind = settle_column(sheet, i, separator);
    }
}

} // namespace bydel::document
