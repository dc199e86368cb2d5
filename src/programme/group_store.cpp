// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/i18n/i18n.h"
#include "platform/i18n/phone_number.h"
#include "programme/store.h"
#include <algorithm>
#include <map>
#include <set>

namespace bydel::programme {

static void put(Group& group, std::string const& field, std::string const& value)
{
    if (field == "name")
        group.name = value;
    else if (field == "town")
        group.town = value;
    else if (field == "region")
        group.region = value;
    else if (field == "host")
        group.host = value;
    else if (field == "phase")
        group.phase = std::stoll(value);
    else if (field == "status")
        group.status = value;
}

/// Rows: group_id, field, starts_on, value, in the order of days. The first of a field holds for the days before it too.
static void put_states(std::map<std::string, Group>& groups, std::vector<db::Row> const& rows, std::string const& day)
{
    std::set<std::pair<std::string, std::string>> seen;
    for (auto const& row : rows) {
        bool first = seen.emplace(row.text(0), row.text(1)).second && row.text(1) != "status"; // an end does not reach back
        if (auto group = groups.find(row.text(0)); group != groups.end() && (first || row.text(2) <= day))
            put(group->second, row.text(1), row.text(3));
    }
}

static Group read_group(db::Row const& row)
{
    Group group;
    group.group_id = row.text(0);
    group.contact_name = row.text(1);
    group.contact_phone = i18n::shown_phone_number(row.text(2));
    return group;
}

bool has_group(db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    return session.query_one("SELECT 1 FROM local_group WHERE programme_id = $1 AND id = $2", programme_id, group_id).has_value();
}

std::optional<Group> find_group(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& day)
{
    auto row = session.query_one("SELECT id, contact_name, contact_phone FROM local_group WHERE programme_id = $1 AND id = $2", programme_id, group_id);
    if (!row)
        return std::nullopt;
    std::map<std::string, Group> groups { { group_id, read_group(*row) } };
    put_states(groups,
        session.query(
            "SELECT group_id, field, starts_on, value FROM group_state WHERE programme_id = $1 AND group_id = $2 ORDER BY starts_on", programme_id, group_id),
        day);
    return groups.begin()->second;
}

std::vector<Group> all_groups(db::Session& session, std::string const& programme_id, std::string const& day)
{
    std::map<std::string, Group> groups;
    for (auto const& row : session.query("SELECT id, contact_name, contact_phone FROM local_group WHERE programme_id = $1", programme_id))
        groups.emplace(row.text(0), read_group(row));
    put_states(
        groups, session.query("SELECT group_id, field, starts_on, value FROM group_state WHERE programme_id = $1 ORDER BY starts_on", programme_id), day);
    std::vector<Group> all;
    for (auto& [group_id, group] : groups)
        all.push_back(std::move(group));
    std::stable_sort(all.begin(), all.end(), [](Group const& one, Group const& other) { return one.name < other.name; });
    return all;
}

std::vector<Group> groups_in(db::Session& session, std::string const& programme_id, std::string const& region, std::string const& day)
{
    auto groups = all_groups(session, programme_id, day);
    std::erase_if(groups, [&](Group const& group) { return group.region != region; });
    return groups;
}

std::vector<GroupState> states_of(db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    std::vector<GroupState> states;
    for (auto const& row : session.query(
             "SELECT field, starts_on, value FROM group_state WHERE programme_id = $1 AND group_id = $2 ORDER BY field, starts_on", programme_id, group_id))
        states.push_back({ row.text(0), row.text(1), row.text(2) });
    return states;
}

Done must_be_there(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& day)
{
    auto row = session.query_one("SELECT starts_on, value FROM group_state WHERE programme_id = $1 AND group_id = $2 AND field = 'status' AND starts_on <= $3 "
                                 "ORDER BY starts_on DESC LIMIT 1",
        programme_id, group_id, day);
    return row && row->text(1) == "ended" ? fail({ 409, "programme.group_ended", "", { { "day", row->text(0) } } }) : Done();
}

std::vector<Successor> all_successors(db::Session& session, std::string const& programme_id)
{
    std::vector<Successor> all;
    for (auto const& row : session.query(
             "SELECT group_id, successor_id, starts_on FROM group_successor WHERE programme_id = $1 ORDER BY starts_on, group_id, successor_id", programme_id))
        all.push_back({ row.text(0), row.text(1), row.text(2) });
    return all;
}

bool can_be_called(db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    auto row = session.query_one("SELECT contact_phone FROM local_group WHERE programme_id = $1 AND id = $2", programme_id, group_id);
    auto programme = tenant::find(session, programme_id);
    return row && programme && i18n::phone_number(row->text(0), programme->country).has_value();
}

std::vector<Region> all_regions(db::Session& session, std::string const& programme_id)
{
    std::vector<Region> regions;
    for (auto const& row : session.query("SELECT code, name FROM region WHERE programme_id = $1 ORDER BY code", programme_id))
        regions.push_back({ row.text(0), row.text(1) });
    return regions;
}

std::optional<Region> find_region(db::Session& session, std::string const& programme_id, std::string const& code)
{
    auto row = session.query_one("SELECT code, name FROM region WHERE programme_id = $1 AND code = $2", programme_id, code);
    return row ? std::optional(Region { row->text(0), row->text(1) }) : std::nullopt;
}

namespace store {

Done insert_group(db::Session& session, std::string const& programme_id, Group const& group)
{
    TRY(session.execute("INSERT INTO local_group (programme_id, id, contact_name, contact_phone, revision) VALUES ($1, $2, $3, $4, 1)", programme_id,
        group.group_id, group.contact_name, group.contact_phone));
    return {};
}

Done put_state(
    db::Session& session, std::string const& programme_id, std::string const& group_id, GroupState const& state, std::optional<std::string> const& told_on)
{
    TRY(db::known(group_fields, state.field));
    TRY(session.execute("INSERT INTO group_state (programme_id, group_id, field, starts_on, value, told_on) VALUES ($1, $2, $3, $4, $5, $6) "
                        "ON CONFLICT (programme_id, group_id, field, starts_on) DO UPDATE SET value = excluded.value, told_on = excluded.told_on",
        programme_id, group_id, state.field, state.starts_on, state.value, told_on));
    return {};
}

Done drop_later_states(db::Session& session, std::string const& programme_id, std::string const& group_id, GroupState const& state)
{
    TRY(session.execute("DELETE FROM group_state WHERE programme_id = $1 AND group_id = $2 AND field = $3 AND starts_on > $4", programme_id, group_id,
        state.field, state.starts_on));
    return {};
}

std::vector<std::string> groups_to_tell(db::Session& session, std::string const& programme_id, std::string const& today)
{
    std::vector<std::string> groups;
    for (auto const& row :
        session.query(
            "SELECT DISTINCT group_id FROM group_state WHERE programme_id = $1 AND told_on IS NULL AND starts_on <= $2 ORDER BY group_id", programme_id, today))
        groups.push_back(row.text(0));
    return groups;
}

Done mark_told(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& today)
{
    TRY(session.execute("UPDATE group_state SET told_on = $3 WHERE programme_id = $1 AND group_id = $2 AND told_on IS NULL AND starts_on <= $3", programme_id,
        group_id, today));
    return {};
}

Done drop_successors(db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    TRY(session.execute("DELETE FROM group_successor WHERE programme_id = $1 AND group_id = $2", programme_id, group_id));
    return {};
}

Done insert_successor(db::Session& session, std::string const& programme_id, Successor const& successor)
{
    TRY(session.execute("INSERT INTO group_successor (programme_id, group_id, successor_id, starts_on) VALUES ($1, $2, $3, $4) "
                        "ON CONFLICT (programme_id, group_id, successor_id) DO UPDATE SET starts_on = excluded.starts_on",
        programme_id, successor.group_id, successor.successor_id, successor.starts_on));
    return {};
}

Result<bool> insert_region(db::Session& session, std::string const& programme_id, Region const& region)
{
    return TRY(session.execute("INSERT INTO region (programme_id, code, name, revision) VALUES ($1, $2, $3, 1) ON CONFLICT (programme_id, code) DO NOTHING",
               programme_id, region.code, region.name))
        == 1;
}

Done update_contact(db::Session& session, std::string const& programme_id, std::string const& group_id, Contact const& contact)
{
    auto changed = TRY(session.execute("UPDATE local_group SET contact_name = $3, contact_phone = $4 WHERE programme_id = $1 AND id = $2", programme_id,
        group_id, contact.contact_name, contact.contact_phone));
    return changed == 1 ? Done() : fail(not_found());
}

std::int64_t group_revision(db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    auto row = session.query_one("SELECT revision FROM local_group WHERE programme_id = $1 AND id = $2", programme_id, group_id);
    return row ? row->integer(0) : 0;
}

Result<std::int64_t> next_group_revision(db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    auto row
        = session.query_one("UPDATE local_group SET revision = revision + 1 WHERE programme_id = $1 AND id = $2 RETURNING revision", programme_id, group_id);
    return row ? Result<std::int64_t>(row->integer(0)) : fail(not_found());
}

} // namespace store
} // namespace bydel::programme
