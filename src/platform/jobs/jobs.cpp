// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/jobs/jobs.h"
#include "base/day.h"
#include "platform/jobs/store.h"

namespace bydel::jobs {

static constexpr Milliseconds hour = 60 * one_minute;

bool is_due(Job const& job, std::optional<Run> const& last, Moment const& moment)
{
    if (job.when == Job::When::always || !last || !last->done_on)
        return true;
    auto const days = days_between(*last->done_on, moment.today);
    if (days == 0 || days == -1) // a day ahead is another time zone's
        return false;
    return days != 1 || moment.hour >= job.hour;
}

/// The one place where a job's exceptions end.
static Result<std::int64_t> attempt(http::Services& services, Job const& job, Moment const& moment)
{
    try {
        return job.run(services, moment.programme_id, moment.today);
    } catch (std::exception const& exception) {
        return fail(db::caught(exception));
    }
}

static Milliseconds when(http::Services const& services, Job const& job, Moment const& moment)
{
    return job.when == Job::When::daily ? start_of(moment.today) : services.clock.now() / hour * hour;
}

/// Nothing happened that is worth a row: it ran in this hour already, with the same end.
static bool goes_without_saying(Job const& job, std::optional<Run> const& last, bool well, Milliseconds now)
{
    return job.when == Job::When::always && last && last->ran_at == now && last->failed == 0 && well;
}

Done run(http::Services& services, Job const& job, std::optional<Run> const& last, Moment const& moment)
{
    Run run = last.value_or(Run { .job = job.name });
    run.ran_at = when(services, job, moment);
    auto const keep = [&] { return services.database.write([&](db::Session& session) { return store::put_run(session, moment.programme_id, run); }); };
    if (job.when == Job::When::daily) {
        run.running = true;
        TRY(keep());
    }
    auto const began = std::chrono::steady_clock::now();
    auto did = attempt(services, job, moment);
    if (!moment.believed || goes_without_saying(job, last, did.has_value(), *run.ran_at))
        return did ? Done() : fail(std::move(did).error());
    run.running = false;
    run.took_ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began).count();
    if (!did) {
        ++run.failed;
        run.problem = did.error().key;
        TRY(keep());
        return fail(std::move(did).error());
    }
    run.done_on = moment.today;
    run.did = job.when == Job::When::daily ? *did : 0;
    run.failed = 0;
    run.problem.clear();
    return keep();
}

std::vector<Run> runs_of(db::Session& session, std::string const& programme_id) { return store::runs(session, programme_id); }

std::optional<Run> find_run(std::vector<Run> const& runs, std::string_view job)
{
    for (auto const& run : runs) {
        if (run.job == job)
            return run;
    }
    return std::nullopt;
}

Health health_of(db::Session& session, std::string_view job) { return store::health(session, job); }

} // namespace bydel::jobs
