// SPDX-License-Identifier: AGPL-3.0-or-later
// Mistakes with people have a way back (docs/decisions/0006). A correction is the list of her roles as it should have been from the start:
// what differs is written, kept in the history, and told to those who stamped something from the days between.
#include "base/id.h"
#include "people/cookies.h"
#include "people/moves.h"
#include "people/store.h"
#include <algorithm>
#include <set>

namespace bydel::people {

static constexpr Milliseconds undo_lasts = 30 * one_day;
static constexpr char const* for_ever = "9999-12-31";

std::vector<Role> mother_roles(db::Session& session, std::string const& programme_id, std::string const& person_id)
{
    auto roles = roles_of(session, programme_id, person_id);
    std::erase_if(roles, [](Role const& role) { return role.role != "mother"; });
    return roles;
}

static std::optional<Move> move_in(std::vector<Role> const& roles)
{
    if (roles.size() < 2)
        return std::nullopt;
    Move move { roles[roles.size() - 2], roles.back() };
    bool one_follows_the_other = move.from.ends_on && add_days(*move.from.ends_on, 1) == move.to.starts_on;
    return one_follows_the_other && move.from.scope_id != move.to.scope_id ? std::optional(move) : std::nullopt;
}

std::optional<Move> latest_move(db::Session& session, std::string const& programme_id, std::string const& person_id)
{
    return move_in(mother_roles(session, programme_id, person_id));
}

bool may_correct(db::Session& session, std::string const& programme_id, Move const& move, std::string const& group_id, Milliseconds now)
{
    if (move.to.scope_id == group_id)
        return true;
    if (move.from.scope_id != group_id || move.to.ends_on)
        return false;
    auto changes = store::role_changes(session, programme_id, move.to.person_id);
    auto const midnight = start_of(tenant::day_in(session, programme_id, now)); // as changed_at: the programme's days
    return std::any_of(changes.begin(), changes.end(), [&](RoleChange const& change) {
        return change.role_id == move.to.id && change.act == "moved" && !is_over(change.changed_at + undo_lasts, undo_lasts, midnight);
    });
}

Done remember_role(db::Session& session, journal::Journal& journal, std::string const& act, std::optional<Role> const& before, std::optional<Role> const& after)
{
    auto const& role = after ? *after : *before;
    RoleChange change { new_id(journal.now()), role.person_id, role.id, role.scope_id, act };
    if (before) {
        change.was_starts_on = before->starts_on;
        change.was_ends_on = before->ends_on;
    }
    if (after) {
        change.starts_on = after->starts_on;
        change.ends_on = after->ends_on;
    }
    if (!journal.actor_id().empty())
        change.changed_by = journal.actor_id();
    change.changed_at = start_of(journal.today());
    return store::insert_role_change(session, journal.programme_id(), change);
}

// --- what a correction changes -----------------------------------------------------------------------------------------------

static std::string group_in(std::vector<Role> const& roles, std::string const& day)
{
    std::string group_id;
    for (auto const& role : roles) { // in order: the one that began last decides, as in group_on
        if (role.starts_on <= day && (!role.ends_on || *role.ends_on >= day))
            group_id = role.scope_id;
    }
    return group_id;
}

/// The days on which her group is another after than before.
static std::vector<std::pair<std::string, std::string>> changed_spans(std::vector<Role> const& before, std::vector<Role> const& after)
{
    std::set<std::string> days;
    for (auto const* roles : { &before, &after }) {
        for (auto const& role : *roles) {
            days.insert(role.starts_on);
            if (role.ends_on)
                days.insert(add_days(*role.ends_on, 1));
        }
    }
    std::vector<std::pair<std::string, std::string>> spans;
    for (auto day = days.begin(); day != days.end(); ++day) {
        if (group_in(before, *day) != group_in(after, *day))
            spans.emplace_back(*day, std::next(day) == days.end() ? for_ever : add_days(*std::next(day), -1));
    }
    return spans;
}

static Done write_role(Correcting const& correcting, std::string const& act, Role const& before, std::vector<Role> const& after)
{
    auto& [services, session, journal, person_id, group_id] = correcting;
    auto now = std::find_if(after.begin(), after.end(), [&](Role const& role) { return role.id == before.id; });
    bool gone = now == after.end();
    if (!gone && now->starts_on == before.starts_on && now->ends_on == before.ends_on)
        return {};
    TRY(gone ? store::delete_role(session, journal.programme_id(), before.id) : store::set_role_days(session, journal.programme_id(), *now));
    TRY(remember_role(session, journal, act, before, gone ? std::nullopt : std::optional(*now)));
    auto operation = gone || now->ends_on ? journal::Operation::leave : journal::Operation::enter;
    journal.add({ "group:" + before.scope_id, "role", before.id, 1, operation });
    return {};
}

static bool is_in(std::vector<Role> const& roles, std::string const& group_id)
{
    return std::any_of(roles.begin(), roles.end(), [&](Role const& role) { return role.scope_id == group_id; });
}

/// What is corrected puts nobody into a group on days on which it is no more.
static Done all_are_there(Correcting const& correcting, std::vector<Role> const& roles)
{
    for (auto const& role : roles)
        TRY(programme::must_be_there(correcting.session, correcting.journal.programme_id(), role.scope_id, role.ends_on.value_or(for_ever)));
    return {};
}

static Done correct(Correcting const& correcting, std::string const& act, std::vector<Role> const& before, std::vector<Role> const& after)
{
    auto& [services, session, journal, person_id, group_id] = correcting;
    TRY(all_are_there(correcting, after));
    for (auto const& role : before)
        TRY(write_role(correcting, act, role, after));
    journal.add({ "person:" + person_id, "profile", person_id });
    sync::Correction correction { person_id, changed_spans(before, after) };
    for (auto const& entity : services.entities->all()) {
        if (entity.follow_correction)
            TRY(entity.follow_correction(session, journal, services.entities->directory, correction));
    }
    for (auto const& role : before) {
        if (!is_in(after, role.scope_id))
            TRY(sync::wait_elsewhere(session, journal.programme_id(), person_id, role.scope_id, after.back().scope_id));
    }
    return sync::judge_again(services, session, journal, person_id);
}

// --- the corrections ---------------------------------------------------------------------------------------------------------

Done correct_leaving(Correcting const& correcting, std::optional<std::string> const& left_on)
{
    auto before = mother_roles(correcting.session, correcting.journal.programme_id(), correcting.person_id);
    auto const& role = before.back();
    if (!role.ends_on) // said once more, taking back changes nothing
        return left_on ? fail({ 409, "people.not_left", "left_on" }) : Done();
    if (left_on && *left_on < role.starts_on)
        return fail({ 422, "people.left_before_joined", "left_on" });
    auto after = before;
    after.back().ends_on = left_on;
    return correct(correcting, left_on ? "corrected" : "taken_back", before, after);
}

Done correct_move(Correcting const& correcting, std::optional<std::string> const& moved_on)
{
    auto const& programme_id = correcting.journal.programme_id();
    auto before = mother_roles(correcting.session, programme_id, correcting.person_id);
    auto move = move_in(before);
    if (!move && !moved_on && before.back().scope_id == correcting.group_id)
        return {}; // said once more, taking back changes nothing
    if (!move)
        return fail({ 409, "people.not_moved", "moved_on" });
    if (!may_correct(correcting.session, programme_id, *move, correcting.group_id, correcting.journal.now()))
        return fail({ 409, "people.already_left", "moved_on" });
    auto after = before;
    auto& from = after[after.size() - 2];
    if (!moved_on) {
        from.ends_on = move->to.ends_on;
        after.pop_back();
        return correct(correcting, "taken_back", before, after);
    }
    if (*moved_on <= from.starts_on || (move->to.ends_on && *moved_on > *move->to.ends_on))
        return fail({ 422, "people.left_before_joined", "moved_on" });
    from.ends_on = add_days(*moved_on, -1);
    after.back().starts_on = *moved_on;
    return correct(correcting, "corrected", before, after);
}

Done correct_joining(Correcting const& correcting, std::string const& joined_on)
{
    auto before = mother_roles(correcting.session, correcting.journal.programme_id(), correcting.person_id);
    auto const& role = before.back();
    if (role.starts_on == joined_on)
        return {};
    if (move_in(before))
        return correct_move(correcting, joined_on);
    if (role.ends_on && *role.ends_on < joined_on)
        return fail({ 422, "people.left_before_joined", "joined_on" });
    if (before.size() > 1 && before[before.size() - 2].ends_on.value_or("") >= joined_on)
        return fail({ 422, "people.returned_before_left", "joined_on" });
    auto after = before;
    after.back().starts_on = joined_on;
    return correct(correcting, "corrected", before, after);
}

Done return_to_group(Correcting const& correcting, std::string const& returned_on)
{
    auto& [services, session, journal, person_id, group_id] = correcting;
    auto last = mother_roles(session, journal.programme_id(), person_id).back();
    if (!last.ends_on) // said once more, it changes nothing
        return last.starts_on == returned_on ? Done() : fail({ 409, "people.still_here", "returned_on" });
    if (returned_on <= *last.ends_on)
        return fail({ 422, "people.returned_before_left", "returned_on" });
    auto role = TRY(become_mother(session, journal, person_id, group_id, returned_on));
    TRY(remember_role(session, journal, "returned", std::nullopt, role));
    return sync::judge_again(services, session, journal, person_id);
}

} // namespace bydel::people
