// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/slice/own_data.h"
#include "base/text.h"
#include <algorithm>
#include <set>

namespace bydel {

namespace {

using Cells = std::map<std::string, db::Value, std::less<>>;

std::string text_in(Cells const& cells, std::string_view column)
{
    auto const found = cells.find(column);
    auto const* text = found == cells.end() ? nullptr : std::get_if<std::string>(&found->second);
    return text ? *text : "";
}

/// "person/{id}/phone" of this row.
std::string filled(std::string_view pattern, Cells const& cells)
{
    std::string place;
    while (!pattern.empty()) {
        auto const open = pattern.find('{'), close = pattern.find('}');
        place += pattern.substr(0, open);
        if (open == std::string_view::npos)
            break;
        place += text_in(cells, pattern.substr(open + 1, close - open - 1));
        pattern.remove_prefix(close + 1);
    }
    return place;
}

Json told(db::Value const& value)
{
    if (auto const* number = std::get_if<std::int64_t>(&value))
        return Json(*number);
    if (auto const* real = std::get_if<double>(&value))
        return Json(*real);
    auto const* text = std::get_if<std::string>(&value);
    return text ? Json(*text) : Json();
}

/// It ties rows of a year together that no longer name her (docs/decisions/0003): beside her name it would name her in all of them.
constexpr std::string_view tie = "author_mark";

/// A record that is kept sealed holds what its table has of it.
Json without_tie(Json const& record)
{
    Json::Object kept;
    for (auto const& [name, value] : *record.as_object()) {
        if (name != tie)
            kept.emplace_back(name, value.as_object() ? without_tie(value) : value);
    }
    return Json(std::move(kept));
}

class OwnData {
public:
    OwnData(db::Session& session, auth::Vault const& vault, auth::Actor const& whose)
        : session_(session)
        , vault_(vault)
        , whose_(whose)
    {
    }

    /// Null where nothing in it is hers.
    Json of(db::Table const& table)
    {
        auto const columns = db::columns_of(table, [](db::Columns const&) { return true; });
        Json::Array rows;
        std::set<std::string> seen;
        for (auto const& names_her : columns) {
            if (names_her.is->erasing == db::Erasing::nothing)
                continue;
            for (auto const& cells : rows_that_name_her(table, columns, names_her.name)) {
                auto row = hers(columns, names_her, cells);
                if (seen.insert(key_of(table, cells)).second)
                    rows.push_back(std::move(row));
            }
        }
        return rows.empty() ? Json() : Json::object({ { "table", table.name }, { "rows", Json(std::move(rows)) } });
    }

    std::set<std::string, std::less<>> const& purposes() const { return purposes_; }

private:
    /// Her id, or the scope that is hers alone.
    std::string scope() const { return "person:" + whose_.person_id; }
    bool is_she(std::string const& held) const { return held == whose_.person_id || held == scope(); }

    std::vector<Cells> rows_that_name_her(db::Table const& table, std::vector<db::Column> const& columns, std::string const& column)
    {
        std::vector<std::string> names;
        for (auto const& one : columns)
            names.push_back(one.name);
        std::vector<Cells> rows;
        for (auto const& row :
            session_.query("SELECT " + join(names, ", ") + " FROM " + std::string(table.name) + " WHERE programme_id = $1 AND " + column + " IN ($2, $3)",
                whose_.programme_id, whose_.person_id, scope())) {
            Cells cells;
            for (std::size_t i = 0; i < names.size(); ++i)
                cells.emplace(names[i], row.value(i));
            rows.push_back(std::move(cells));
        }
        return rows;
    }

    static std::string key_of(db::Table const& table, Cells const& cells)
    {
        std::string key;
        for (auto const& part : split(std::string(table.key), ' '))
            key += told(cells.find(part)->second).dump() + "|";
        return key;
    }

    Json hers(std::vector<db::Column> const& columns, db::Column const& names_her, Cells const& cells)
    {
        Json row(Json::Object {});
        for (auto const& column : columns) {
            if (!may_have(column, names_her, cells))
                continue;
            if (!column.is->purpose.empty())
                purposes_.emplace(column.is->purpose);
            row.append_member(column.name, value_of(column, cells));
        }
        return row;
    }

    bool may_have(db::Column const& column, db::Column const& names_her, Cells const& cells) const
    {
        if (column.is->door == db::Door::secret || column.name == tie)
            return false;
        if (column.is->erasing != db::Erasing::nothing) // an id: hers, or another's
            return is_she(text_in(cells, column.name));
        bool const about_her = names_her.is->erasing == db::Erasing::row_goes || column.is->about == names_her.is->about;
        return column.is->about == db::About::nobody || about_her;
    }

    Json value_of(db::Column const& column, Cells const& cells) const
    {
        auto const& value = cells.find(column.name)->second;
        auto const* text = std::get_if<std::string>(&value);
        if (column.is->sealed.empty() || !text)
            return told(value);
        auto const opened = vault_.open_field(*text, whose_.programme_id + "/" + filled(column.is->sealed, cells)).value_or("?");
        auto const record = parse_json(opened);
        return record && record->as_object() ? without_tie(*record) : Json(opened);
    }

    db::Session& session_;
    auth::Vault const& vault_;
    auth::Actor const& whose_;
    std::set<std::string, std::less<>> purposes_;
};

} // namespace

Json own_data(db::Session& session, Slices const& slices, auth::Vault const& vault, auth::Actor const& whose)
{
    OwnData data(session, vault, whose);
    Json::Array tables, purposes;
    for (auto const& slice : slices.all()) {
        for (auto const& table : slice.tables) {
            if (auto rows = data.of(table); !rows.is_null())
                tables.push_back(std::move(rows));
        }
    }
    for (auto const& slice : slices.all()) {
        for (auto const& purpose : slice.purposes) {
            if (data.purposes().contains(purpose.name))
                purposes.push_back(Json::object({ { "name", purpose.name }, { "what", purpose.what },
                    { "basis", purpose.basis == Basis::contract ? "contract" : "legitimate_interest" }, { "kept", purpose.kept } }));
        }
    }
    return Json::object({ { "format", "bydel-person-1" }, { "programme_id", whose.programme_id }, { "person_id", whose.person_id }, { "made_on", whose.today },
        { "purposes", Json(std::move(purposes)) }, { "tables", Json(std::move(tables)) } });
}

} // namespace bydel
