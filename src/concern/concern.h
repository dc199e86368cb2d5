// SPDX-License-Identifier: AGPL-3.0-or-later
// That a worry was raised, to whom it was passed, that it was closed; nothing else, by day only, and never with a conversation (design 9.8).
// What to do and whom to call is content (help lines, cards), not here.
#pragma once
#include "people/people.h"

namespace bydel::concern {

struct Concern {
    std::string id;
    std::string group_id;
    std::string raised_on;
    std::optional<std::string> raised_by;
    std::optional<std::string> passed_to; ///< coordinator, municipality, police, emergency, helpline
    std::optional<std::string> passed_on;
    std::optional<std::string> followed_on; ///< the day a coordinator wrote to whom it was passed; a phone's word is not taken from then on
    std::optional<std::string> closed_on;
    std::int64_t revision = 1;
    std::string item_id;
};
/// In the order of the table's columns after programme_id.
constexpr auto fields_of(Concern const*)
{
    using C = Concern;
    return std::tuple { Field { "id", &C::id, stamped(by_phone(an_id())) }, Field { "group_id", &C::group_id, stamped(an_id()) },
        Field { "raised_on", &C::raised_on, by_phone(a_day()) }, Field { "raised_by", &C::raised_by, never_sent(stamped(about_a_mother(an_id()))) },
        Field { "passed_to", &C::passed_to, by_phone(a_code()) }, Field { "passed_on", &C::passed_on, by_phone(a_day()) },
        Field { "followed_on", &C::followed_on, never_sent(a_day()) }, Field { "closed_on", &C::closed_on, a_day() },
        Field { "revision", &C::revision, number_of(1, 1'000'000) }, Field { "item_id", &C::item_id, never_sent(an_id()) } };
}
constexpr char const* name_of(Concern const*) { return "Concern"; }

/// To whom a worry is passed.
inline constexpr std::string_view recipients = "coordinator municipality police emergency helpline";
bool is_recipient(std::string_view passed_to);
/// Concerns of a group that are not closed.
std::int64_t count_open(db::Session& session, std::string const& programme_id, std::string const& group_id);

/// Of these, those that no coordinator has followed up.
std::int64_t count_new(db::Session& session, std::string const& programme_id, std::string const& group_id);

Slice slice();

} // namespace bydel::concern
