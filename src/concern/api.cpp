// SPDX-License-Identifier: AGPL-3.0-or-later
// The coordinator follows up: to whom a concern was passed and that it is closed.
#include "base/id.h"
#include "concern/entities.h"
#include "concern/store.h"
#include "concern/wire.h"
#include "platform/i18n/tidy.h"
#include <map>

namespace bydel::concern {

using http::Context;
using http::Method;
using http::Query;
using http::Uses;

static Result<Concerns> list_concerns(Context&, Query<ConcernsAsked> const&);
static Result<ListedConcern> follow_up(Context&, FollowUp const&);

std::vector<http::Route> routes()
{
    using enum Method;
    // clang-format off
    return {
        { get,  "/api/groups/{group_id}/concerns",      http::in_group("concern.concern.read"),   http::by<list_concerns>(), "Concerns of the group",          Uses::reads, http::Audit::reads },
        { post, "/api/groups/{group_id}/concerns/{id}", http::in_group("concern.concern.update"), http::by<follow_up>(),     "Passed on to whom, and closed",  Uses::writes },
    };
    // clang-format on
}

static ListedConcern listed(people::Names& names, Concern const& concern)
{
    return { concern.id, concern.group_id, concern.raised_on, names.of(concern.raised_by), concern.passed_to, concern.passed_on, concern.closed_on,
        concern.revision };
}

static Result<Concerns> list_concerns(Context& context, Query<ConcernsAsked> const& asked)
{
    auto& session = context.session();
    auto const& programme_id = context.programme_id();
    auto const group_id = context.in_path("group_id");
    people::Names names(context.session(), context.services.vault, context.programme_id());
    auto const is_found = [&](Concern const& concern) { return !asked.search || i18n::has_words(names.of(concern.raised_by).value_or(""), *asked.search); };
    auto const page = TRY(store::of_group(session, programme_id, group_id, asked.state, { asked.sort.value_or("newest"), asked.after }, is_found));
    Concerns all { {}, page.next, count_open(session, programme_id, group_id), store::count_closed(session, programme_id, group_id) };
    for (auto const& concern : page.rows)
        all.concerns.push_back(listed(names, concern));
    return all;
}

static Result<ListedConcern> follow_up(Context& context, FollowUp const& asked)
{
    auto const before = store::find(context.session(), context.programme_id(), context.in_path("id"));
    if (!before || before->group_id != context.in_path("group_id"))
        return fail(not_found());
    if (asked.passed_on && !asked.passed_to && !before->passed_to)
        return fail({ 422, "concern.passed_on_needs_recipient", "passed_to" });
    auto const closed_on = asked.closed_on.value_or(before->closed_on);
    for (auto const& [field, day] : { std::pair { "passed_on", asked.passed_on }, { "closed_on", closed_on } }) {
        if (day && *day > latest_day(context.today()))
            return fail({ 422, "field.in_future", field });
    }
    auto after = *before;
    if (asked.passed_to || asked.passed_on)
        after.followed_on = context.today();
    if (asked.passed_to)
        after.passed_to = asked.passed_to;
    if (asked.passed_on)
        after.passed_on = asked.passed_on;
    after.closed_on = closed_on;
    TRY(concerns().write(context.session(), context.journal(), before, after));
    people::Names names(context.session(), context.services.vault, context.programme_id());
    return listed(names, after);
}

} // namespace bydel::concern
