// SPDX-License-Identifier: AGPL-3.0-or-later
#include "document/cells.h"
#include "base/text.h"
#include <algorithm>
#include <charconv>
#include <cmath>

namespace bydel::document {

static std::size_t digits_at(std::string_view text, std::size_t from)
{
    std::size_t count = 0;
    while (from + count < text.size() && text[from + count] >= '0' && text[from + count] <= '9')
        ++count;
    return count;
}

static bool has_number_form(std::string_view cell)
{
    std::size_t at = cell.starts_with('-') ? 1 : 0;
    auto whole = digits_at(cell, at);
    if (whole == 0 || (whole > 1 && cell[at] == '0'))
        return false;
    at += whole;
    if (at < cell.size() && cell[at] == '.') {
        auto fraction = digits_at(cell, at + 1);
        if (fraction == 0)
            return false;
        at += 1 + fraction;
    }
    if (at < cell.size() && (cell[at] == 'e' || cell[at] == 'E')) {
        at += 1 + (at + 1 < cell.size() && (cell[at + 1] == '-' || cell[at + 1] == '+'));
        auto power = digits_at(cell, at);
        if (power == 0)
            return false;
        at += power;
    }
    return at == cell.size();
}

bool is_number(std::string_view cell)
{
    if (cell.size() > 60 || !has_number_form(cell))
        return false;
    double value = 0;
    auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    return error == std::errc() && std::isfinite(value);
}

std::string cleaned(std::string_view cell)
{
    std::string plain;
    plain.reserve(cell.size());
    for (std::size_t i = 0; i < cell.size(); ++i) {
        auto c = static_cast<unsigned char>(cell[i]);
        if (c == '\r' && i + 1 < cell.size() && cell[i + 1] == '\n')
            continue;
        if (c == '\r' || c == '\n')
            plain += '\n';
        else if (c == '\t')
            plain += ' ';
        else if (c >= 0x20 && c != 0x7f)
            plain += cell[i];
    }
    return plain;
}

Problem too_large(std::size_t most_bytes) { return { 413, "document.too_large", "", { { "most_mb", written(static_cast<long long>(most_bytes >> 20)) } } }; }

Problem too_many_cells(Limits const& limits)
{
    auto text = [](std::size_t number) { return written(static_cast<long long>(number)); };
    return { 413, "document.too_many_cells", "", { { "rows", text(limits.rows) }, { "columns", text(limits.columns) }, { "cells", text(limits.cells) } } };
}

static bool is_empty(std::vector<std::string> const& row)
{
    return std::all_of(row.begin(), row.end(), [](std::string const& cell) { return cell.empty(); });
}

static std::size_t filled_columns(Sheet const& sheet)
{
    std::size_t most = 0;
    auto look = [&](std::size_t column, bool filled) { most = filled ? std::max(most, column + 1) : most; };
    for (std::size_t i = 0; i < sheet.columns.size(); ++i)
        look(i, !sheet.columns[i].header.empty());
    for (auto const& row : sheet.rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            look(i, !row[i].empty());
    }
    return most;
}

Done even_out(Sheet& sheet, Limits const& limits, std::size_t cells_left)
{
    while (!sheet.rows.empty() && is_empty(sheet.rows.back()))
        sheet.rows.pop_back();
    auto columns = filled_columns(sheet);
    auto rows = sheet.rows.size() + 1;
    if (columns > limits.columns || rows > limits.rows || columns * rows > cells_left)
        return fail(too_many_cells(limits));
    sheet.columns.resize(columns);
    for (auto& row : sheet.rows)
        row.resize(columns);
    return {};
}

} // namespace bydel::document
