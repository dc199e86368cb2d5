// SPDX-License-Identifier: AGPL-3.0-or-later
// libxlsxwriter in its constant memory mode: a row is written as it comes. It wants a file name, and gets one that is in memory.
#include "base/day.h"
#include "base/text.h"
#include "document/cells.h"
#include <algorithm>
#include <cstdlib>
#include <set>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

namespace bydel::document {

std::string formula_cell(std::string_view formula, std::string_view value)
{
    return "=" + std::string(formula.substr(formula.starts_with('='))) + "\t" + std::string(value);
}

namespace {

constexpr std::size_t longest_text = 32'767, longest_name = 31, most_rows = 1'048'576, most_columns = 16'384;
constexpr std::size_t rows_looked_at_for_width = 50;

Problem not_written(std::string cause) { return { 500, "document.not_written", "", {}, std::move(cause) }; }

/// A file that is only memory, closed with its owner.
class MemoryFile {
public:
    MemoryFile()
        : descriptor_(memfd_create("sheet", MFD_CLOEXEC))
    {
    }
    ~MemoryFile()
    {
        if (descriptor_ >= 0)
            close(descriptor_);
    }
    MemoryFile(MemoryFile const&) = delete;
    MemoryFile& operator=(MemoryFile const&) = delete;

    bool is_open() const { return descriptor_ >= 0; }
    std::string name() const { return "/proc/self/fd/" + std::to_string(descriptor_); }
    std::string bytes() const
    {
        std::string all(static_cast<std::size_t>(std::max<off_t>(0, lseek(descriptor_, 0, SEEK_END))), '\0');
        std::size_t have = 0;
        while (have < all.size()) {
            auto got = pread(descriptor_, all.data() + have, all.size() - have, static_cast<off_t>(have));
            if (got <= 0)
                return {};
            have += static_cast<std::size_t>(got);
        }
        return all;
    }

private:
    int descriptor_;
};

struct Formats {
    lxw_format* header = nullptr;
    std::vector<lxw_format*> columns = {};
};

std::string number_format(int decimals) { return decimals == 0 ? "#,##0" : "#,##0." + std::string(static_cast<std::size_t>(std::min(decimals, 20)), '0'); }

lxw_format* format_of(lxw_workbook* book, SheetColumn const& column)
{
    auto* format = workbook_add_format(book);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (column.kind == CellKind::date)
        format_set_num_format(format, "yyyy-mm-dd");
    else if (column.kind != CellKind::text && column.decimals >= 0)
        format_set_num_format(format, number_format(column.decimals).c_str());
    else if (column.kind == CellKind::text)
        format_set_text_wrap(format);
    return format;
}

double width_of(Sheet const& sheet, std::size_t column)
{
    if (sheet.columns[column].width > 0)
        return std::min(sheet.columns[column].width, 255.0);
    auto longest = length_of(sheet.columns[column].header);
    for (std::size_t i = 0; i < std::min(sheet.rows.size(), rows_looked_at_for_width); ++i) {
        if (column < sheet.rows[i].size())
            longest = std::max(longest, length_of(std::string_view(sheet.rows[i][column]).substr(0, 400)));
    }
    return static_cast<double>(std::clamp<std::size_t>(longest + 2, 8, 60));
}

/// Excel would read "_x0041_" in a text as A: its first sign is written as _x005F_.
std::string escaped(std::string_view text)
{
    std::string safe;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool looks_escaped = text.substr(i, 2) == "_x" && i + 6 < text.size() && text[i + 6] == '_'
            && text.substr(i + 2, 4).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
        safe += looks_escaped ? "_x005F_" : std::string_view(&text[i], 1);
    }
    return safe;
}

lxw_error write_formula(lxw_worksheet* page, lxw_row_t row, lxw_col_t column, std::string const& cell, lxw_format* format)
{
    auto tab = cell.find('\t');
    auto formula = cell.substr(0, tab);
    auto value = tab == std::string::npos ? std::string() : cell.substr(tab + 1);
    if (is_number(value))
        return worksheet_write_formula_num(page, row, column, formula.c_str(), format, std::strtod(value.c_str(), nullptr));
    return worksheet_write_formula_str(page, row, column, formula.c_str(), format, value.c_str());
}

lxw_error write_day(lxw_worksheet* page, lxw_row_t row, lxw_col_t column, std::string const& day, lxw_format* format)
{
    auto part = [&](std::size_t from, std::size_t count) { return std::atoi(day.substr(from, count).c_str()); };
    lxw_datetime date { part(0, 4), part(5, 2), part(8, 2), 0, 0, 0 };
    return worksheet_write_datetime(page, row, column, &date, format);
}

lxw_error write_cell(lxw_worksheet* page, lxw_row_t row, lxw_col_t column, std::string const& cell, CellKind kind, lxw_format* format)
{
    if (cell.empty())
        return LXW_NO_ERROR;
    if (kind == CellKind::number && is_number(cell))
        return worksheet_write_number(page, row, column, std::strtod(cell.c_str(), nullptr), format);
    if (kind == CellKind::date && is_day(cell) && cell >= "1900-01-01")
        return write_day(page, row, column, cell, format);
    if (kind == CellKind::formula && cell.starts_with('='))
        return write_formula(page, row, column, cell, format);
    return worksheet_write_string(page, row, column, escaped(cell).c_str(), format);
}

Done check_text(std::string const& text)
{
    if (length_of(text) > longest_text)
        return fail({ 413, "document.text_too_long", "", { { "most", written(longest_text) } } });
    if (!is_plain_text(text) && !is_plain_text(cleaned(text)))
        return fail(not_written("a cell is not UTF-8"));
    return {};
}

Done check(Sheet const& sheet)
{
    if (sheet.rows.size() >= most_rows || sheet.columns.size() > most_columns)
        return fail(too_many_cells({ .rows = most_rows, .columns = most_columns, .cells = most_rows * most_columns }));
    for (auto const& column : sheet.columns)
        TRY(check_text(column.header));
    for (auto const& row : sheet.rows) {
        for (auto const& cell : row)
            TRY(check_text(cell));
    }
    return {};
}

void set_page(lxw_worksheet* page, Sheet const& sheet, Formats const& formats)
{
    for (std::size_t i = 0; i < sheet.columns.size(); ++i)
        worksheet_set_column(page, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i), width_of(sheet, i), nullptr);
    worksheet_freeze_panes(page, 1, 0);
    worksheet_repeat_rows(page, 0, 0);
    worksheet_set_landscape(page);
    worksheet_fit_to_pages(page, 1, 0);
    for (std::size_t i = 0; i < sheet.columns.size(); ++i)
        worksheet_write_string(page, 0, static_cast<lxw_col_t>(i), escaped(sheet.columns[i].header).c_str(), formats.header);
}

