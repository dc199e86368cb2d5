// SPDX-License-Identifier: AGPL-3.0-or-later
// The coordinator's overviews: her group's month, and its sensitive quarter.
#include "reporting/numbers.h"
#include "reporting/store.h"
#include "reporting/wire.h"

namespace bydel::reporting {

using http::Context;
using http::Method;
using http::Query;
using http::Uses;

static Result<GroupMonth> get_month(Context&, Query<MonthAsked> const&);
static Result<GroupQuarter> get_quarter(Context&, Query<QuarterAsked> const&);

std::vector<http::Route> routes()
{
    using enum Method;
    // clang-format off
    return {
        { get, "/api/groups/{group_id}/month",   http::in_group("reporting.month.read"),     http::by<get_month>(),   "The group's month",                                       Uses::own },
        { get, "/api/groups/{group_id}/quarter", http::in_group("reporting.sensitive.read"), http::by<get_quarter>(), "Sensitive dimensions of a closed quarter, small numbers hidden", Uses::own },
    };
    // clang-format on
}

static measure::Codes codes_for(Context& context, db::Session& session, measure::Event const& event)
{
    return event.codes({ session, context.services.messages, context.programme_id(), context.in_path("group_id"), context.actor.language });
}

// --- the month --------------------------------------------------------------------------------------------------------------

static MonthDimension told(Table const& table, measure::Codes const& codes)
{
    MonthDimension dimension { table.dimension, table.multiple, {} };
    for (auto const& [code, status, counts] : table.rows)
        dimension.rows.push_back({ code, codes.label(table.dimension, code), counts.events, counts.women, counts.minutes, counts.mothers });
    return dimension;
}

static MonthEvent month_of_event(Context& context, db::Session& session, measure::Event const& event, std::string const& month)
{
    auto const codes = codes_for(context, session, event);
    OfGroup const of { session, context.programme_id(), context.in_path("group_id"), event, codes };
    MonthEvent answer { std::string(event.name), open_total(of, month), open_total(of, add_months(month, -1)), {} };
    for (auto const& table : open_tables(of, month))
        answer.dimensions.push_back(told(table, codes));
    return answer;
}

static GroupMonth month_answer(Context& context, db::Session& session, std::string const& month)
{
    auto const& group_id = context.in_path("group_id");
    GroupMonth answer { month, months_of(session, context.programme_id(), group_id), {}, waiting_in(context, session, group_id, Notice::Told::in_month) };
    for (auto const& event : context.services.slices->measures().events)
        answer.events.push_back(month_of_event(context, session, event, month));
    return answer;
}

static Result<GroupMonth> get_month(Context& context, Query<MonthAsked> const& asked)
{
    auto const month = asked.month.value_or(month_of(context.today()));
    TRY(catch_up(context.services, context.programme_id()));
    return context.services.database.read([&](db::Session& session) { return month_answer(context, session, month); });
}

// --- the sensitive quarter --------------------------------------------------------------------------------------------------

static SensitiveDimension told(measure::Event const& event, Table const& table, measure::Codes const& codes)
{
    SensitiveDimension dimension { std::string(event.name), table.dimension, {} };
    for (auto const& [code, status, counts] : table.rows) {
        SensitiveRow row { code, codes.label(table.dimension, code), {}, {} };
        if (status != Status::hidden) {
            row.events = counts.events;
            row.women = counts.women;
        }
        dimension.rows.push_back(std::move(row));
    }
    return dimension;
}

static GroupQuarter quarter_answer(Context& context, db::Session& session, std::string const& quarter)
{
    GroupQuarter answer { quarter, has_closed(session, context.programme_id(), quarter), {} };
    if (!answer.released)
        return answer;
    for (auto const& event : context.services.slices->measures().events) {
        auto const codes = codes_for(context, session, event);
        for (auto const& table : sensitive_tables({ session, context.programme_id(), context.in_path("group_id"), event, codes }, quarter))
            answer.dimensions.push_back(told(event, table, codes));
    }
    return answer;
}

static Result<GroupQuarter> get_quarter(Context& context, Query<QuarterAsked> const& asked)
{
    auto const quarter = asked.quarter.value_or(quarter_of(add_months(month_of(context.today()), -3)));
    TRY(close_periods(context.services, context.programme_id(), context.today()));
    return context.services.database.read([&](db::Session& session) { return quarter_answer(context, session, quarter); });
}

} // namespace bydel::reporting
