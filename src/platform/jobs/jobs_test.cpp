// SPDX-License-Identifier: AGPL-3.0-or-later
// When a job is due, what is remembered of it, what the office is told, and which of two servers runs it.
#include "app/maintenance.h"
#include "app/test_cast.h"
#include "platform/jobs/wire.h"

using namespace bydel;
using namespace bydel::test;
using namespace std::chrono_literals;
using jobs::Job;
using jobs::Lease;
using jobs::Run;

namespace {

Run done_on(std::string const& day)
{
    Run run { "outreach.unlink_authors" };
    run.done_on = day;
    return run;
}

/// A job of which the test says what comes of it.
struct Played {
    Cast cast;
    std::function<Result<std::int64_t>()> play = [] { return Result<std::int64_t>(7); };
    int times = 0;

    Job job(Job::When when, int hour = 0)
    {
        return { "test.played", when, hour, [this](http::Services&, std::string const&, std::string const&) {
                    ++times;
                    return play();
                } };
    }
    std::optional<Run> last()
    {
        return cast.read([](db::Session& session) { return jobs::find_run(jobs::runs_of(session, "dk"), "test.played"); });
    }
    Done run(Job const& job, int hour = 10)
    {
        auto services = cast.product->services();
        auto const day = cast.read([&](db::Session& session) { return tenant::day_in(session, "dk", cast.product->clock.now()); });
        jobs::Moment const moment { "dk", day, hour };
        return jobs::is_due(job, last(), moment) ? jobs::run(services, job, last(), moment) : Done();
    }
};

std::optional<Run> run_of(Cast& cast, std::string const& job, std::string const& programme_id = "dk")
{
    return cast.read([&](db::Session& session) { return jobs::find_run(jobs::runs_of(session, programme_id), job); });
}

jobs::Holder server(std::string const& machine) { return { machine, 4711, "mark" }; }

} // namespace

TEST_CASE("a daily job is due once a day, not before its hour, and at once where a whole day was missed")
{
    Job const daily { "outreach.unlink_authors", Job::When::daily, 3, {} }, always { "reporting.tally", Job::When::always, 0, {} };
    CHECK(jobs::is_due(daily, {}, { "dk", today, 0 }));
    CHECK(jobs::is_due(daily, Run { "outreach.unlink_authors" }, { "dk", today, 0 }));
    CHECK(!jobs::is_due(daily, done_on("2026-11-23"), { "dk", today, 23 }));
    CHECK(!jobs::is_due(daily, done_on("2026-11-22"), { "dk", today, 2 }));
    CHECK(jobs::is_due(daily, done_on("2026-11-22"), { "dk", today, 3 }));
    CHECK(jobs::is_due(daily, done_on("2026-11-21"), { "dk", today, 0 })); // caught up
    CHECK(!jobs::is_due(daily, done_on("2026-11-24"), { "dk", today, 23 }));
    CHECK(jobs::is_due(daily, done_on("2031-01-01"), { "dk", today, 0 })); // a clock was far ahead
    CHECK(jobs::is_due(always, done_on("2026-11-23"), { "dk", today, 0 }));
}

TEST_CASE("of a daily job it is remembered when it ran, that it was done, and how many things it did")
{
    Played played;
    auto const job = played.job(Job::When::daily, 3);
    MUST(played.run(job));
    MUST(played.run(job));
    CHECK(played.times == 1);
    auto const last = played.last();
    REQUIRE(last);
    CHECK(last->done_on == today);
    CHECK(last->ran_at == start_of(today));
    CHECK(!last->running);
    CHECK(last->did == 7);
    CHECK(last->failed == 0);
    played.cast.pass(one_day);
    MUST(played.run(job, 2));
    CHECK(played.times == 1);
    MUST(played.run(job, 3));
    CHECK(played.times == 2);
}

TEST_CASE("a job that fails or throws is tried again and counted, and what it did before stays known")
{
    Played played;
    auto const job = played.job(Job::When::daily);
    MUST(played.run(job));
    played.cast.pass(one_day);
    played.play = [] { return fail({ 507, "server.storage_full" }); };
    auto const failed = played.run(job);
    REQUIRE(!failed);
    CHECK(failed.error().key == "server.storage_full");
    played.play = []() -> Result<std::int64_t> { throw std::runtime_error("a bug"); };
    CHECK(!played.run(job));
    auto last = played.last();
    CHECK(last->failed == 2);
    CHECK(last->problem == "server.failed");
    CHECK(last->done_on == today); // the day before
    CHECK(last->did == 7);
    auto const health = played.cast.read([](db::Session& session) { return jobs::health_of(session, "test.played"); });
    CHECK(health.failing == 1);
    played.play = [] { return Result<std::int64_t>(0); };
    MUST(played.run(job));
    last = played.last();
    CHECK(last->failed == 0);
    CHECK(last->problem == "");
    CHECK(last->done_on == "2026-11-24");
}

