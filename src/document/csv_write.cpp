// SPDX-License-Identifier: AGPL-3.0-or-later
#include "document/cells.h"
#include "document/csv.h"

namespace bydel::document {

bool is_taken_for_a_formula(std::string_view text)
{
    auto first = text.find_first_not_of('\'');
    return first != std::string_view::npos && std::string_view("=+-@\t\r\n").find(text[first]) != std::string_view::npos;
}

static bool needs_quotes(std::string_view field)
{
    // All separators, not only ours: the reader finds out which one it is by counting those outside quotes.
    return field.find_first_of(",;\t\"\r\n") != std::string_view::npos || field.starts_with(' ') || field.ends_with(' ') || field.starts_with("sep=");
}

static void write_field(std::string& out, std::string_view field)
{
    if (!needs_quotes(field)) {
        out += field;
        return;
    }
    out += '"';
    for (char c : field) {
        if (c == '"')
            out += '"';
        out += c;
    }
    out += '"';
}

static std::string guarded(std::string_view text) { return is_taken_for_a_formula(text) ? "'" + std::string(text) : std::string(text); }

static std::string field_of(std::string_view cell, CellKind kind, CsvStyle style)
{
    if (kind == CellKind::formula && cell.starts_with('='))
        cell = cell.find('\t') == std::string_view::npos ? std::string_view() : cell.substr(cell.find('\t') + 1);
    if ((kind != CellKind::number && kind != CellKind::formula) || !is_number(cell))
        return guarded(cell);
    std::string number(cell);
    if (auto point = number.find('.'); point != std::string::npos && style == CsvStyle::excel_decimal_comma)
        number[point] = ',';
    return number;
}

static void write_row(std::string& out, std::vector<std::string> const& fields, CsvStyle style)
{
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0)
            out += style == CsvStyle::excel_decimal_comma ? ';' : ',';
        write_field(out, fields[i]);
    }
    if (fields.size() == 1 && fields[0].empty())
        out += "\"\""; // a blank line would be no row
    out += "\r\n";
}

std::string to_csv(Sheet const& sheet, CsvStyle style)
{
    std::string out = style == CsvStyle::programs ? "" : "\xef\xbb\xbf";
    std::vector<std::string> fields(sheet.columns.size());
    for (std::size_t i = 0; i < fields.size(); ++i)
        fields[i] = guarded(sheet.columns[i].header);
    write_row(out, fields, style);
    for (auto const& row : sheet.rows) {
        for (std::size_t i = 0; i < fields.size(); ++i)
            fields[i] = i < row.size() ? field_of(row[i], sheet.columns[i].kind, style) : "";
        write_row(out, fields, style);
    }
    return out;
}

} // namespace bydel::document
