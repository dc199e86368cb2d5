// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/maintenance.h"
#include "platform/i18n/sentence.h"
#include "platform/journal/reads.h"
#include "programme/programme.h"
#include <cstdio>
#include <fmt/core.h>

namespace bydel::app {

/// Each is done though another fails; the first problem is answered, so that all are tried again.
class Tried {
public:
    void add(Done done)
    {
        if (!done && first_)
            first_ = std::move(done);
    }
    Done result() && { return std::move(first_); }

private:
    Done first_;
};

/// What is due in a programme, as long as this process may. What runs always may be run by two.
static Done run_jobs(Product& product, Remembered& remembered, jobs::Moment const& moment)
{
    auto services = product.services();
    auto const runs = product.database->read([&](db::Session& session) { return jobs::runs_of(session, moment.programme_id); });
    Tried tried;
    for (auto const& job : slices().jobs()) {
        auto const last = jobs::find_run(runs, job.name);
        bool const ours = moment.believed ? remembered.lease.is_held() : job.when == jobs::Job::When::always;
        if (ours && jobs::is_due(job, last, moment))
            tried.add(jobs::run(services, job, last, moment));
    }
    return std::move(tried).result();
}

static void tell_of_clock(std::string const& believed, std::string const& today, int days_off)
{
    if (days_off == 0)
        std::fprintf(stderr, "bydel: clock: %s is believed\n", today.c_str());
    else
        std::fprintf(stderr,
            "bydel: clock: it says %s, %d days from %s, the newest day believed. Until it has said so for a day, or `bydel clock --believe` "
            "is run, no period closes and nothing old is dropped.\n",
            today.c_str(), days_off, believed.c_str());
}

/// The day to close and drop by: the clock's where it is believed, and never a later one than the newest believed.
static Result<std::string> believed_today(Product& product, Remembered& remembered, std::chrono::steady_clock::time_point now)
{
    auto const today = day_of(product.clock.now());
    auto known = product.database->read([](db::Session& session) { return journal::believed_day(session); });
    auto const newest = known ? *known : product.database->read([&](db::Session& session) { return journal::last_day(session).value_or(today); });
    bool const believes = remembered.clock.believes(newest, today, now);
    int const days_off = believes ? 0 : days_between(newest, today);
    if ((remembered.days_off.exchange(days_off) == 0) != believes)
        tell_of_clock(newest, today, days_off);
    auto const believed = believes && (today > newest || days_between(today, newest) > journal::believed_at_once_days) ? today : newest;
    if (known != believed)
        TRY(product.database->write([&](db::Session& session) { return journal::believe(session, believed); }));
    return std::min(today, believed);
}

Done keep_up(Product& product, Remembered& remembered, std::chrono::steady_clock::time_point now)
{
    product.database->empty_log_if_left(); // first: whatever else fails
    auto const today = TRY(believed_today(product, remembered, now));
    bool const believes = remembered.days_off == 0;
    if (believes)
        TRY(remembered.lease.hold(*product.database, now));
    else
        TRY(remembered.lease.give_up(*product.database));
    auto programmes = product.database->read([](db::Session& session) { return tenant::all(session); });
    Tried tried;
    for (auto const& programme : programmes) {
        auto const at = product.clock.now();
        auto const day = i18n::local_day(at, programme.time_zone);
        auto const hour = std::stoi(i18n::local_time(at, programme.time_zone));
        tried.add(run_jobs(product, remembered, { programme.programme_id, believes ? day : std::min(today, day), hour, believes }));
    }
    tried.add(journal::write_reads(*product.database));
    return std::move(tried).result();
}

int explain(Problem const& problem)
{
    auto messages = all_messages();
    auto sentence = messages ? i18n::sentence(problem, **messages, "en") : problem.key;
    fmt::print(
        stderr, "bydel: {}{}{}\n", sentence, problem.field.empty() ? "" : " (" + problem.field + ")", problem.cause.empty() ? "" : "\n  " + problem.cause);
    return 1;
}

} // namespace bydel::app
