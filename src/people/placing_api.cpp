// SPDX-License-Identifier: AGPL-3.0-or-later
// The days on which a mother was in which group: leaving, moving, coming back, and every one of them corrected.
#include "people/office.h"
#include "people/phones.h"
#include "people/store.h"

namespace bydel::people {

using http::Context;
using http::Nothing;

static Done not_beyond_tomorrow(Context& context, std::string const& day, char const* field)
{
    return day > latest_day(context.today()) ? fail({ 422, "field.in_future", field }) : Done();
}

static Correcting correcting(Context& context, std::string const& person_id)
{
    return { context.services, context.session(), context.journal(), person_id, context.in_path("group_id") };
}

Done correct_joined_day(Context& context, std::string const& person_id, std::string const& joined_on)
{
    TRY(not_beyond_tomorrow(context, joined_on, "joined_on"));
    return correct_joining(correcting(context, person_id), joined_on);
}

Result<Nothing> leave(Context& context, Leaving const& asked)
{
    auto person_id = TRY(own_member_in_path(context));
    TRY(not_beyond_tomorrow(context, asked.left_on, "left_on"));
    TRY(leave_group(context.session(), context.journal(), person_id, context.in_path("group_id"), asked.left_on));
    return Nothing {};
}

Result<Nothing> correct_leave(Context& context, Leaving const& asked)
{
    auto person_id = TRY(own_member_in_path(context));
    TRY(not_beyond_tomorrow(context, asked.left_on, "left_on"));
    TRY(correct_leaving(correcting(context, person_id), asked.left_on));
    return Nothing {};
}

Result<Nothing> take_back_leave(Context& context)
{
    auto person_id = TRY(own_member_in_path(context));
    TRY(correct_leaving(correcting(context, person_id), std::nullopt));
    return Nothing {};
}

Result<Nothing> come_back(Context& context, Returning const& asked)
{
    auto person_id = TRY(own_member_in_path(context));
    TRY(not_beyond_tomorrow(context, asked.returned_on, "returned_on"));
    TRY(return_to_group(correcting(context, person_id), asked.returned_on));
    return Nothing {};
}

Result<Nothing> move(Context& context, Moving const& asked)
{
    auto person_id = TRY(member_in_path(context));
    TRY(not_beyond_tomorrow(context, asked.moved_on, "moved_on"));
    TRY(move_to_group(context.session(), context.journal(), person_id, context.in_path("group_id"), asked.to_group_id, asked.moved_on));
    return Nothing {};
}

/// Not only for the group she is in: the coordinator who moved her by mistake takes it back (correct_move asks whether she may).
Result<Nothing> correct_moving(Context& context, MovedDay const& asked)
{
    auto person_id = TRY(member_in_path(context));
    TRY(not_beyond_tomorrow(context, asked.moved_on, "moved_on"));
    TRY(correct_move(correcting(context, person_id), asked.moved_on));
    return Nothing {};
}

Result<Nothing> take_back_move(Context& context)
{
    auto person_id = TRY(member_in_path(context));
    TRY(correct_move(correcting(context, person_id), std::nullopt));
    return Nothing {};
}

/// Not for a coordinator whom she has left: her phones are another's business now.
static std::vector<PhoneLine> phones_in_history(Context& context, std::string const& person_id)
{
    std::vector<PhoneLine> phones;
    if (latest_group(context.session(), context.programme_id(), person_id) != context.in_path("group_id"))
        return phones;
    for (auto const& event : store::phone_events(context.session(), context.programme_id(), person_id)) {
        auto by = find_person(context.session(), context.services.vault, context.programme_id(), event.invited_by.value_or(""));
        phones.push_back({ event.enrolled_on, event.revoked_on, by ? std::optional(by->display_name) : std::nullopt });
    }
    return phones;
}

Result<History> read_history(Context& context)
{
    auto person_id = TRY(member_in_path(context));
    History history;
    for (auto const& change : store::role_changes(context.session(), context.programme_id(), person_id)) {
        if (change.group_id != context.in_path("group_id")) // another group's days are not shown here
            continue;
        auto by = find_person(context.session(), context.services.vault, context.programme_id(), change.changed_by.value_or(""));
        history.changes.push_back({ change.act, change.was_starts_on, change.was_ends_on, change.starts_on, change.ends_on, day_of(change.changed_at),
            by ? std::optional(by->display_name) : std::nullopt });
    }
    history.phones = phones_in_history(context, person_id);
    return history;
}

} // namespace bydel::people
