// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/jobs/jobs.h"
#include "base/day.h"
#include "platform/jobs/store.h"

namespace bydel::jobs {

static constexpr Milliseconds written_every = 10 * one_minute;

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

static Milliseconds this_minute(http::Services const& services) { return services.clock.now() / one_minute * one_minute; }

/// Nothing happened that is worth a row: it ran a short while ago with the same end.
static bool goes_without_saying(Job const& job, std::optional<Run> const& last, Result<std::int64_t> const& did, Milliseconds now)
{
    if (job.when == Job::When::daily || !last || !last->started_at || !did || last->failed > 0)
        return false;
    return now >= *last->started_at && now - *last->started_at < written_every;
}

Done run(http::Services& services, Job const& job, std::optional<Run> const& last, Moment const& moment)
{
    Run run = last.value_or(Run { .job = job.name });
    run.started_at = this_minute(services);
    run.ended_at.reset();
    auto const keep = [&] { return services.database.write([&](db::Session& session) { return store::put_run(session, moment.programme_id, run); }); };
    if (job.when == Job::When::daily)
        TRY(keep());
    auto const began = std::chrono::steady_clock::now();
    auto did = attempt(services, job, moment);
    if (goes_without_saying(job, last, did, *run.started_at))
        return {};
    run.took_ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began).count();
    run.ended_at = this_minute(services);
    if (!did) {
        ++run.failed;
        run.problem = did.error().key;
        TRY(keep());
        return fail(std::move(did).error());
    }
    run.done_on = moment.today;
    run.did = *did;
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
