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

static Done read_journal(Product& product, std::string const& programme_id)
{
    Tried tried;
    for (auto const& slice : slices().all()) {
        for (auto const& reader : slice.readers) {
            if (auto read = journal::catch_up(*product.database, slices(), reader, programme_id); !read)
                tried.add(fail(std::move(read).error()));
        }
    }
    return std::move(tried).result();
}

static Done do_duties(Product& product, Duty::When when, std::string const& programme_id, std::string const& today)
{
    auto services = product.services();
    Tried tried;
    for (auto const& slice : slices().all()) {
        for (auto const& duty : slice.duties) {
            if (duty.when == when)
                tried.add(duty.run(services, programme_id, today));
        }
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
    auto programmes = product.database->read([](db::Session& session) { return tenant::all(session); });
    Tried tried;
    for (auto const& programme : programmes) {
        auto const there = std::min(today, i18n::local_day(product.clock.now(), programme.time_zone));
        tried.add(read_journal(product, programme.programme_id));
        tried.add(do_duties(product, Duty::When::always, programme.programme_id, there));
        if (remembered.last_day != today)
            tried.add(do_duties(product, Duty::When::daily, programme.programme_id, there));
    }
    tried.add(journal::write_reads(*product.database));
    auto done = std::move(tried).result();
    if (done)
        remembered.last_day = today;
    return done;
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
