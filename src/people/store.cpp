// SPDX-License-Identifier: AGPL-3.0-or-later
#include "people/store.h"
#include "people/access.h"
#include "people/moves.h"
#include "platform/sealed/sealed.h"
#include <algorithm>

namespace bydel::people {

static sealed::Place place_of(auth::Vault const& vault, std::string const& programme_id) { return { vault, programme_id, "person" }; }

std::optional<Person> find_person(db::Session& session, auth::Vault const& vault, std::string const& programme_id, std::string const& person_id)
{
    return sealed::read_one<Person>(session, place_of(vault, programme_id), "FROM person WHERE programme_id = $1 AND id = $2", programme_id, person_id);
}

std::optional<std::string> const& Names::of(std::optional<std::string> const& person_id)
{
    auto [place, is_new] = known_.try_emplace(person_id.value_or(""));
    if (is_new && person_id) {
        if (auto person = find_person(session_, vault_, programme_id_, *person_id))
            place->second = person->display_name;
    }
    return place->second;
}

Done check_keys(db::Session& session, auth::Vault const& vault)
{
    // Every programme: at the start of a restore.
    for (auto const& row : session.query("SELECT programme_id, id, display_name FROM person ORDER BY created_at DESC, id LIMIT 20")) {
        auto const programme_id = row.text(0);
        if (!vault.open_field(row.text(2), place_of(vault, programme_id).of(row.text(1), "display_name")))
            return fail({ 422, "people.wrong_keys" });
    }
    return {};
}

static std::vector<Role> read_roles(std::vector<db::Row> const& rows)
{
    std::vector<Role> roles;
    for (auto const& row : rows)
        roles.push_back({ row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.maybe_text(6), row.maybe_text(7) });
    return roles;
}

std::vector<Role> office_roles(db::Session& session, std::string const& programme_id)
{
    return read_roles(session.query("SELECT id, person_id, role, scope_kind, scope_id, starts_on, ends_on, deputy_for FROM role "
                                    "WHERE programme_id = $1 AND role <> 'mother' AND ends_on IS NULL "
                                    "ORDER BY CASE scope_kind WHEN 'programme' THEN 0 WHEN 'region' THEN 1 ELSE 2 END, scope_id, id",
        programme_id));
}

std::vector<Role> roles_of(db::Session& session, std::string const& programme_id, std::string const& person_id)
{
    return read_roles(session.query("SELECT id, person_id, role, scope_kind, scope_id, starts_on, ends_on, deputy_for FROM role "
                                    "WHERE programme_id = $1 AND person_id = $2 ORDER BY starts_on, id",
        programme_id, person_id));
}

/// Where she holds it for another, whether that one's is still there, and until when.
static bool follow_other(db::Session& session, std::string const& programme_id, Role& deputy)
{
    auto const end = deputy.deputy_for ? store::end_of_role(session, programme_id, *deputy.deputy_for) : std::optional<std::string>("");
    if (end && !end->empty() && (!deputy.ends_on || *end < *deputy.ends_on))
        deputy.ends_on = end;
    return end.has_value();
}

std::vector<Role> roles_on(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& day)
{
    std::vector<Role> held;
    for (auto& role : roles_of(session, programme_id, person_id)) {
        bool const is_there = role.starts_on <= day && follow_other(session, programme_id, role);
        if (is_there && (!role.ends_on || *role.ends_on >= day))
            held.push_back(std::move(role));
    }
    return held;
}

std::optional<std::string> group_on(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& day)
{
    auto row = session.query_one("SELECT scope_id FROM role WHERE programme_id = $1 AND person_id = $2 AND role = 'mother' AND starts_on <= $3 "
                                 "AND (ends_on IS NULL OR ends_on >= $3) ORDER BY starts_on DESC, id DESC LIMIT 1",
        programme_id, person_id, day);
    return row ? std::optional(row->text(0)) : std::nullopt;
}

std::string latest_group(db::Session& session, std::string const& programme_id, std::string const& person_id)
{
    auto row = session.query_one("SELECT scope_id FROM role WHERE programme_id = $1 AND person_id = $2 AND role = 'mother' "
                                 "ORDER BY starts_on DESC, id DESC LIMIT 1",
        programme_id, person_id);
    return row ? row->text(0) : "";
}

bool belongs_to(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& group_id)
{
    return session
        .query_one("SELECT 1 FROM role WHERE programme_id = $1 AND person_id = $2 AND role = 'mother' AND scope_id = $3", programme_id, person_id, group_id)
        .has_value();
}

std::vector<std::string> mothers_on(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& day)
{
    std::vector<std::string> mothers;
    for (auto const& row : session.query("SELECT DISTINCT person_id FROM role WHERE programme_id = $1 AND scope_id = $2 AND role = 'mother' "
                                         "AND (ends_on IS NULL OR ends_on >= $3) ORDER BY person_id",
             programme_id, group_id, day))
        mothers.push_back(row.text(0));
    return mothers;
}

std::int64_t count_mothers(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& day)
{
    return session
        .query_one("SELECT COUNT(*) FROM role WHERE programme_id = $1 AND scope_id = $2 AND role = 'mother' AND starts_on <= $3 "
                   "AND (ends_on IS NULL OR ends_on >= $3)",
            programme_id, group_id, day)
        ->integer(0);
}

/// In use is a phone that has asked for something by itself; one that was only answered may never have stored the answer.
static std::string phone_state(std::vector<store::Device> const& devices, bool invited)
{
    auto any = [&](auto is) { return std::any_of(devices.begin(), devices.end(), is); };
    if (any([](store::Device const& device) { return !device.revoked_on && device.heard_on; }))
        return "enrolled";
    if (invited)
        return "invited";
    if (any([](store::Device const& device) { return !device.revoked_on; }))
        return "opened";
    return devices.empty() ? "none" : "lost";
}

bool has_left(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& today)
{
    bool was_here = false;
    for (auto const& role : roles_of(session, programme_id, person_id)) {
        if (role.role != "mother")
            continue;
        if (!role.ends_on || *role.ends_on >= today)
            return false;
        was_here = true;
    }
    return was_here;
}

/// Of the day on which somebody asks.
struct Asking {
    db::Session& session;
    std::string const& programme_id;
    std::string const& group_id;
    Milliseconds now;
    std::string today;
};

static std::string group_name(Asking const& asking, std::string const& group_id)
{
    auto group = programme::find_group(asking.session, asking.programme_id, group_id, asking.today);
    return group ? group->name : "";
}

/// Her latest move, where it is this group's.
static std::optional<ListedMove> move_of(Asking const& asking, std::string const& person_id)
{
    auto const& [session, programme_id, group_id, now, today] = asking;
    auto moved = latest_move(session, programme_id, person_id);
    if (!moved || (moved->to.scope_id != group_id && moved->from.scope_id != group_id))
        return {};
    auto const& [from, to] = *moved;
    return ListedMove { from.scope_id, group_name(asking, from.scope_id), to.scope_id, group_name(asking, to.scope_id), to.starts_on,
        may_correct(session, programme_id, *moved, group_id, now) };
}

/// Columns: role id, starts_on, ends_on, then those of a person.
static Member read_member(Asking const& asking, auth::Vault const& vault, db::Row const& row)
{
    auto const& [session, programme_id, group_id, now, today] = asking;
    Member member;
    member.role_id = row.text(0);
    member.joined_on = row.text(1);
    member.left_on = row.maybe_text(2);
    member.person.person_id = row.text(3);
    auto person = find_person(session, vault, programme_id, member.person.person_id);
    if (person)
        member.person = *person;
    member.moved = move_of(asking, member.person.person_id);
    if (group_id != latest_group(session, programme_id, member.person.person_id)) { // she is another coordinator's now: her name only
        member.person.phone.reset();
        member.phone_state = phone_state({}, false);
        return member;
    }
    auto open = links::open_one(session, programme_id, member.person.person_id, std::span(phone_links).first<2>(), today);
    member.phone_state = phone_state(store::devices_of(session, programme_id, member.person.person_id), open.has_value());
    if (open)
        member.invitation = OpenInvitation { open->id, open->purpose, links::last_day_of(*open) };
    return member;
}

std::vector<Member> members_of(db::Session& session, auth::Vault const& vault, std::string const& programme_id, std::string const& group_id, Milliseconds now)
{
    std::vector<Member> members;
    Asking const asking { session, programme_id, group_id, now, tenant::day_in(session, programme_id, now) };
    for (auto const& row : session.query("SELECT id, starts_on, ends_on, person_id FROM role WHERE programme_id = $1 AND scope_id = $2 AND role = 'mother' "
                                         "ORDER BY person_id, starts_on DESC",
             programme_id, group_id)) {
        if (members.empty() || members.back().person.person_id != row.text(3)) // her latest time in the group
            members.push_back(read_member(asking, vault, row));
    }
    return members;
}

namespace store {

Done insert_person(db::Session& session, auth::Vault const& vault, std::string const& programme_id, Person person, Milliseconds now)
{
    person.created_at = midnight_before(now);
    return sealed::write_new(session, place_of(vault, programme_id), "INSERT INTO person", person);
}

Done update_person(db::Session& session, auth::Vault const& vault, std::string const& programme_id, Person person)
{
    auto const before = find_person(session, vault, programme_id, person.person_id);
    if (!before)
        return fail(not_found());
    person.created_at = before->created_at;
    person.revision = before->revision + 1;
    return sealed::write_over(session, place_of(vault, programme_id), "UPDATE person", person);
}

std::optional<std::string> language_of(db::Session& session, std::string const& programme_id, std::string const& person_id)
{
    auto row = session.query_one("SELECT language FROM person WHERE programme_id = $1 AND id = $2", programme_id, person_id);
    return row ? std::optional(row->text(0)) : std::nullopt;
}

Done set_language(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& language)
{
    TRY(session.execute("UPDATE person SET language = $3, revision = revision + 1 WHERE programme_id = $1 AND id = $2", programme_id, person_id, language));
    return {};
}

std::optional<std::string> end_of_role(db::Session& session, std::string const& programme_id, std::string const& role_id)
{
    auto row = session.query_one("SELECT ends_on FROM role WHERE programme_id = $1 AND id = $2", programme_id, role_id);
    return row ? std::optional(row->maybe_text(0).value_or("")) : std::nullopt;
}

Done insert_role(db::Session& session, std::string const& programme_id, Role const& role)
{
    TRY(db::known(scope_kinds, role.scope_kind));
    TRY(session.execute("INSERT INTO role (programme_id, id, person_id, role, scope_kind, scope_id, starts_on, ends_on, deputy_for) "
                        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        programme_id, role.id, role.person_id, role.role, role.scope_kind, role.scope_id, role.starts_on, role.ends_on, role.deputy_for));
    return {};
}

Done end_role(db::Session& session, std::string const& programme_id, std::string const& role_id, std::string const& ends_on)
{
    TRY(session.execute("UPDATE role SET ends_on = $3 WHERE programme_id = $1 AND id = $2", programme_id, role_id, ends_on));
    return {};
}

Done set_role_days(db::Session& session, std::string const& programme_id, Role const& role)
{
    TRY(session.execute(
        "UPDATE role SET starts_on = $3, ends_on = $4 WHERE programme_id = $1 AND id = $2", programme_id, role.id, role.starts_on, role.ends_on));
    return {};
}

Done delete_role(db::Session& session, std::string const& programme_id, std::string const& role_id)
{
    TRY(session.execute("DELETE FROM role WHERE programme_id = $1 AND id = $2", programme_id, role_id));
    return {};
}

Done insert_role_change(db::Session& session, std::string const& programme_id, RoleChange const& change)
{
    TRY(db::known(role_acts, change.act));
    TRY(session.execute("INSERT INTO role_history (programme_id, id, person_id, role_id, group_id, act, was_starts_on, was_ends_on, starts_on, ends_on, "
                        "changed_by, changed_at, number) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
                        "(SELECT COALESCE(MAX(number), 0) + 1 FROM role_history WHERE programme_id = $1 AND person_id = $3))",
        programme_id, change.id, change.person_id, change.role_id, change.group_id, change.act, change.was_starts_on, change.was_ends_on, change.starts_on,
        change.ends_on, change.changed_by, change.changed_at));
    return {};
}

std::vector<RoleChange> role_changes(db::Session& session, std::string const& programme_id, std::string const& person_id)
{
    std::vector<RoleChange> changes;
    for (auto const& row : session.query("SELECT id, person_id, role_id, group_id, act, was_starts_on, was_ends_on, starts_on, ends_on, changed_by, "
                                         "changed_at FROM role_history WHERE programme_id = $1 AND person_id = $2 ORDER BY number DESC",
             programme_id, person_id))
        changes.push_back({ row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.maybe_text(5), row.maybe_text(6), row.maybe_text(7),
            row.maybe_text(8), row.maybe_text(9), row.integer(10) });
    return changes;
}

} // namespace store
} // namespace bydel::people
