// SPDX-License-Identifier: AGPL-3.0-or-later
#include "impact/store.h"

namespace bydel::impact::store {

static Version head_of(db::Row const& row) { return { row.text(0), row.integer(1), row.text(2), {}, row.text(3), row.text(4), row.text(5) }; }

static std::vector<Version> heads_of(std::vector<db::Row> const& rows)
{
    std::vector<Version> versions;
    for (auto const& row : rows)
        versions.push_back(head_of(row));
    return versions;
}

std::vector<Version> list(db::Session& session, std::string const& programme_id)
{
    return heads_of(session.query("SELECT v.model_id, v.version, v.title, v.note, v.saved_by, v.saved_on FROM cost_model m "
                                  "JOIN cost_model_version v ON v.programme_id = m.programme_id AND v.model_id = m.id AND v.version = m.newest_version "
                                  "WHERE m.programme_id = $1 AND m.retired_on IS NULL ORDER BY v.title, v.model_id",
        programme_id));
}

std::vector<Version> versions_of(db::Session& session, std::string const& programme_id, std::string const& model_id)
{
    return heads_of(session.query("SELECT model_id, version, title, note, saved_by, saved_on FROM cost_model_version "
                                  "WHERE programme_id = $1 AND model_id = $2 ORDER BY version DESC",
        programme_id, model_id));
}

std::int64_t newest_version(db::Session& session, std::string const& programme_id, std::string const& model_id)
{
    auto row = session.query_one("SELECT newest_version FROM cost_model WHERE programme_id = $1 AND id = $2 AND retired_on IS NULL", programme_id, model_id);
    return row ? row->integer(0) : 0;
}

std::optional<Version> find(db::Session& session, std::string const& programme_id, std::string const& model_id, std::int64_t version)
{
    auto row = session.query_one("SELECT model_id, version, title, note, saved_by, saved_on, document FROM cost_model_version "
                                 "WHERE programme_id = $1 AND model_id = $2 AND version = $3",
        programme_id, model_id, version);
    if (!row)
        return std::nullopt;
    auto found = head_of(*row);
    found.document = parse_json(row->text(6)).value_or(Json());
    return found;
}

Done add_version(db::Session& session, std::string const& programme_id, Version const& version)
{
    if (version.version == 1)
        TRY(session.execute("INSERT INTO cost_model (programme_id, id, newest_version) VALUES ($1, $2, $3)", programme_id, version.model_id, version.version));
    else
        TRY(session.execute("UPDATE cost_model SET newest_version = $3 WHERE programme_id = $1 AND id = $2", programme_id, version.model_id, version.version));
    TRY(session.execute("INSERT INTO cost_model_version (programme_id, model_id, version, title, document, note, saved_by, saved_on) "
                        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        programme_id, version.model_id, version.version, version.title, version.document.dump(), version.note, version.saved_by, version.saved_on));
    return {};
}

Done retire(db::Session& session, std::string const& programme_id, std::string const& model_id, std::string const& day)
{
    TRY(session.execute("UPDATE cost_model SET retired_on = $3 WHERE programme_id = $1 AND id = $2", programme_id, model_id, day));
    return {};
}
} // namespace bydel::impact::store