Done write_sheet(lxw_workbook* book, Sheet const& sheet, std::string const& name, lxw_format* header)
{
    TRY(check(sheet));
    auto* page = workbook_add_worksheet(book, name.c_str());
    if (!page)
        return fail(not_written("sheet name " + name));
    Formats formats { header };
    for (auto const& column : sheet.columns)
        formats.columns.push_back(format_of(book, column));
    set_page(page, sheet, formats);
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
        for (std::size_t i = 0; i < std::min(sheet.rows[row].size(), sheet.columns.size()); ++i) {
            auto error
                = write_cell(page, static_cast<lxw_row_t>(row + 1), static_cast<lxw_col_t>(i), sheet.rows[row][i], sheet.columns[i].kind, formats.columns[i]);
            if (error != LXW_NO_ERROR)
                return fail(not_written(lxw_strerror(error)));
        }
    }
    return {};
}

/// As XLSX wants them: at most 31 signs, without []:*?/\ and outer apostrophes, no two alike whatever their case.
std::string name_for(std::string_view wanted, std::set<std::string>& taken)
{
    std::string base = cleaned(wanted);
    std::replace_if(
        base.begin(), base.end(), [](char c) { return std::string_view("[]:*?/\\'\n").find(c) != std::string_view::npos; }, ' ');
    base = trimmed(base).empty() ? "Sheet" : std::string(trimmed(base));
    for (int number = 1;; ++number) {
        std::string ending = number == 1 ? "" : " " + std::to_string(number);
        auto name = base;
        while (length_of(name) + ending.size() > longest_name) {
            do
                name.pop_back();
            while (!name.empty() && !is_plain_text(name));
        }
        name += ending;
        if (taken.insert(lower_ascii(name)).second)
            return name;
    }
}

void set_properties(lxw_workbook* book, Workbook const& workbook)
{
    std::string title = workbook.title, author = workbook.author;
    auto day = is_day(workbook.created_on) ? workbook.created_on : std::string("2000-01-01"); // the library would take the clock
    lxw_doc_properties properties {};
    properties.title = title.data();
    properties.author = author.data();
    properties.created = static_cast<time_t>(start_of(day) / 1000);
    workbook_set_properties(book, &properties);
}

Done write_all(lxw_workbook* book, Workbook const& workbook)
{
    set_properties(book, workbook);
    auto* header = workbook_add_format(book);
    format_set_bold(header);
    format_set_text_wrap(header);
    format_set_bottom(header, LXW_BORDER_THIN);
    format_set_align(header, LXW_ALIGN_VERTICAL_TOP);
    std::set<std::string> taken;
    for (auto const& sheet : workbook.sheets)
        TRY(write_sheet(book, sheet, name_for(sheet.name, taken), header));
    return {};
}

} // namespace

Result<std::string> to_xlsx(Workbook const& workbook)
{
    MemoryFile file;
    if (!file.is_open())
        return fail(not_written("memfd_create"));
    lxw_workbook_options options {};
    options.constant_memory = LXW_TRUE;
    auto* book = workbook_new_opt(file.name().c_str(), &options);
    if (!book)
        return fail(not_written("workbook_new"));
    auto written = write_all(book, workbook);
    auto error = workbook_close(book); // also where writing failed: it frees the book
    TRY(std::move(written));
    auto bytes = file.bytes();
    if (error != LXW_NO_ERROR || bytes.empty())
        return fail(not_written(lxw_strerror(error)));
    return bytes;
}

} // namespace bydel::document
