// SPDX-License-Identifier: AGPL-3.0-or-later
// The coordinator follows up: to whom a concern was passed and that it is closed.
#include "base/id.h"
#include "concern/save.h"
#include "concern/store.h"
#include <set>

namespace bydel::concern {

using http::Context;
using http::Method;
using http::Uses;

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

/// What a coordinator's pages show beside the way to it.
struct Waiting {
    std::string group_id;
    std::int64_t new_concerns = 0;
};
constexpr auto fields_of(Waiting const*)
{
    return std::tuple { Field { "group_id", &Waiting::group_id, an_id() }, Field { "new_concerns", &Waiting::new_concerns, number_of(0, 1'000'000) } };
}
constexpr char const* name_of(Waiting const*) { return "WaitingInGroup"; }

struct WaitingByGroup {
    std::vector<Waiting> groups;
};
constexpr auto fields_of(WaitingByGroup const*) { return std::tuple { Field { "groups", &WaitingByGroup::groups, nested() } }; }
constexpr char const* name_of(WaitingByGroup const*) { return "WaitingByGroup"; }

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

static Result<WaitingByGroup> list_waiting(Context&);
static Result<Concerns> list_concerns(Context&);
static Result<ListedConcern> follow_up(Context&, FollowUp const&);

std::vector<http::Route> routes()
{
    using enum Method;
    // clang-format off
    return {
        { get,  "/api/me/waiting",                      http::anywhere("concern.concern.read"),   http::by<list_waiting>(),  "How many worries in my groups nobody has followed up", Uses::reads },
        { get,  "/api/groups/{group_id}/concerns",      http::in_group("concern.concern.read"),   http::by<list_concerns>(), "Concerns of the group",          Uses::reads, http::Audit::reads },
        { post, "/api/groups/{group_id}/concerns/{id}", http::in_group("concern.concern.update"), http::by<follow_up>(),     "Passed on to whom, and closed",  Uses::writes },
    };
    // clang-format on
}

// Asked for every minute by every open page: no names, no rows, and not in the audit of reads.
static Result<WaitingByGroup> list_waiting(Context& context)
{
    WaitingByGroup waiting;
    std::set<std::string> seen;
    for (auto const& grant : context.actor.grants) {
        auto const& group_id = grant.scope.id;
        if (!people::allows(context.actor, "concern.concern.read", http::in_group("concern.concern.read"), group_id) || !seen.insert(group_id).second)
            continue;
        waiting.groups.push_back({ group_id, count_new(context.session(), context.programme_id(), group_id) });
    }
    return waiting;
}

static ListedConcern listed(Context& context, Concern const& concern)
{
    std::optional<std::string> name;
    if (concern.raised_by) {
        if (auto person = people::find_person(context.session(), context.services.vault, context.programme_id(), *concern.raised_by))
            name = person->display_name;
    }
    return { concern.id, concern.group_id, concern.raised_on, name, concern.passed_to, concern.passed_on, concern.closed_on, concern.revision };
}

static Result<Concerns> list_concerns(Context& context)
{
    Concerns all;
    for (auto const& concern : store::of_group(context.session(), context.programme_id(), context.in_path("group_id")))
        all.concerns.push_back(listed(context, concern));
    return all;
}

static Result<ListedConcern> follow_up(Context& context, FollowUp const& asked)
{
    auto concern = store::find(context.session(), context.programme_id(), context.in_path("id"));
    if (!concern || concern->group_id != context.in_path("group_id"))
        return fail(not_found());
    if (asked.passed_on && !asked.passed_to && !concern->passed_to)
        return fail({ 422, "concern.passed_on_needs_recipient", "passed_to" });
    auto const closed_on = asked.closed_on.value_or(concern->closed_on);
    for (auto const& [field, day] : { std::pair { "passed_on", asked.passed_on }, { "closed_on", closed_on } }) {
        if (day && *day > add_days(context.today(), 1))
            return fail({ 422, "field.in_future", field });
    }
    if (asked.passed_to || asked.passed_on)
        concern->followed_on = context.today();
    if (asked.passed_to)
        concern->passed_to = asked.passed_to;
    if (asked.passed_on)
        concern->passed_on = asked.passed_on;
    concern->closed_on = closed_on;
    TRY(save(context.session(), context.journal(), *concern));
    return listed(context, *concern);
}

} // namespace bydel::concern
