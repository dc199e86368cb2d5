// SPDX-License-Identifier: AGPL-3.0-or-later
#include "outreach/store.h"
#include "platform/db/rows.h"

namespace bydel::outreach {

namespace store {

std::vector<Conversation> held_in(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& period)
{
    return db::read_all<Conversation>(session, "FROM conversation WHERE programme_id = $1 AND group_id = $2 AND held_on >= $3 AND held_on <= $4", programme_id,
        group_id, first_day_of(period), last_day_of(period));
}

std::vector<measure::Cell> group_months(db::Session& session, std::string const& programme_id)
{
    std::vector<measure::Cell> all;
    for (auto const& row :
        session.query("SELECT DISTINCT group_id, substr(held_on, 1, 7) FROM conversation WHERE programme_id = $1 ORDER BY 1, 2", programme_id))
        all.push_back({ "", row.text(0), row.text(1) });
    return all;
}

LastActive last_active(db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    LastActive months;
    for (auto const& row : session.query("SELECT done_by, MAX(held_on) FROM conversation WHERE programme_id = $1 AND group_id = $2 AND done_by IS NOT NULL "
                                         "GROUP BY done_by",
             programme_id, group_id))
        months.emplace(row.text(0), month_of(row.text(1)));
    return months;
}

std::optional<Conversation> find(db::Session& session, std::string const& programme_id, std::string const& id)
{
    return db::read_one<Conversation>(session, "FROM conversation WHERE programme_id = $1 AND id = $2", programme_id, id);
}

Done insert(db::Session& session, std::string const& programme_id, Conversation const& conversation)
{
    return db::write_new(session, "INSERT INTO conversation", programme_id, conversation);
}

Done update(db::Session& session, std::string const& programme_id, Conversation const& conversation)
{
    return db::write_over(session, "UPDATE conversation", programme_id, conversation);
}

Done remove(db::Session& session, std::string const& programme_id, std::string const& id)
{
    TRY(session.execute("DELETE FROM conversation WHERE programme_id = $1 AND id = $2", programme_id, id));
    return {};
}

std::vector<Conversation> of_person(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& from)
{
    return db::read_all<Conversation>(
        session, "FROM conversation WHERE programme_id = $1 AND done_by = $2 AND held_on >= $3 ORDER BY held_on, id", programme_id, person_id, from);
}

std::vector<Conversation> recorded_by(db::Session& session, std::string const& programme_id, Recorded const& wanted)
{
    return db::read_all<Conversation>(session,
        "FROM conversation WHERE programme_id = $1 AND recorded_by = $2 AND group_id = $3 AND held_on >= $4 AND held_on <= $5 AND saved_on >= $6 "
        "ORDER BY held_on DESC, id",
        programme_id, wanted.person_id, wanted.group_id, wanted.from, wanted.to, wanted.saved_from);
}

std::optional<std::string> author_mark(
    db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& group_id, std::string const& year)
{
    auto row = session.query_one("SELECT author_mark FROM conversation WHERE programme_id = $1 AND done_by = $2 AND group_id = $3 "
                                 "AND held_on >= $4 AND held_on <= $5 LIMIT 1",
        programme_id, person_id, group_id, year + "-01-01", year + "-12-31");
    return row ? std::optional(row->text(0)) : std::nullopt;
}

std::vector<Conversation> linked_before(db::Session& session, std::string const& programme_id, std::string const& day)
{
    return db::read_all<Conversation>(session,
        "FROM conversation WHERE programme_id = $1 AND held_on < $2 AND (done_by IS NOT NULL OR recorded_by IS NOT NULL) "
        "ORDER BY held_on LIMIT 1000",
        programme_id, day);
}

Done unlink(db::Session& session, std::string const& programme_id, std::string const& id)
{
    TRY(session.execute("UPDATE conversation SET done_by = NULL, recorded_by = NULL WHERE programme_id = $1 AND id = $2", programme_id, id));
    return {};
}

} // namespace store
} // namespace bydel::outreach
