// SPDX-License-Identifier: AGPL-3.0-or-later
// The coordinator follows up: to whom a concern was passed and that it is closed.
#include "base/id.h"
#include "concern/save.h"
#include "concern/store.h"
#include <set>

namespace bydel::concern {

using http::Context;
using http::Method;
using http::Reply;
using http::Uses;

static Result<Reply> list_waiting(Context&);
static Result<Reply> list_concerns(Context&);
static Result<Reply> follow_up(Context&);

struct FollowUp {
    std::optional<std::string> passed_to;
    std::optional<std::string> passed_on;
    std::optional<std::string> closed_on;
};
constexpr auto fields_of(FollowUp const*)
{
    return std::tuple { Field { "passed_to", &FollowUp::passed_to, a_code() }, Field { "passed_on", &FollowUp::passed_on, a_day() },
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

std::vector<http::Route> routes()
{
    using enum Method;
    // clang-format off
    return {
        { get,  "/api/me/waiting",                      http::anywhere("concern.concern.read"),   list_waiting,  "How many worries in my groups nobody has followed up", Uses::reads, {}, shape_of<Waiting>() },
        { get,  "/api/groups/{group_id}/concerns",      http::in_group("concern.concern.read"),   list_concerns, "Concerns of the group",          Uses::reads, {}, {}, http::Audit::reads },
        { post, "/api/groups/{group_id}/concerns/{id}", http::in_group("concern.concern.update"), follow_up,     "Passed on to whom, and closed",  Uses::writes, shape_of<FollowUp>(), shape_of<Concern>() },
    };
    // clang-format on
}

// Asked for every minute by every open page: no names, no rows, and not in the audit of reads.
static Result<Reply> list_waiting(Context& context)
{
    Json::Array groups;
    std::set<std::string> seen;
    for (auto const& grant : context.actor.grants) {
        auto const& group_id = grant.scope.id;
        if (!people::allows(context.actor, "concern.concern.read", http::in_group("concern.concern.read"), group_id) || !seen.insert(group_id).second)
            continue;
        groups.push_back(to_json(Waiting { group_id, count_new(context.session(), context.programme_id(), group_id) }));
    }
    return Reply { 200, Json::object({ { "groups", Json(std::move(groups)) } }) };
}

static Json as_json(Context& context, Concern const& concern)
{
    auto json = to_json(concern);
    std::optional<std::string> name;
    if (concern.raised_by) {
        if (auto person = people::find_person(context.session(), context.services.vault, context.programme_id(), *concern.raised_by))
            name = person->display_name;
    }
    json.set("raised_by_name", name);
    return json;
}

static Result<Reply> list_concerns(Context& context)
{
    Json::Array concerns;
    for (auto const& concern : store::of_group(context.session(), context.programme_id(), context.in_path("group_id")))
        concerns.push_back(as_json(context, concern));
    return Reply { 200, Json::object({ { "concerns", Json(std::move(concerns)) } }) };
}

static Result<Reply> follow_up(Context& context)
{
    auto asked = TRY(from_json<FollowUp>(context.body));
    auto concern = store::find(context.session(), context.programme_id(), context.in_path("id"));
    if (!concern || concern->group_id != context.in_path("group_id"))
        return fail(not_found());
    if (asked.passed_to && !is_recipient(*asked.passed_to))
        return fail({ 422, "field.unknown_code", "passed_to", { { "code", *asked.passed_to } } });
    if (asked.passed_on && !asked.passed_to && !concern->passed_to)
        return fail({ 422, "concern.passed_on_needs_recipient", "passed_to" });
    for (auto const& [field, day] : { std::pair { "passed_on", asked.passed_on }, { "closed_on", asked.closed_on } }) {
        if (day && *day > add_days(context.today(), 1))
            return fail({ 422, "field.in_future", field });
    }
    if (asked.passed_to || asked.passed_on)
        concern->followed_on = context.today();
    if (asked.passed_to)
        concern->passed_to = asked.passed_to;
    if (asked.passed_on)
        concern->passed_on = asked.passed_on;
    if (context.body.find("closed_on"))
        concern->closed_on = asked.closed_on;
    TRY(save(context.session(), context.journal(), *concern));
    return Reply { 200, as_json(context, *concern) };
}

} // namespace bydel::concern