TEST_CASE("what runs always is written down once an hour, when it fails and when it works again, and nothing finer than the hour")
{
    Played played;
    auto const job = played.job(Job::When::always);
    auto const hour = [&] { return (*played.last()->ran_at - ten_o_clock()) / (60 * one_minute); };
    MUST(played.run(job));
    CHECK(played.last()->did == 0); // how much came in which hour is nobody's business
    MUST(played.cast.product->database->write([](db::Session& session) { return session.execute("UPDATE job_run SET took_ms = 99"); }));
    for (int minute = 1; minute <= 150; ++minute) {
        played.cast.pass(one_minute);
        MUST(played.run(job));
        CHECK(hour() == minute / 60);
        CHECK((played.last()->took_ms == 99) == (minute < 60)); // written once an hour
        CHECK(*played.last()->ran_at % (60 * one_minute) == 0);
    }
    CHECK(played.times == 151);
    played.play = [] { return fail({ 500, "server.failed" }); };
    CHECK(!played.run(job));
    CHECK(played.last()->failed == 1);
    played.play = [] { return Result<std::int64_t>(1); };
    MUST(played.run(job));
    CHECK(played.last()->failed == 0);
}

TEST_CASE("while it runs it says so; what was missed for a day, or not heard of for hours, is late")
{
    Played played;
    auto const daily = played.job(Job::When::daily), always = played.job(Job::When::always);
    auto const now = [&] { return played.cast.product->clock.now(); };
    auto const state = [&] { return jobs::state_of(daily, played.last(), today, now()); };
    CHECK(state() == "never");
    played.play = [&] {
        CHECK(state() == "running");
        return Result<std::int64_t>(1);
    };
    MUST(played.run(daily));
    CHECK(state() == "done");
    auto interrupted = *played.last();
    interrupted.running = true;
    interrupted.done_on = "2026-11-22";
    CHECK(jobs::state_of(daily, interrupted, today, now()) == "running"); // it is begun anew at once
    CHECK(jobs::state_of(daily, interrupted, "2026-11-24", now()) == "late");
    auto missed = *played.last();
    missed.done_on = "2026-11-21";
    CHECK(jobs::state_of(daily, missed, today, now()) == "late");
    missed.failed = 1;
    CHECK(jobs::state_of(daily, missed, today, now()) == "failing");
    Run heard { "test.played" };
    heard.ran_at = ten_o_clock();
    CHECK(jobs::state_of(always, heard, today, ten_o_clock() + 3 * 60 * one_minute) == "done");
    CHECK(jobs::state_of(always, heard, today, ten_o_clock() + 3 * 60 * one_minute + 1) == "late");
}

TEST_CASE("a day begins when it begins in the programme: what is done daily from 0 o'clock is done then, from 3 o'clock at 3")
{
    Cast cast;
    app::Remembered server;
    MUST(app::keep_up(*cast.product, server));
    auto const at = [&](Milliseconds instant) {
        cast.product->clock.stand_still(instant);
        MUST(app::keep_up(*cast.product, server));
        return std::pair(*run_of(cast, "programme.tell_days")->done_on, *run_of(cast, "sync.drop_old")->done_on);
    };
    auto const midnight = start_of("2026-11-24") - 60 * one_minute; // in Copenhagen
    CHECK(at(midnight - one_minute) == std::pair<std::string, std::string>("2026-11-23", "2026-11-23"));
    CHECK(at(midnight) == std::pair<std::string, std::string>("2026-11-24", "2026-11-23"));
    CHECK(at(midnight + 3 * 60 * one_minute - one_minute).second == "2026-11-23");
    CHECK(at(midnight + 3 * 60 * one_minute).second == "2026-11-24");
}

TEST_CASE("one of two servers has the lease: the other takes it half a minute after the first was last heard, or at once when it is given up")
{
    Cast cast;
    auto& database = *cast.product->database;
    Lease first(server("first")), second(server("second"));
    Lease::Steady::time_point const start {}, elsewhere { 1000h }; // their steady clocks have nothing to do with each other
    CHECK(MUST(first.hold(database, start)));
    CHECK(!MUST(second.hold(database, elsewhere)));
    for (auto passed = 0s; passed <= 120s; passed += 5s) {
        CHECK(MUST(first.hold(database, start + passed)));
        CHECK(!MUST(second.hold(database, elsewhere + passed)));
    }
    // The first falls silent after 120 s, stopped in the middle of a job; only saying that it lives keeps it.
    MUST(first.say_alive(database, start + 140s));
    CHECK(!MUST(second.hold(database, elsewhere + 141s)));
    CHECK(!MUST(second.hold(database, elsewhere + 170s)));
    CHECK(MUST(second.hold(database, elsewhere + 171s)));
    CHECK(second.is_held());
    MUST(first.say_alive(database, start + 180s));
    CHECK(!first.is_held());
    CHECK(!MUST(first.hold(database, start + 181s)));
    MUST(second.give_up(database));
    CHECK(MUST(first.hold(database, start + 182s)));
    CHECK(!MUST(second.hold(database, elsewhere + 183s)));
}

