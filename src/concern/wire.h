// SPDX-License-Identifier: AGPL-3.0-or-later
// What the routes of concern take and give. Not for other folders.
#pragma once
#include "concern/concern.h"

namespace bydel::concern {

struct FollowUp {
    std::optional<std::string> passed_to;
    std::optional<std::string> passed_on;
    std::optional<std::optional<std::string>> closed_on; ///< null opens it again; not given: as it is
};
constexpr auto fields_of(FollowUp const*)
{
    return std::tuple { Field { "passed_to", &FollowUp::passed_to, one_of(recipients) }, Field { "passed_on", &FollowUp::passed_on, a_day() },
        Field { "closed_on", &FollowUp::closed_on, a_day() } };
}
constexpr char const* name_of(FollowUp const*) { return "ConcernFollowUp"; }

/// A concern as the coordinator sees it.
struct ListedConcern {
    std::string id;
    std::string group_id;
    std::string raised_on;
    std::optional<std::string> raised_by_name;
    std::optional<std::string> passed_to;
    std::optional<std::string> passed_on;
    std::optional<std::string> closed_on;
    std::int64_t revision = 1;
};
constexpr auto fields_of(ListedConcern const*)
{
    using C = ListedConcern;
    return std::tuple { Field { "id", &C::id, an_id() }, Field { "group_id", &C::group_id, an_id() }, Field { "raised_on", &C::raised_on, a_day() },
        Field { "raised_by_name", &C::raised_by_name, about_a_mother(text_of(1, 120)) }, Field { "passed_to", &C::passed_to, one_of(recipients) },
        Field { "passed_on", &C::passed_on, a_day() }, Field { "closed_on", &C::closed_on, a_day() },
        Field { "revision", &C::revision, number_of(1, 1'000'000) } };
}
constexpr char const* name_of(ListedConcern const*) { return "ListedConcern"; }

struct Concerns {
    std::vector<ListedConcern> concerns;
};
constexpr auto fields_of(Concerns const*) { return std::tuple { Field { "concerns", &Concerns::concerns, nested() } }; }
constexpr char const* name_of(Concerns const*) { return "Concerns"; }

} // namespace bydel::concern
