// SPDX-License-Identifier: AGPL-3.0-or-later
#include "outreach/store.h"
#include "platform/db/rows.h"

namespace bydel::outreach {

static std::vector<Conversation> read_all(std::vector<db::Row> const& rows) { return db::read_records<Conversation>(rows); }

std::vector<Conversation> held_in(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& period)
{
    return read_all(session.query(
        "SELECT id, group_id, held_on, women, meeting, contact_way, place, activities, themes, minutes, next_step, ladder, language, template_version, "
        "done_by, recorded_by, author_mark, saved_on, revision, item_id FROM conversation "
        "WHERE programme_id = $1 AND group_id = $2 AND held_on >= $3 AND held_on <= $4",
        programme_id, group_id, first_day_of(period), last_day_of(period)));
}

std::map<std::string, std::string> last_active_months(db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    std::map<std::string, std::string> months;
    for (auto const& row : session.query("SELECT done_by, MAX(held_on) FROM conversation WHERE programme_id = $1 AND group_id = $2 AND done_by IS NOT NULL "
                                         "GROUP BY done_by",
             programme_id, group_id))
        months.emplace(row.text(0), month_of(row.text(1)));
    return months;
}

std::vector<std::string> months_of(db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    std::vector<std::string> months;
    for (auto const& row : session.query(
             "SELECT DISTINCT substr(held_on, 1, 7) FROM conversation WHERE programme_id = $1 AND group_id = $2 ORDER BY 1", programme_id, group_id))
        months.push_back(row.text(0));
    return months;
}

std::vector<GroupMonth> all_group_months(db::Session& session, std::string const& programme_id)
{
    std::vector<GroupMonth> all;
    for (auto const& row : session.query(
             "SELECT DISTINCT group_id, substr(held_on, 1, 7) FROM conversation WHERE programme_id = $1 ORDER BY 1, 2", programme_id))
        all.push_back({ row.text(0), row.text(1) });
    return all;
}

namespace store {

std::optional<Conversation> find(db::Session& session, std::string const& programme_id, std::string const& id)
{
    auto found = read_all(session.query(
        "SELECT id, group_id, held_on, women, meeting, contact_way, place, activities, themes, minutes, next_step, ladder, language, template_version, "
        "done_by, recorded_by, author_mark, saved_on, revision, item_id FROM conversation WHERE programme_id = $1 AND id = $2",
        programme_id, id));
    return found.empty() ? std::nullopt : std::optional(found.front());
}

Done insert(db::Session& session, std::string const& programme_id, Conversation const& conversation)
{
    TRY(session.execute_values(
        "INSERT INTO conversation (programme_id, id, group_id, held_on, women, meeting, contact_way, place, activities, themes, minutes, next_step, ladder, "
        "language, template_version, done_by, recorded_by, author_mark, saved_on, revision, item_id) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
        db::values_of(programme_id, conversation)));
    return {};
}

Done update(db::Session& session, std::string const& programme_id, Conversation const& conversation)
{
    TRY(session.execute_values(
        "UPDATE conversation SET group_id = $3, held_on = $4, women = $5, meeting = $6, contact_way = $7, place = $8, activities = $9, themes = $10, "
        "minutes = $11, next_step = $12, ladder = $13, language = $14, template_version = $15, done_by = $16, recorded_by = $17, author_mark = $18, "
        "saved_on = $19, revision = $20, item_id = $21 WHERE programme_id = $1 AND id = $2",
        db::values_of(programme_id, conversation)));
    return {};
}

Done remove(db::Session& session, std::string const& programme_id, std::string const& id)
{
    TRY(session.execute("DELETE FROM conversation WHERE programme_id = $1 AND id = $2", programme_id, id));
    return {};
}

std::vector<Conversation> of_person(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& from)
{
    return read_all(session.query(
        "SELECT id, group_id, held_on, women, meeting, contact_way, place, activities, themes, minutes, next_step, ladder, language, template_version, "
        "done_by, recorded_by, author_mark, saved_on, revision, item_id FROM conversation "
        "WHERE programme_id = $1 AND done_by = $2 AND held_on >= $3 ORDER BY held_on, id",
        programme_id, person_id, from));
}

std::vector<Conversation> recorded_by(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& person_id,
    std::string const& from, std::string const& to)
{
    return read_all(session.query(
        "SELECT id, group_id, held_on, women, meeting, contact_way, place, activities, themes, minutes, next_step, ladder, language, template_version, "
        "done_by, recorded_by, author_mark, saved_on, revision, item_id FROM conversation "
        "WHERE programme_id = $1 AND recorded_by = $2 AND group_id = $3 AND held_on >= $4 AND held_on <= $5 ORDER BY held_on DESC, id",
        programme_id, person_id, group_id, from, to));
}

std::optional<std::string> author_mark(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& group_id,
    std::string const& year)
{
    auto row = session.query_one("SELECT author_mark FROM conversation WHERE programme_id = $1 AND done_by = $2 AND group_id = $3 "
                                 "AND held_on >= $4 AND held_on <= $5 LIMIT 1",
        programme_id, person_id, group_id, year + "-01-01", year + "-12-31");
    return row ? std::optional(row->text(0)) : std::nullopt;
}

std::vector<Conversation> linked_before(db::Session& session, std::string const& programme_id, std::string const& day)
{
    return read_all(session.query(
        "SELECT id, group_id, held_on, women, meeting, contact_way, place, activities, themes, minutes, next_step, ladder, language, template_version, "
        "done_by, recorded_by, author_mark, saved_on, revision, item_id FROM conversation "
        "WHERE programme_id = $1 AND held_on < $2 AND (done_by IS NOT NULL OR recorded_by IS NOT NULL) ORDER BY id LIMIT 1000",
        programme_id, day));
}

Done unlink(db::Session& session, std::string const& programme_id, std::string const& id)
{
    TRY(session.execute("UPDATE conversation SET done_by = NULL, recorded_by = NULL WHERE programme_id = $1 AND id = $2", programme_id, id));
    return {};
}

Done unlink_person(db::Session& session, std::string const& programme_id, std::string const& person_id)
{
    TRY(session.execute("UPDATE conversation SET done_by = NULL WHERE programme_id = $1 AND done_by = $2", programme_id, person_id));
    TRY(session.execute("UPDATE conversation SET recorded_by = NULL WHERE programme_id = $1 AND recorded_by = $2", programme_id, person_id));
    return {};
}

} // namespace store
} // namespace bydel::outreach
