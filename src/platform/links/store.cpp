// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/links/store.h"

namespace bydel::links::store {

static std::string const select
    = "SELECT id, purpose, subject_id, expires_at, uses_left, used_at, revoked_at, attempt_hash, outcome_id, made_by FROM link WHERE programme_id = $1 AND ";

static Link read(db::Row const& row)
{
    return { row.text(0), row.text(1), row.text(2), row.integer(3), row.integer(4), row.maybe_integer(5), row.maybe_integer(6), row.maybe_text(7),
        row.maybe_text(8), row.maybe_text(9) };
}

Done insert(db::Session& session, std::string const& programme_id, Link const& link, std::string const& token_hash, Milliseconds today)
{
    TRY(session.execute("INSERT INTO link (programme_id, id, purpose, subject_id, token_hash, made_by, created_at, expires_at, uses_left) "
                        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        programme_id, link.id, link.purpose, link.subject_id, token_hash, link.made_by, today, link.expires_at, link.uses_left));
    return {};
}

Done replace_token(db::Session& session, std::string const& programme_id, Link const& link, std::string const& token_hash)
{
    TRY(session.execute("UPDATE link SET token_hash = $3, made_by = $4 WHERE programme_id = $1 AND id = $2", programme_id, link.id, token_hash, link.made_by));
    return {};
}

std::optional<Link> with_token(db::Session& session, std::string const& programme_id, std::string const& token_hash)
{
    auto const row = session.query_one(select + "token_hash = $2", programme_id, token_hash);
    return row ? std::optional(read(*row)) : std::nullopt;
}

std::optional<Link> with_id(db::Session& session, std::string const& programme_id, std::string const& id)
{
    auto const row = session.query_one(select + "id = $2", programme_id, id);
    return row ? std::optional(read(*row)) : std::nullopt;
}

std::vector<Link> open_links(db::Session& session, std::string const& programme_id, std::string const& subject_id, Milliseconds today)
{
    std::vector<Link> links;
    for (auto const& row : session.query(
             select + "subject_id = $2 AND uses_left > 0 AND revoked_at IS NULL AND expires_at > $3 AND created_at <= $3 ORDER BY created_at DESC, id DESC",
             programme_id, subject_id, today))
        links.push_back(read(row));
    return links;
}

std::map<std::string, std::string> made_by_outcome(db::Session& session, std::string const& programme_id, std::string const& subject_id)
{
    std::map<std::string, std::string> made;
    for (auto const& row :
        session.query("SELECT outcome_id, made_by FROM link WHERE programme_id = $1 AND subject_id = $2 AND outcome_id IS NOT NULL AND made_by IS NOT NULL",
            programme_id, subject_id))
        made.emplace(row.text(0), row.text(1));
    return made;
}

Result<bool> use(db::Session& session, std::string const& programme_id, Link const& used)
{
    return TRY(session.execute("UPDATE link SET uses_left = uses_left - 1, used_at = $3, attempt_hash = $4, outcome_id = $5 "
                               "WHERE programme_id = $1 AND id = $2 AND uses_left > 0 AND revoked_at IS NULL",
               programme_id, used.id, used.used_at, used.attempt_hash, used.outcome_id))
        == 1;
}

Done revoke(db::Session& session, std::string const& programme_id, std::string const& subject_id, std::string_view purpose, Milliseconds today)
{
    TRY(session.execute("UPDATE link SET revoked_at = $4 WHERE programme_id = $1 AND subject_id = $2 AND purpose = $3 AND uses_left > 0 AND revoked_at IS NULL",
        programme_id, subject_id, purpose, today));
    return {};
}

} // namespace bydel::links::store
