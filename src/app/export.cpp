// SPDX-License-Identifier: AGPL-3.0-or-later
// `bydel export`: every enduring record of a programme as JSON lines, for whoever leaves us or looks after an archive. Fields that are encrypted stay
// encrypted; sessions, tokens and invitations are left out.
#include "app/commands.h"
#include "app/maintenance.h"
#include <fmt/core.h>
#include <fstream>

namespace bydel::app {

namespace {

struct Table {
    char const* name;
    std::vector<std::string> columns;
    char const* sql;
};

std::vector<Table> const& tables()
{
    static std::vector<Table> const all {
        { "programme", { "programme_id", "name", "country", "currency", "time_zone", "languages" },
            "SELECT programme_id, name, country, currency, time_zone, languages FROM programme WHERE programme_id = $1" },
        { "template", { "id", "version", "document" }, "SELECT id, version, document FROM template WHERE programme_id = $1 ORDER BY version" },
        { "local_group", { "id", "name", "town", "region", "host", "phase", "contact_name", "contact_phone" },
            "SELECT id, name, town, region, host, phase, contact_name, contact_phone FROM local_group WHERE programme_id = $1 ORDER BY id" },
        { "overlay", { "group_id", "base_version", "operations" },
            "SELECT group_id, base_version, operations FROM overlay WHERE programme_id = $1 ORDER BY group_id" },
        { "person", { "id", "display_name", "phone", "language" }, "SELECT id, display_name, phone, language FROM person WHERE programme_id = $1 ORDER BY id" },
        { "role", { "id", "person_id", "role", "scope_kind", "scope_id", "starts_on", "ends_on" },
            "SELECT id, person_id, role, scope_kind, scope_id, starts_on, ends_on FROM role WHERE programme_id = $1 ORDER BY id" },
        { "conversation",
            { "id", "group_id", "held_on", "women", "meeting", "contact_way", "place", "activities", "themes", "minutes", "next_step", "ladder", "language",
                "template_version", "author_mark", "saved_on" },
            "SELECT id, group_id, held_on, women, meeting, contact_way, place, activities, themes, minutes, next_step, ladder, language, template_version, "
            "author_mark, saved_on FROM conversation WHERE programme_id = $1 ORDER BY id" },
        { "concern", { "id", "group_id", "raised_on", "passed_to", "passed_on", "closed_on" },
            "SELECT id, group_id, raised_on, passed_to, passed_on, closed_on FROM concern WHERE programme_id = $1 ORDER BY id" },
        { "cost_model", { "id", "newest_version", "retired_on" }, "SELECT id, newest_version, retired_on FROM cost_model WHERE programme_id = $1 ORDER BY id" },
        { "cost_model_version", { "model_id", "version", "title", "document", "note", "saved_by", "saved_on" },
            "SELECT model_id, version, title, document, note, saved_by, saved_on FROM cost_model_version WHERE programme_id = $1 ORDER BY model_id, version" },
        { "card", { "id", "code", "theme", "position", "facts" }, "SELECT id, code, theme, position, facts FROM card WHERE programme_id = $1 ORDER BY id" },
        { "card_text", { "id", "card_id", "language", "title", "body", "translation_review", "stale" },
            "SELECT id, card_id, language, title, body, translation_review, stale FROM card_text WHERE programme_id = $1 ORDER BY id" },
    };
    return all;
}

Json cell(db::Row const& row, std::size_t column)
{
    if (row.is_null(column))
        return {};
    return row.is_integer(column) ? Json(row.integer(column)) : Json(row.text(column));
}

} // namespace

int export_programme(Settings const& settings, std::string const& programme_id, std::string const& path)
{
    auto product = Product::open(settings);
    if (!product)
        return explain(product.error());
    std::ofstream file(path, std::ios::trunc);
    std::size_t count = (*product)->database->read([&](db::Session& session) {
        std::size_t written = 0;
        for (auto const& table : tables()) {
            for (auto const& row : session.query(table.sql, programme_id)) {
                Json record = Json::object({ { "table", table.name } });
                for (std::size_t i = 0; i < table.columns.size(); ++i)
                    record.append_member(table.columns[i], cell(row, i));
                file << record.dump() << "\n";
                ++written;
            }
        }
        return written;
    });
    if (!file.flush())
        return explain({ 507, "server.storage_full", "", {}, "cannot write " + path });
    fmt::print("{}: {} records\n", path, count);
    return 0;
}

} // namespace bydel::app
