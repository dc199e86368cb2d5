// SPDX-License-Identifier: AGPL-3.0-or-later
// Changes to groups and regions, each with its journal entries.
#include "base/text.h"
#include "platform/i18n/phone_number.h"
#include "platform/i18n/tidy.h"
#include "programme/rules.h"
#include "programme/store.h"
#include <algorithm>

namespace bydel::programme {

/// Phones have the group as it is: they are told that it changed.
static Done tell_phones(db::Session& session, journal::Journal& journal, std::string const& group_id)
{
    auto revision = TRY(store::next_group_revision(session, journal.programme_id(), group_id));
    journal.add({ "group:" + group_id, "group", group_id, revision });
    return {};
}

/// What a field of a group may be, region apart: that asks the programme.
static Done check_value(GroupState const& state)
{
    if (state.field == "phase")
        return state.value.size() == 1 && state.value >= "1" && state.value <= "4" ? Done() : fail({ 422, "programme.no_such_phase", "phase" });
    if (state.field == "status")
        return db::known(group_statuses, state.value);
    auto checked = detail::check_text(state.value, state.field == "name" ? text_of(1, 120) : text_of(0, 120));
    return checked ? Done() : fail(within(state.field, checked.error()));
}

static Done check_state(db::Session& session, journal::Journal& journal, GroupState const& state)
{
    TRY(db::known(group_fields, state.field));
    TRY(check_value(state));
    if (state.field == "region" && !state.value.empty() && !find_region(session, journal.programme_id(), state.value))
        return fail({ 422, "field.unknown_code", "region", { { "code", state.value } } });
    if (!is_day(state.starts_on))
        return fail({ 422, "field.not_a_day", "starts_on" });
    return state.starts_on <= add_days(journal.today(), furthest_day) ? Done() : fail({ 422, "field.in_future", "starts_on" });
}

static std::optional<std::string> told_on(journal::Journal const& journal, GroupState const& state)
{
    return state.starts_on <= journal.today() ? std::optional(journal.today()) : std::nullopt;
}

Done add_group(db::Session& session, journal::Journal& journal, Group const& group, std::string const& from)
{
    TRY(store::insert_group(session, journal.programme_id(), group));
    auto const day = from.empty() ? journal.today() : from;
    for (auto const& [field, value] : { std::pair<std::string, std::string> { "name", i18n::tidied(group.name) }, { "town", group.town },
             { "region", group.region }, { "host", group.host }, { "phase", std::to_string(group.phase) }, { "status", group.status } }) {
        GroupState const state { field, day, value };
        TRY(check_state(session, journal, state));
        TRY(store::put_state(session, journal.programme_id(), group.group_id, state, told_on(journal, state)));
    }
    journal.add({ "group:" + group.group_id, "group", group.group_id });
    return {};
}

Done change_group(db::Session& session, journal::Journal& journal, std::string const& group_id, GroupState const& change)
{
    if (!has_group(session, journal.programme_id(), group_id))
        return fail(not_found());
    auto state = change;
    if (state.field != "phase" && state.field != "status")
        state.value = i18n::tidied(state.value);
    TRY(check_state(session, journal, state));
    for (auto const& row : states_of(session, journal.programme_id(), group_id)) {
        if (row.field == state.field && row.starts_on == state.starts_on && row.value == state.value) // said twice
            return {};
    }
    if (state.field != "status")
        TRY(must_be_there(session, journal.programme_id(), group_id, state.starts_on));
    TRY(store::put_state(session, journal.programme_id(), group_id, state, told_on(journal, state)));
    if (state.field == "status")
        TRY(state.value == "ended" ? store::drop_later_states(session, journal.programme_id(), group_id, state)
                                   : store::drop_successors(session, journal.programme_id(), group_id)); // it goes on itself
    return state.starts_on <= journal.today() ? tell_phones(session, journal, group_id) : Done();
}

Done end_group(db::Session& session, journal::Journal& journal, std::string const& group_id, std::string const& day, std::vector<std::string> const& successors)
{
    for (auto const& row : states_of(session, journal.programme_id(), group_id)) {
        if (row.field == "status" && row.value == "ended" && row.starts_on != day) // its mothers have gone where that end said
            return fail({ 409, "programme.group_ended", "", { { "day", row.starts_on } } });
    }
    for (auto const& known : all_successors(session, journal.programme_id())) {
        if (known.group_id == group_id && std::find(successors.begin(), successors.end(), known.successor_id) == successors.end())
            return fail({ 409, "programme.group_ended", "", { { "day", known.starts_on } } });
    }
    for (auto const& successor : successors) {
        if (successor == group_id)
            return fail({ 422, "programme.own_successor", "successors" });
        if (!has_group(session, journal.programme_id(), successor))
            return fail({ 422, "record.not_found", "successors" });
        TRY(must_be_there(session, journal.programme_id(), successor, day));
        TRY(store::insert_successor(session, journal.programme_id(), { group_id, successor, day }));
    }
    return change_group(session, journal, group_id, { "status", day, "ended" });
}

Result<int> tell_group_days(db::Session& session, journal::Journal& journal)
{
    auto const groups = store::groups_to_tell(session, journal.programme_id(), journal.today());
    for (auto const& group_id : groups) {
        TRY(store::mark_told(session, journal.programme_id(), group_id, journal.today()));
        TRY(tell_phones(session, journal, group_id));
    }
    return static_cast<int>(groups.size());
}

Done add_region(db::Session& session, journal::Journal& journal, Region const& region)
{
    if (!is_code(region.code))
        return fail({ 422, "field.not_a_code", "code" });
    if (auto checked = detail::check_text(region.name, text_of(1, 120)); !checked)
        return fail(within("name", checked.error()));
    if (TRY(store::insert_region(session, journal.programme_id(), region)))
        journal.add({ "programme", "region", region.code });
    return {};
}

Done set_contact(db::Session& session, journal::Journal& journal, std::string const& group_id, Contact const& contact)
{
    auto kept = contact;
    if (!kept.contact_phone.empty()) {
        auto programme = tenant::find(session, journal.programme_id());
        auto number = i18n::phone_number(kept.contact_phone, programme ? programme->country : "");
        if (!number)
            return fail({ 422, "field.not_a_phone_number", "contact_phone" });
        kept.contact_phone = *number;
    }
    TRY(store::update_contact(session, journal.programme_id(), group_id, kept));
    return tell_phones(session, journal, group_id);
}

} // namespace bydel::programme
