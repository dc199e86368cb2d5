// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/day.h"
#include "platform/i18n/i18n.h"
#include "platform/jobs/wire.h"
#include "platform/slice/slice.h"

namespace bydel::jobs {

using http::Context;
using http::Method;
using http::Uses;

static constexpr Milliseconds heard_within = 3 * 60 * one_minute; // it is written down once an hour

static Result<JobsNow> list_jobs(Context&);

std::vector<http::Route> routes()
{
    using enum Method;
    return { { get, "/api/jobs", http::in_programme("jobs.job.read"), http::by<list_jobs>(), "What the server does by itself, and what came of it",
        Uses::reads } };
}

std::string_view state_of(Job const& job, std::optional<Run> const& run, std::string const& today, Milliseconds now)
{
    if (!run || !run->ran_at)
        return "never";
    if (run->failed > 0)
        return "failing";
    if (job.when == Job::When::always)
        return now - *run->ran_at > heard_within ? "late" : "done";
    if (run->running && run->ran_at == start_of(today))
        return "running";
    return !run->done_on || days_between(*run->done_on, today) > 1 ? "late" : "done";
}

static Result<JobsNow> list_jobs(Context& context)
{
    JobsNow now;
    auto const programme = tenant::find(context.session(), context.programme_id());
    auto const zone = programme ? programme->time_zone : "UTC";
    auto const runs = runs_of(context.session(), context.programme_id());
    for (auto const& job : context.services.slices->jobs()) {
        auto const run = find_run(runs, job.name);
        JobNow one { job.name, job.when == Job::When::daily ? "daily" : "always", job.hour,
            std::string(state_of(job, run, context.today(), context.services.clock.now())) };
        if (run && run->ran_at) {
            one.ran_on = job.when == Job::When::daily ? day_of(*run->ran_at) : i18n::local_day(*run->ran_at, zone);
            one.took_ms = run->took_ms, one.did = run->did, one.failed = run->failed;
        }
        if (run && run->failed > 0)
            one.problem = run->problem;
        now.jobs.push_back(std::move(one));
    }
    return now;
}

} // namespace bydel::jobs
