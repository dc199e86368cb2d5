// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/upkeep.h"
#include "app/maintenance.h"
#include "platform/journal/reads.h"
#include <algorithm>
#include <cstdio>

namespace bydel::app {

using Steady = std::chrono::steady_clock;

static constexpr std::chrono::seconds every { 1 };
static constexpr std::chrono::seconds longest_wait { 30 };
static constexpr std::chrono::seconds behind_after { 60 };

/// The one place where the upkeep's own exceptions end; a job's end in platform/jobs.
template <class Work>
static Done attempt(Work work)
{
    try {
        return work();
    } catch (std::exception const& exception) {
        return fail(db::caught(exception));
    }
}

Upkeep::Upkeep(Product& product)
    : product_(product)
    , succeeded_(Steady::now())
    , thread_([this] { run(); })
    , alive_([this] { say_alive(); })
{
}

Upkeep::~Upkeep()
{
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
    alive_.join();
    note(attempt([&] { return journal::write_reads(*product_.database); }));
    note(attempt([&] { return remembered_.lease.give_up(*product_.database); }));
}

/// Doubles with every failure, so that a database that is gone is not asked all the time.
static std::chrono::seconds wait_after(int failed_in_a_row) { return std::min(every * (1 << std::min(failed_in_a_row, 10)), longest_wait); }

void Upkeep::run()
{
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, wait_after(failed_in_a_row_), [this] { return stopping_; })) {
        lock.unlock();
        note(attempt([&] { return keep_up(product_, remembered_); }));
        lock.lock();
    }
}

void Upkeep::say_alive()
{
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, jobs::Lease::says_so_every, [this] { return stopping_; })) {
        lock.unlock();
        (void)attempt([&] { return remembered_.lease.say_alive(*product_.database, Steady::now()); }); // the next round says what is wrong
        lock.lock();
    }
}

void Upkeep::note(Done const& done)
{
    std::lock_guard lock(mutex_);
    if (done) {
        if (failed_in_a_row_ > 0)
            std::fputs("bydel: upkeep: works again\n", stderr);
        failed_in_a_row_ = 0;
        cause_.clear();
        succeeded_ = Steady::now();
        return;
    }
    ++failures_;
    ++failed_in_a_row_;
    if (done.error().cause != cause_)                                                                          // a cause that stays is said once
        std::fprintf(stderr, "bydel: upkeep: %s: %s\n", done.error().key.c_str(), done.error().cause.c_str()); // where the log is full too, nothing is thrown
    cause_ = done.error().cause;
}

Done Upkeep::ready() const
{
    std::lock_guard lock(mutex_);
    if (failed_in_a_row_ > 0 && Steady::now() - succeeded_ > behind_after)
        return fail({ 503, "server.upkeep_behind", "", {}, cause_ });
    return {};
}

std::int64_t Upkeep::failures() const
{
    std::lock_guard lock(mutex_);
    return failures_;
}

double Upkeep::behind() const
{
    std::lock_guard lock(mutex_);
    return std::chrono::duration<double>(Steady::now() - succeeded_).count();
}

} // namespace bydel::app
