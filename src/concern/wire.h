// SPDX-License-Identifier: AGPL-3.0-or-later
// What the routes of concern take and give. Not for other folders.
#pragma once
#include "concern/concern.h"

namespace bydel::concern {

struct ConcernsAsked {
    std::optional<std::string> state;  ///< both where it is not said
    std::optional<std::string> sort;   ///< by the day it was raised; the newest first where it is not said
    std::optional<std::string> search; ///< words of the name of who raised it
    std::optional<std::string> after;  ///< `next` of the page before
};
constexpr auto fields_of(ConcernsAsked const*)
{
    using A = ConcernsAsked;
    return std::tuple { Field { "state", &A::state, one_of("open closed") }, Field { "sort", &A::sort, one_of("newest oldest") },
        Field { "search", &A::search, text_of(0, 120) }, Field { "after", &A::after, text_of(1, 120) } };
}
constexpr char const* name_of(ConcernsAsked const*) { return "ConcernsAsked"; }

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
    std::optional<std::string> next; ///< null: there are no more
    std::int64_t open = 0;           ///< of the group
    std::int64_t closed = 0;
};
constexpr auto fields_of(Concerns const*)
{
    using C = Concerns;
    return std::tuple { Field { "concerns", &C::concerns, nested() }, Field { "next", &C::next, text_of(1, 120) },
        Field { "open", &C::open, number_of(0, 1'000'000) }, Field { "closed", &C::closed, number_of(0, 1'000'000) } };
}
constexpr char const* name_of(Concerns const*) { return "Concerns"; }

} // namespace bydel::concern
