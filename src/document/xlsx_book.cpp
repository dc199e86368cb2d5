// SPDX-License-Identifier: AGPL-3.0-or-later
#include "document/xlsx_book.h"
#include "base/text.h"
#include "document/cells.h"
#include <map>
#include <pugixml.hpp>

namespace bydel::document {

namespace {

/// Targets of a part's relationships, by id; a target outside the file is left out.
struct Relation {
    std::string type, path;
};

std::string relations_of(std::string_view part)
{
    auto slash = part.rfind('/');
    auto folder = slash == std::string_view::npos ? std::string() : std::string(part.substr(0, slash + 1));
    return folder + "_rels/" + std::string(part.substr(slash == std::string_view::npos ? 0 : slash + 1)) + ".rels";
}

Result<std::map<std::string, Relation>> read_relations(Package& package, std::string const& part)
{
    std::map<std::string, Relation> relations;
    auto tree = TRY(parse_part(TRY(package.get_part(relations_of(part)))));
    for (auto one : child(*tree, "Relationships").children()) {
        std::string type(attribute(one, "Type"));
        if (attribute(one, "TargetMode") != "External")
            relations[std::string(attribute(one, "Id"))] = { type.substr(type.rfind('/') + 1), resolved(part, attribute(one, "Target")) };
    }
    return relations;
}

std::string path_of(std::map<std::string, Relation> const& relations, std::string_view type)
{
    for (auto const& [id, relation] : relations) {
        if (relation.type == type)
            return relation.path;
    }
    return {};
}

/// Excel writes signs that XML does not allow as _x000D_, and "_x" itself as "_x005F_x".
std::string unescaped(std::string_view text)
{
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto hex = text.substr(std::min(text.size(), i + 2), 4);
        bool escape = text.substr(i, 2) == "_x" && hex.size() == 4 && i + 6 < text.size() && text[i + 6] == '_'
            && hex.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
        auto sign = escape ? std::stoul(std::string(hex), nullptr, 16) : 0x80;
        if (sign < 0x80) {
            plain += static_cast<char>(sign);
            i += 6;
        } else
            plain += text[i];
    }
    return plain;
}

/// <t> of a string, or of each of its rich runs; readings for pronunciation are left out.
std::string text_of(pugi::xml_node const& item)
{
    std::string text;
    for (auto part : item.children()) {
        if (local_name(part) == "t")
            text += part.text().get();
        else if (local_name(part) == "r")
            text += child(part, "t").text().get();
    }
    return cleaned(unescaped(text));
}

Result<std::vector<std::string>> read_strings(Package& package, std::string const& path, Limits const& limits)
{
    std::vector<std::string> strings;
    auto xml = path.empty() ? std::nullopt : TRY(package.find_part(path));
    if (!xml)
        return strings;
    TRY(for_each_piece(*xml, "sst", "si", [&](pugi::xml_node const& item) -> Done {
        strings.push_back(text_of(item));
        return strings.size() > limits.cells ? Done(fail(too_many_cells(limits))) : Done();
    }));
    return strings;
}

bool is_date_number(int format, std::map<int, bool> const& own)
{
    if (auto found = own.find(format); found != own.end())
        return found->second;
    return (format >= 14 && format <= 17) || format == 22 || (format >= 27 && format <= 31) || format == 36 || (format >= 50 && format <= 54) || format == 57
        || format == 58;
}

int whole(std::string_view text) { return std::atoi(std::string(text.substr(0, 9)).c_str()); }

Result<std::vector<bool>> read_styles(Package& package, std::string const& path)
{
    std::vector<bool> dates;
    auto xml = path.empty() ? std::nullopt : TRY(package.find_part(path));
    if (!xml)
        return dates;
    auto tree = TRY(parse_part(*xml));
    auto sheet = child(*tree, "styleSheet");
    std::map<int, bool> own;
    for (auto format : child(sheet, "numFmts").children())
        own[whole(attribute(format, "numFmtId"))] = is_date_format(attribute(format, "formatCode"));
    for (auto format : child(sheet, "cellXfs").children())
        dates.push_back(is_date_number(whole(attribute(format, "numFmtId")), own));
    return dates;
}

Done add_sheets(Book& book, pugi::xml_node const& workbook, std::map<std::string, Relation> const& relations, Limits const& limits)
{
    for (auto sheet : child(workbook, "sheets").children()) {
        auto relation = relations.find(std::string(attribute(sheet, "r:id").empty() ? attribute(sheet, "id") : attribute(sheet, "r:id")));
        auto name = cleaned(unescaped(attribute(sheet, "name")));
        if (relation == relations.end() || !is_plain_text(name))
            return fail(unreadable("a sheet without a place or a name"));
        if (relation->second.type == "worksheet")
            book.sheets.push_back({ std::move(name), relation->second.path });
    }
    if (book.sheets.empty())
        return fail(unreadable("no sheets"));
    return book.sheets.size() > limits.sheets ? Done(fail(too_many_cells(limits))) : Done();
}

} // namespace

Result<Book> read_book(Package& package, Limits const& limits)
{
    Book book;
    auto path = path_of(TRY(read_relations(package, "")), "officeDocument");
    auto relations = TRY(read_relations(package, path));
    auto tree = TRY(parse_part(TRY(package.get_part(path))));
    auto workbook = child(*tree, "workbook");
    auto counted_from = attribute(child(workbook, "workbookPr"), "date1904");
    book.from_1904 = counted_from == "1" || counted_from == "true";
    TRY(add_sheets(book, workbook, relations, limits));
    book.strings = TRY(read_strings(package, path_of(relations, "sharedStrings"), limits));
    book.style_is_date = TRY(read_styles(package, path_of(relations, "styles")));
    return book;
}

static Result<CellValue> shared_string(std::string_view index, Book const& book)
{
    auto at = static_cast<std::size_t>(whole(index));
    if (index.empty() || index.find_first_not_of("0123456789") != std::string_view::npos || at >= book.strings.size())
        return fail(unreadable("a string that is not there"));
    return CellValue { book.strings[at] };
}

static CellValue number_value(std::string value, std::string_view style, Book const& book)
{
    if (!is_number(value))
        return { cleaned(value) };
    auto index = static_cast<std::size_t>(whole(style));
    bool date = !style.empty() && style[0] != '-' && index < book.style_is_date.size() && book.style_is_date[index];
    auto day = date ? day_of_serial(std::strtod(value.c_str(), nullptr), book.from_1904) : std::string();
    return day.empty() ? CellValue { std::move(value), CellKind::number } : CellValue { std::move(day), CellKind::date };
}

Result<CellValue> value_of(pugi::xml_node const& cell, Book const& book)
{
    auto type = attribute(cell, "t");
    if (type == "inlineStr")
        return CellValue { text_of(child(cell, "is")) };
    std::string value = child(cell, "v").text().get();
    if (type == "s")
        return shared_string(trimmed(value), book);
    if (type == "b")
        return CellValue { value == "1" ? "TRUE" : "FALSE" };
    if (type == "str" || type == "e" || type == "d")
        return CellValue { cleaned(unescaped(value)) };
    return number_value(std::string(trimmed(value)), attribute(cell, "s"), book);
}

} // namespace bydel::document
