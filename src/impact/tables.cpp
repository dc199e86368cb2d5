// SPDX-License-Identifier: AGPL-3.0-or-later
#include "impact/tables.h"
#include "base/plain_number.h"
#include "base/text.h"
#include "base/typed_number.h"
#include "platform/i18n/typed_day.h"

namespace bydel::impact {

namespace {

/// How a cell becomes a member: text; a number; a formula (a number where it is one); a text by language; a day; a month.
enum class Cell { text, number, formula, words, day, month };

/// `path` is where the cell stands in its line: "distribution.first".
struct Column {
    std::string_view name;
    std::string_view path;
    Cell cell;
};

struct Part {
    std::string_view name; ///< of the sheet, and in the first column of a CSV
    std::string_view list; ///< in the document; empty: the document itself
    std::vector<Column> columns;
};

std::vector<Column> with_source(std::vector<Column> columns)
{
    for (Column column : { Column { "price_year", "price_year", Cell::number }, { "status", "status", Cell::text }, { "source", "source.title", Cell::text },
             { "source_link", "source.url", Cell::text }, { "source_on", "source.on", Cell::day }, { "approved_by", "approved.by", Cell::text },
             { "approved_on", "approved.on", Cell::day }, { "note", "note", Cell::words } })
        columns.push_back(column);
    return columns;
}

std::vector<Column> with_shares(std::vector<Column> columns)
{
    for (Column column : { Column { "repeat", "repeat", Cell::text }, { "timing", "timing", Cell::text },
             { "municipality", "shares.municipality", Cell::number }, { "region", "shares.region", Cell::number }, { "state", "shares.state", Cell::number },
             { "person", "shares.person", Cell::number }, { "third_sector", "shares.third_sector", Cell::number } })
        columns.push_back(column);
    return with_source(std::move(columns));
}

std::vector<Part> const& parts()
{
    static std::vector<Part> const all {
        { "model", "",
            { { "format", "format", Cell::text }, { "title", "title", Cell::words }, { "summary", "summary", Cell::words },
                { "language", "language", Cell::text }, { "currency", "currency", Cell::text }, { "price_year", "price_year", Cell::number },
                { "last_year", "last_year", Cell::number }, { "programme_years", "programme_years", Cell::number },
                { "ratio_year", "ratio_year", Cell::number }, { "schedule", "discounting.schedule", Cell::text }, { "rate", "discounting.rate", Cell::formula },
                { "method", "discounting.method", Cell::text }, { "discount_timing", "discounting.timing", Cell::text },
                { "optimism_bias_benefit", "optimism_bias_benefit", Cell::number }, { "optimism_bias_cost", "optimism_bias_cost", Cell::number },
                { "claims", "claims", Cell::text }, { "price_index_source", "price_index.source.title", Cell::text },
                { "price_index_source_link", "price_index.source.url", Cell::text }, { "price_index_source_on", "price_index.source.on", Cell::day } } },
        { "inputs", "inputs",
            with_source({ { "id", "id", Cell::text }, { "label", "label", Cell::words }, { "unit", "unit", Cell::text }, { "value", "value", Cell::number },
                { "formula", "formula", Cell::formula }, { "low", "low", Cell::number }, { "high", "high", Cell::number },
                { "distribution", "distribution.kind", Cell::text }, { "stated_by", "distribution.stated_by", Cell::text },
                { "first", "distribution.first", Cell::number }, { "second", "distribution.second", Cell::number },
                { "third", "distribution.third", Cell::number }, { "link_measure", "link.measure", Cell::text }, { "link_from", "link.from", Cell::month },
                { "link_to", "link.to", Cell::month }, { "link_value", "link.value", Cell::number }, { "link_counted_on", "link.counted_on", Cell::day } }) },
        { "costs", "costs",
            with_shares({ { "id", "id", Cell::text }, { "label", "label", Cell::words }, { "amount", "amount", Cell::formula },
                { "from_year", "from_year", Cell::number }, { "years", "years", Cell::number } }) },
        { "outcomes", "outcomes",
            with_shares({ { "id", "id", Cell::text }, { "label", "label", Cell::words }, { "quantity", "quantity", Cell::formula },
                { "proxy", "proxy", Cell::formula }, { "deadweight", "deadweight", Cell::formula }, { "displacement", "displacement", Cell::formula },
                { "attribution", "attribution", Cell::formula }, { "drop_off", "drop_off", Cell::formula }, { "start_year", "start_year", Cell::number },
                { "duration_years", "duration_years", Cell::number } }) },
        { "correlations", "correlations",
            { { "first_input", "first", Cell::text }, { "second_input", "second", Cell::text }, { "rho", "rho", Cell::number } } },
        { "scenarios", "scenarios",
            { { "id", "id", Cell::text }, { "label", "label", Cell::words }, { "supports", "supports", Cell::words },
                { "overrides", "overrides", Cell::text } } },
        { "bands", "discounting.bands", { { "from_year", "from_year", Cell::number }, { "rate", "rate", Cell::number } } },
        { "price_index", "price_index.values", { { "price_year", "year", Cell::number }, { "value", "value", Cell::number } } },
        { "reporting", "reporting", { { "item", "item", Cell::text }, { "text", "text", Cell::words } } },
    };
    return all;
}

// --- reaching into a document -----------------------------------------------------------------------------------------------

Json const& at(Json const& json, std::string_view path)
{
    auto const dot = path.find('.');
    return dot == std::string_view::npos ? json[path] : at(json[path.substr(0, dot)], path.substr(dot + 1));
}

void put(Json& json, std::string_view path, Json value)
{
    auto const dot = path.find('.');
    if (dot == std::string_view::npos) {
        json.set(path, std::move(value));
        return;
    }
    auto inner = json[path.substr(0, dot)].is_object() ? json[path.substr(0, dot)] : Json(Json::Object {});
    put(inner, path.substr(dot + 1), std::move(value));
    json.set(path.substr(0, dot), std::move(inner));
}

// --- what is not a list of lines ----------------------------------------------------------------------------------------------

/// "substitution = 0.23; job_entry = 0"
std::string written_overrides(Json const& overrides)
{
    std::string text;
    auto const* all = overrides.as_array();
    for (std::size_t i = 0; all && i < all->size(); ++i)
        text += (i ? "; " : "") + (*all)[i].text("input") + " = " + plain_number((*all)[i]["value"].as_number().value_or(0));
    return text;
}

Json read_overrides(std::string_view text)
{
    Json::Array overrides;
    for (auto const& one : split(text, ';')) {
        auto const equals = one.find('=');
        if (trimmed(one).empty())
            continue;
        if (equals == std::string::npos) { // kept, so that it is told
            overrides.push_back(Json::object({ { "input", trimmed(one) }, { "value", Json() } }));
            continue;
        }
        auto value = typed_number(std::string_view(one).substr(equals + 1));
        overrides.push_back(
            Json::object({ { "input", trimmed(std::string_view(one).substr(0, equals)) }, { "value", value ? Json(*value) : Json(one.substr(equals + 1)) } }));
    }
    return Json(std::move(overrides));
}

/// Members that are objects by name, as lines: {"2013": 97.5} is the line {year: 2013, value: 97.5}.
Json::Array lines_of(Json const& document, Part const& part)
{
    if (part.list.empty())
        return { document };
    auto const& found = at(document, part.list);
    if (auto const* lines = found.as_array())
        return *lines;
    Json::Array lines;
    if (auto const* members = found.as_object()) {
        for (auto const& [name, value] : *members)
            lines.push_back(Json::object({ { std::string(part.columns[0].path), name }, { std::string(part.columns[1].path), value } }));
    }
    return lines;
}

bool is_by_name(Part const& part) { return part.name == "price_index" || part.name == "reporting"; }

void put_lines(Json& document, Part const& part, Json::Array lines)
{
    if (lines.empty())
        return;
    if (part.list.empty()) {
        auto const* members = lines.front().as_object();
        for (auto const& [name, value] : *members)
            document.set(name, value);
    } else if (is_by_name(part)) {
        Json by_name(Json::Object {});
        for (auto const& line : lines) {
            auto const& key = line[part.columns[0].path];
            by_name.set(key.as_string() ? *key.as_string() : plain_number(key.as_number().value_or(0)), line[part.columns[1].path]);
        }
        put(document, part.list, std::move(by_name));
    } else {
        put(document, part.list, Json(std::move(lines)));
    }
}

// --- cells ------------------------------------------------------------------------------------------------------------------

std::string written_cell(Json const& line, Column const& column, std::string const& language)
{
    auto const& value = at(line, column.path);
    if (column.path == "overrides")
        return written_overrides(value);
    if (column.path == "language") // of the texts beside it
        return line["title"].is_object() ? language : line.text("language");
    if (column.path == "claims") {
        std::vector<std::string> ids;
        for (auto const& id : value.as_array() ? *value.as_array() : Json::Array {})
            ids.push_back(id.as_string() ? *id.as_string() : "");
        return join(ids, " ");
    }
    if (auto number = value.as_number())
        return plain_number(*number);
    return column.cell == Cell::words ? text_in(value, language) : value.as_string() ? *value.as_string() : "";
}

Json json_of(double number)
{
    auto whole = static_cast<std::int64_t>(number);
    return static_cast<double>(whole) == number && std::abs(number) < 1e15 ? Json(whole) : Json(number);
}

/// "May 2016" may stand where a day is asked for. A day that could be two, or is of another calendar, is refused.
Result<Json> read_day(std::string const& text, std::string const& today)
{
    auto day = i18n::typed_day(text, today);
    if (!day && day.error().key != "field.not_a_day")
        return fail(std::move(day).error());
    return Json(day ? *day : std::string(trimmed(text)));
}

/// What is no number stays as it was written, so that it is told with its line.
Result<Json> read_cell(std::string const& text, Column const& column, std::string const& today)
{
    if (column.path == "overrides")
        return read_overrides(text);
    if (column.path == "claims")
        return Json::strings(split(text, ' '));
    if (column.cell == Cell::day)
        return read_day(text, today);
    if (column.cell == Cell::month)
        return Json(plain_typed(text));
    if (column.cell != Cell::number && column.cell != Cell::formula)
        return Json(std::string(trimmed(text)));
    // A formula that is a number is one, but the formula of an input is text whatever it holds.
    auto const number = column.path == "formula" ? std::nullopt : typed_number(text);
    return number ? json_of(*number) : Json(column.cell == Cell::formula ? typed_formula(text) : std::string(trimmed(text)));
}

document::CellKind kind_of(Cell cell) { return cell == Cell::number ? document::CellKind::number : document::CellKind::text; }

/// The columns of a part, or of all parts under one another.
std::vector<Column> columns_of_all()
{
    std::vector<Column> all;
    for (auto const& part : parts()) {
        for (auto const& column : part.columns) {
            bool there = std::any_of(all.begin(), all.end(), [&](Column const& one) { return one.name == column.name; });
            if (!there)
                all.push_back(column);
        }
    }
    return all;
}

Column const* column_named(std::vector<Column> const& columns, std::string_view name)
{
    auto found = std::find_if(columns.begin(), columns.end(), [&](Column const& column) { return column.name == name; });
    return found == columns.end() ? nullptr : &*found;
}

Part const* part_named(std::string_view written)
{
    auto const name = lower_ascii(written);
    auto found = std::find_if(parts().begin(), parts().end(), [&](Part const& part) { return part.name == name; });
    return found == parts().end() ? nullptr : &*found;
}

/// One row of a table whose headers are known; nothing where it is empty. Problems of typed_day, with the column.
Result<std::optional<Json>> read_line(Part const& part, document::Sheet const& sheet, std::vector<std::string> const& row, std::string const& today)
{
    Json line(Json::Object {});
    for (std::size_t i = 0; i < row.size() && i < sheet.columns.size(); ++i) {
        auto const* column = column_named(part.columns, trimmed(sheet.columns[i].header));
        if (!column || trimmed(row[i]).empty())
            continue;
        auto value = read_cell(row[i], *column, today);
        if (!value)
            return fail(within(column->name, std::move(value).error()));
        put(line, column->path, std::move(*value));
    }
    return line.as_object()->empty() ? std::optional<Json>() : std::optional(std::move(line));
}

} // namespace

document::Workbook to_workbook(Json const& document, std::string const& language)
{
    document::Workbook workbook;
    workbook.title = text_in(document["title"], language);
    for (auto const& part : parts()) {
        document::Sheet sheet { std::string(part.name), {}, {} };
        for (auto const& column : part.columns)
            sheet.columns.push_back({ std::string(column.name), kind_of(column.cell) });
        for (auto const& line : lines_of(document, part)) {
            std::vector<std::string> row;
            for (auto const& column : part.columns)
                row.push_back(written_cell(line, column, language));
            sheet.rows.push_back(std::move(row));
        }
        workbook.sheets.push_back(std::move(sheet));
    }
    return workbook;
}

document::Sheet to_sheet(Json const& document, std::string const& language)
{
    auto const columns = columns_of_all();
    document::Sheet sheet { "model", { { "part" } }, {} };
    for (auto const& column : columns)
        sheet.columns.push_back({ std::string(column.name) });
    for (auto const& part : parts()) {
        for (auto const& line : lines_of(document, part)) {
            std::vector<std::string> row { std::string(part.name) };
            for (auto const& column : columns) {
                auto const* own = column_named(part.columns, column.name);
                row.push_back(own ? written_cell(line, *own, language) : "");
            }
            sheet.rows.push_back(std::move(row));
        }
    }
    return sheet;
}

Result<Json> from_workbook(document::Workbook const& workbook, std::string const& today)
{
    std::map<Part const*, Json::Array> lines;
    for (auto const& sheet : workbook.sheets) {
        bool mixed = !sheet.columns.empty() && trimmed(sheet.columns[0].header) == "part";
        for (auto const& row : sheet.rows) {
            auto const* part = part_named(mixed ? trimmed(row.empty() ? "" : row[0]) : trimmed(sheet.name));
            if (!part)
                continue;
            auto line = read_line(*part, sheet, row, today);
            if (!line)
                return fail(within(std::string(part->name) + "[" + std::to_string(lines[part].size()) + "]", std::move(line).error()));
            if (*line)
                lines[part].push_back(std::move(**line));
        }
    }
    if (lines.empty())
        return fail({ 422, "impact.no_table" });
    Json document = Json::object({ { "format", "bydel.cost_model/1" } });
    for (auto const& part : parts())
        put_lines(document, part, std::move(lines[&part]));
    return document;
}

Result<http::File> write_file(Json const& document, std::string const& type, std::string const& language)
{
    if (type == "json")
        return http::File { "application/json", "model.json", document.dump() + "\n" };
    if (type == "xlsx")
        return http::File { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "model.xlsx",
            TRY(document::to_xlsx(to_workbook(document, language))) };
    if (type == "csv")
        return http::File { "text/csv; charset=utf-8", "model.csv", document::to_csv(to_sheet(document, language)) };
    return fail({ 422, "field.unknown_code", "type", { { "code", type } } });
}

Result<Json> read_file(std::string const& name, std::string_view bytes, std::string const& today)
{
    if (name.ends_with(".json"))
        return parse_json(bytes);
    if (name.ends_with(".xlsx"))
        return from_workbook(TRY(document::read_xlsx(bytes)), today);
    if (name.ends_with(".csv"))
        return from_workbook({ { TRY(document::read_csv(bytes)) } }, today);
    return fail({ 422, "impact.unknown_file", "name", { { "name", name } } });
}

} // namespace bydel::impact
