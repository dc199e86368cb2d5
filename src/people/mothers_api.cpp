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

bool is_active(Member const& member, std::string const& today) { return !member.left_on || *member.left_on >= today; }

std::optional<std::string> shown_phone(Person const& person) { return person.phone ? std::optional(i18n::shown_phone_number(*person.phone)) : std::nullopt; }

bool is_silent(Member const& member, std::string const& last_active_month, std::string const& today)
{
    return is_active(member, today) && silent_months(last_active_month, member.joined_on, today) >= silent_from_months;
}

static ListedMother listed(Member const& member, std::string const& last_active_month, std::string const& today)
{
    return { member.person.person_id, member.person.display_name, shown_phone(member.person), member.person.language,
        is_active(member, today) ? "active" : "left", member.joined_on, member.left_on,
        last_active_month.empty() ? std::nullopt : std::optional(last_active_month), silent_months(last_active_month, member.joined_on, today),
        is_silent(member, last_active_month, today), member.phone_state, member.invitation, member.moved };
}

std::vector<std::pair<Member, std::string>> members_with_months(
    http::Services const& services, db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    std::vector<std::pair<Member, std::string>> all;
    auto months = services.slices->last_active(session, programme_id, group_id);
    for (auto& member : members_of(session, services.vault, programme_id, group_id, services.clock.now())) {
        auto const person_id = member.person.person_id;
        all.emplace_back(std::move(member), months[person_id]);
    }
    return all;
}

Result<ListedMothers> list_people(http::Context& context)
{
    ListedMothers all;
    for (auto const& [member, month] : members_with_months(context.services, context.session(), context.programme_id(), context.in_path("group_id")))
        all.people.push_back(listed(member, month, context.today()));
    std::sort(all.people.begin(), all.people.end(), [](ListedMother const& a, ListedMother const& b) { return a.display_name < b.display_name; });
    return all;
}

std::int64_t count_silent(http::Context const& context, db::Session& session, std::string const& group_id)
{
    std::int64_t count = 0;
    auto const today = context.today();
    for (auto const& [member, month] : members_with_months(context.services, session, context.programme_id(), group_id))
        count += is_silent(member, month, today);
    return count;
}

} // namespace bydel::people