TEST_CASE("what a process of the same machine left when it ended is free at once")
{
    Cast cast;
    auto& database = *cast.product->database;
    auto const us = jobs::Holder::this_process();
    Lease before({ us.machine, us.process, "earlier" }), ended({ us.machine, 0x3ffffff, "ended" }), now(us);
    CHECK(MUST(before.hold(database, {}))); // with the same number
    CHECK(MUST(now.hold(database, {})));
    MUST(now.give_up(database));
    CHECK(MUST(ended.hold(database, {})));
    CHECK(MUST(now.hold(database, {})));
    Lease alive({ us.machine, 1, "alive" }), nowhere({ "", 0x3ffffff, "ended" }), also_nowhere({ "", 1, "alive" });
    MUST(now.give_up(database));
    CHECK(MUST(alive.hold(database, {})));
    CHECK(!MUST(now.hold(database, {})));
    MUST(alive.give_up(database));
    CHECK(MUST(nowhere.hold(database, {}))); // where the machine can't be told nothing is known of another's processes
    CHECK(!MUST(also_nowhere.hold(database, {})));
}

TEST_CASE("of servers that reach for it at the same moment one gets it")
{
    Cast cast;
    auto& database = *cast.product->database;
    for (int round = 0; round < 20; ++round) {
        MUST(database.write([](db::Session& session) { return journal::set_setting(session, "jobs_lease", ""); }));
        std::atomic<int> held = 0;
        std::vector<std::thread> servers;
        for (auto const* name : { "a", "b", "c", "d" }) {
            servers.emplace_back([&, name] {
                Lease lease(server(name));
                held += MUST(lease.hold(database, {}));
            });
        }
        for (auto& one : servers)
            one.join();
        CHECK(held == 1);
    }
}

TEST_CASE("of two servers one does what is done daily; the other goes on with it when the first falls silent")
{
    Cast cast;
    app::Remembered first { .lease = Lease(server("first")) }, second { .lease = Lease(server("second")) };
    Lease::Steady::time_point at {};
    MUST(app::keep_up(*cast.product, first, at));
    auto const drop = "sync.drop_old";
    CHECK(run_of(cast, drop)->done_on == today);
    CHECK(run_of(cast, drop, "no")->done_on == today);
    CHECK(run_of(cast, "reporting.tally"));
    cast.pass(one_day);
    MUST(app::keep_up(*cast.product, second, at));
    CHECK(run_of(cast, drop)->done_on == today);
    MUST(app::keep_up(*cast.product, second, at + 31s));
    CHECK(run_of(cast, drop)->done_on == "2026-11-24");
}

TEST_CASE("a server whose clock is not believed leaves what is done daily to another, and keeps the tallies up")
{
    Cast cast;
    app::Remembered wrong { .lease = Lease(server("wrong")) }, right { .lease = Lease(server("right")) };
    Lease::Steady::time_point at {};
    MUST(app::keep_up(*cast.product, wrong, at));
    REQUIRE(wrong.lease.is_held());
    cast.pass(400 * one_day);
    cast.converse(amina, group_a, today);
    MUST(app::keep_up(*cast.product, wrong, at + 1s));
    CHECK(wrong.days_off != 0);
    CHECK(!wrong.lease.is_held());
    CHECK(run_of(cast, "sync.drop_old")->done_on == today);
    CHECK(run_of(cast, "reporting.tally")->ran_at == ten_o_clock()); // it writes no day of its own
    CHECK(cast.count("tally") > 0);
    cast.pass(-399 * one_day);
    MUST(app::keep_up(*cast.product, right, at));
    CHECK(right.lease.is_held());
    CHECK(run_of(cast, "sync.drop_old")->done_on == "2026-11-24");
}

TEST_CASE("the office is told on which day a job ran, and what went wrong")
{
    Cast cast;
    app::Remembered server;
    MUST(app::keep_up(*cast.product, server));
    MUST(cast.product->database->write([](db::Session& session) {
        return session.execute("UPDATE job_run SET failed = 3, problem = 'server.storage_full' WHERE programme_id = 'dk' AND job = 'outreach.unlink_authors'");
    }));
    auto const answer = cast.get(cast.office(secretary), "/api/jobs");
    REQUIRE(answer.status == 200);
    CHECK(answer.contains(R"("ran_on":"2026-11-23")"));
    CHECK(!answer.contains("11:00"));
    for (auto const& job : *answer.body.find("jobs")->as_array()) {
        bool const fails = job.text("job") == "outreach.unlink_authors";
        CHECK(job.text("state") == (fails ? "failing" : "done"));
        CHECK(job.text("problem") == (fails ? "server.storage_full" : ""));
    }
}
