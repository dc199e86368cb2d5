// SPDX-License-Identifier: AGPL-3.0-or-later
#include "concern/store.h"
#include "platform/db/rows.h"

namespace bydel::concern {

std::int64_t count_open(db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    return session.query_one("SELECT COUNT(*) FROM concern WHERE programme_id = $1 AND group_id = $2 AND closed_on IS NULL", programme_id, group_id)
        ->integer(0);
}

std::int64_t count_new(db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    return session
        .query_one(
            "SELECT COUNT(*) FROM concern WHERE programme_id = $1 AND group_id = $2 AND closed_on IS NULL AND followed_on IS NULL", programme_id, group_id)
        ->integer(0);
}

namespace store {

std::optional<Concern> find(db::Session& session, std::string const& programme_id, std::string const& id)
{
    return db::read_one<Concern>(session, "FROM concern WHERE programme_id = $1 AND id = $2", programme_id, id);
}

Done insert(db::Session& session, std::string const& programme_id, Concern const& concern)
{
    return db::write_new(session, "INSERT INTO concern", programme_id, concern);
}

Done update(db::Session& session, std::string const& programme_id, Concern const& concern)
{
    return db::write_over(session, "UPDATE concern", programme_id, concern);
}

Done remove(db::Session& session, std::string const& programme_id, std::string const& id)
{
    TRY(session.execute("DELETE FROM concern WHERE programme_id = $1 AND id = $2", programme_id, id));
    return {};
}

static constexpr db::Order orders[] = { { "newest", "raised_on", true }, { "oldest", "raised_on" } };

Result<db::Page<Concern>> of_group(db::Session& session, std::string const& programme_id, std::string const& group_id, std::optional<std::string> const& state,
    db::PageAsked const& asked, std::function<bool(Concern const&)> const& keep)
{
    std::string from = "FROM concern WHERE programme_id = $1 AND group_id = $2";
    if (state)
        from += *state == "open" ? " AND closed_on IS NULL" : " AND closed_on IS NOT NULL";
    return db::read_page<Concern>(session, from, orders, asked, { programme_id, group_id }, keep);
}

std::vector<Concern> open_of_group(db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    return db::read_all<Concern>(
        session, "FROM concern WHERE programme_id = $1 AND group_id = $2 AND closed_on IS NULL ORDER BY raised_on DESC, id", programme_id, group_id);
}

std::int64_t count_closed(db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    return session.query_one("SELECT COUNT(*) FROM concern WHERE programme_id = $1 AND group_id = $2 AND closed_on IS NOT NULL", programme_id, group_id)
        ->integer(0);
}

std::vector<Concern> of_person(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& from)
{
    return db::read_all<Concern>(
        session, "FROM concern WHERE programme_id = $1 AND raised_by = $2 AND raised_on >= $3 ORDER BY raised_on, id", programme_id, person_id, from);
}

} // namespace store
} // namespace bydel::concern
