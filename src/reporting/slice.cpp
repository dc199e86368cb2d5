// SPDX-License-Identifier: AGPL-3.0-or-later
// What reporting is to the rest of the product.
#include "platform/slice/demo.h"
#include "reporting/reporting.h"

namespace bydel::reporting {

std::vector<http::Route> routes(); // api.cpp

static Result<std::int64_t> close_all(http::Services& services, std::string const& programme_id, std::string const& today)
{
    return TRY(close_periods(services, programme_id, today));
}

static Done play_demo(demo::Stage& stage)
{
    TRY(rebuild(stage.services, stage.plan.programme_id));
    return {};
}

Slice slice()
{
    return {
        .name = "reporting",
        .routes = routes(),
        .tables = { { "tally", "group_id month event mark", { { "group_id month event mark sums", db::Door::stays } } },
            { "closed_period", "period", { { "period closed_on" } } },
            { "closed_programme_tally", "event dimension code month", { { "event dimension code month events women minutes mothers" } } },
            { "closed_tally", "group_id period event dimension code",
                { { "group_id period event dimension code events women minutes mothers others others_mothers" } } } },
        .grants = { { "reporting.month.read", "helper_coordinator coordinator" }, { "reporting.sensitive.read", "coordinator" } },
        .readers = { tally_reader() },
        .jobs = { { "reporting.close_periods", jobs::Job::When::always, 0, close_all } },
        .demo = play_demo,
    };
}

} // namespace bydel::reporting
