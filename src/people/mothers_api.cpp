// SPDX-License-Identifier: AGPL-3.0-or-later
// The mothers of a group: who is here, and who has gone silent.
#include "base/day.h"
#include "people/mothers.h"
#include "people/office.h"
#include "platform/i18n/phone_number.h"
#include <algorithm>

namespace bydel::people {

int silent_months(std::string const& last_active_month, std::string const& joined_on, std::string const& today)
{
    auto from = last_active_month.empty() ? month_of(joined_on) : last_active_month;
    return std::max(0, months_between(from, month_of(today)));
}

static bool is_active(Member const& member, std::string const& today) { return !member.left_on || *member.left_on >= today; }

static std::optional<std::string> shown_phone(Person const& person)
{
    return person.phone ? std::optional(i18n::shown_phone_number(*person.phone)) : std::nullopt;
}

static ListedMother listed(Member const& member, std::string const& last_active_month, std::string const& today)
{
    auto const silent = silent_months(last_active_month, member.joined_on, today);
    bool const active = is_active(member, today);
    return { member.person.person_id, member.person.display_name, shown_phone(member.person), member.person.language, active ? "active" : "left",
        member.joined_on, member.left_on, last_active_month.empty() ? std::nullopt : std::optional(last_active_month), silent,
        active && silent >= silent_from_months, member.phone_state, member.invitation, member.moved };
}

static ListedMothers mothers_of(http::Context const& context, db::Session& session, std::string const& group_id)
{
    auto const& services = context.services;
    auto months = services.slices->last_active(session, context.programme_id(), group_id);
    ListedMothers all;
    for (auto const& member : members_of(session, services.vault, context.programme_id(), group_id, services.clock.now()))
        all.people.push_back(listed(member, months[member.person.person_id], context.today()));
    std::sort(all.people.begin(), all.people.end(), [](ListedMother const& a, ListedMother const& b) { return a.display_name < b.display_name; });
    return all;
}

Result<ListedMothers> list_people(http::Context& context) { return mothers_of(context, context.session(), context.in_path("group_id")); }

std::int64_t count_silent(http::Context const& context, db::Session& session, std::string const& group_id)
{
    auto const all = mothers_of(context, session, group_id).people;
    return std::count_if(all.begin(), all.end(), [](ListedMother const& one) { return one.silent; });
}

} // namespace bydel::people
