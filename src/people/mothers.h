// SPDX-License-Identifier: AGPL-3.0-or-later
// Who of a group's mothers has gone silent. Not for other folders.
#pragma once
#include "people/people.h"

namespace bydel::people {

/// She who is here and has not been active for this many months is asked after.
inline constexpr int silent_from_months = 2;

/// Months since she was last active: 0 in the current month. Where she never was, since she joined.
int silent_months(std::string const& last_active_month, std::string const& joined_on, std::string const& today);

/// With each member the month she was last active in, or nothing.
std::vector<std::pair<Member, std::string>> members_with_months(
    http::Services const& services, db::Session& session, std::string const& programme_id, std::string const& group_id);
bool is_active(Member const& member, std::string const& today);
bool is_silent(Member const& member, std::string const& last_active_month, std::string const& today);
std::optional<std::string> shown_phone(Person const& person);

std::int64_t count_silent(http::Context const& context, db::Session& session, std::string const& group_id);

} // namespace bydel::people
