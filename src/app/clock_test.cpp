// SPDX-License-Identifier: AGPL-3.0-or-later
// The server's clock jumps by months and years, ahead and back. Nothing acknowledged is lost, nothing closes or is dropped that can't be taken
// back, and nothing that was given while the clock was wrong outlives it.
#include "app/maintenance.h"
#include "app/test_cast.h"
#include "people/access.h"

using namespace bydel;
using namespace bydel::test;
using namespace std::chrono_literals;

namespace {

constexpr int ten_years = 3653;

/// A server with something to close and something to drop: conversations of the last quarter, a record that was deleted.
struct Kept : Cast {
    app::Remembered remembered;
    journal::ClockWatch::Time steady {};
    Who mette = office(coordinator_a), phone_ = phone(amina);

    Kept()
    {
        for (auto const* day : { "2026-07-05", "2026-08-05", "2026-09-05" })
            converse(amina, group_a, day);
        auto id = new_day_id(today);
        for (auto const* operation : { "put", "delete" })
            REQUIRE(
                push(phone_, sealed(phone_.device_id, "conversation", conversation(), id, operation == std::string("put") ? 1 : 2, operation)).status == 200);
        keep_up();
        REQUIRE(count("tombstone") == 1);
        REQUIRE(count("closed_period") == 5);
    }
    void keep_up() { MUST(app::keep_up(*product, remembered, steady)); }
    void clock_jumps(int days) { pass(days * one_day); }
    /// The clock goes on as it should, and so does everything.
    void wait(std::chrono::hours hours, std::chrono::hours step = 1h)
    {
        for (; hours > 0h; hours -= step) {
            steady += step;
            pass(step.count() * 60 * one_minute);
            keep_up();
        }
    }
    std::string believed()
    {
        return read([](db::Session& session) { return journal::believed_day(session); }).value_or("");
    }
    /// Closed periods, deletions, conversations that still have their author.
    std::vector<std::int64_t> what_could_go()
    {
        auto authored = read([](db::Session& session) { return session.query_one("SELECT COUNT(*) FROM conversation WHERE done_by IS NOT NULL")->integer(0); });
        return { count("closed_period"), count("tombstone"), authored };
    }
};

} // namespace

TEST_CASE("a clock that jumps ahead closes nothing and drops nothing, whoever asks; when it is back all goes on as if it had not")
{
    for (int days : { 8, 35, 400, ten_years }) {
        CAPTURE(days);
        Kept kept;
        auto const before = kept.what_could_go();
        kept.clock_jumps(days);
        kept.keep_up();
        CHECK(kept.remembered.days_off == days);
        kept.get(kept.office(coordinator_a), "/api/groups/" + group_a + "/quarter?quarter=2026-Q4"); // asking for it closes what is due
        kept.wait(23h);
        CHECK(kept.what_could_go() == before);
        CHECK(kept.believed() == today);
        kept.clock_jumps(-days);
        kept.keep_up();
        CHECK(kept.remembered.days_off == 0);
        CHECK(kept.what_could_go() == before);
        kept.wait(24h * 60, 8h); // November, December and the fourth quarter
        CHECK(kept.count("closed_period") == 8);
        CHECK(kept.believed() == add_days(today, 61)); // it had run for almost a day, and wrongly
    }
}

TEST_CASE("a server that slept for months believes its clock after a day, in which another start does not count, or when it is told to")
{
    Kept kept;
    kept.clock_jumps(500);
    kept.keep_up();
    kept.wait(20h);
    kept.remembered.clock = {}; // the process ends, and another begins
    kept.wait(24h);
    CHECK(kept.count("closed_period") == 5);
    CHECK(kept.count("tombstone") == 1);
    kept.wait(1h);
    CHECK(kept.remembered.days_off == 0);
    CHECK(kept.believed() == day_of(kept.product->clock.now()));
    CHECK(kept.count("closed_period") > 20);
    CHECK(kept.what_could_go()[1] == 0);
    CHECK(kept.what_could_go()[2] == 0);

    Kept told;
    told.clock_jumps(40);
    told.keep_up();
    CHECK(told.count("closed_period") == 5);
    MUST(told.product->database->write([&](db::Session& session) { return journal::believe(session, add_days(today, 40)); }));
    told.keep_up();
    CHECK(told.remembered.days_off == 0);
    CHECK(told.count("closed_period") == 6); // November
}

TEST_CASE("a clock that is set back drops and closes nothing, and is believed after a day too, so that the next jump ahead is noticed")
{
    Kept kept;
    auto const before = kept.what_could_go();
    kept.clock_jumps(-ten_years);
    kept.keep_up();
    CHECK(kept.remembered.days_off == -ten_years);
    kept.wait(23h);
    CHECK(kept.believed() == today);
    kept.wait(2h);
    CHECK(kept.remembered.days_off == 0);
    kept.clock_jumps(ten_years);
    kept.keep_up();
    CHECK(kept.remembered.days_off == ten_years);
    CHECK(kept.what_could_go() == before);
}

TEST_CASE("a clock that jumps about is not believed for having been wrong long enough")
{
    journal::ClockWatch watch;
    journal::ClockWatch::Time now {};
    for (int i = 0; i < 100; ++i, now += 5h)
        CHECK(!watch.believes(today, add_days(today, i % 2 ? 100 : 3000), now));
    CHECK(watch.believes(today, add_days(today, 7), now));
    CHECK(watch.believes(today, add_days(today, -7), now));
}

TEST_CASE("what phones send while the clock is wrong is acknowledged, and is there once when it is right again")
{
    for (int days : { -ten_years, -400, -35, 35, 400, ten_years }) {
        CAPTURE(days);
        Kept kept;
        auto id = new_day_id(today);
        auto item = kept.sealed(kept.phone_.device_id, "conversation", Cast::conversation(), id);
        kept.clock_jumps(days);
        auto answer = kept.push(kept.phone_, item);
        CHECK(answer.status == 200);
        CHECK(!answer.contains("refused"));
        kept.keep_up();
        kept.clock_jumps(-days);
        auto again = kept.push(kept.phone_, item);
        CHECK_MESSAGE((again.contains("already") || again.contains("quarantined")), again.text);
        auto pulled = kept.post(kept.phone_, "/api/sync/pull");
        CHECK(pulled.status == 200);
        CHECK(pulled.contains(id));
        auto stored = kept.read([&](db::Session& session) { return session.query_one("SELECT COUNT(*) FROM conversation WHERE id = $1", id)->integer(0); });
        auto waits = kept.read([&](db::Session& session) { return session.query_one("SELECT COUNT(*) FROM quarantine WHERE entity_id = $1", id)->integer(0); });
        CHECK(stored + waits == 1);
    }
}

TEST_CASE("what was given while the clock was ahead is over when it is back: sessions, links, the time to correct")
{
    Kept kept;
    kept.clock_jumps(ten_years);
    auto mette = kept.office(coordinator_a);
    REQUIRE(kept.get(mette, "/api/me").status == 200);
    auto person = "/api/groups/" + group_a + "/people/" + zahra;
    auto invited = kept.post(mette, person + "/invitation", Json::object({ { "purpose", "enrol" } }));
    REQUIRE(invited.status == 201);
    auto link = invited.body.text("link");
    auto enrolment = Json::object({ { "token", link.substr(link.find("#i=") + 3) }, { "language", "en" } });

    kept.clock_jumps(-ten_years);
    CHECK(kept.get(mette, "/api/me").key() == "auth.expired");
    CHECK(kept.post({}, "/api/enrol", enrolment).key() == "invitation.expired");
    auto list = kept.get(kept.office(coordinator_a), "/api/groups/" + group_a + "/people");
    CHECK(list.status == 200);
    for (auto const& one : *list.body["people"].as_array())
        CHECK(one["invitation"].is_null());
    MUST(kept.product->database->write([&](db::Session& session) { return people::store::delete_expired_sessions(session, "dk", kept.product->clock.now()); }));
    CHECK(kept.get(mette, "/api/me").key() == "auth.required"); // swept out, and those of today are not
    CHECK(kept.get(kept.mette, "/api/me").status == 200);
}

TEST_CASE("a phone that was enrolled while the clock was ahead is believed when it is back")
{
    Kept kept;
    auto invited = kept.post(kept.mette, "/api/groups/" + group_a + "/people/" + zahra + "/invitation", Json::object({ { "purpose", "enrol" } }));
    REQUIRE(invited.status == 201);
    auto link = invited.body.text("link");
    kept.clock_jumps(6); // the link still holds
    auto enrolled = kept.post({}, "/api/enrol", Json::object({ { "token", link.substr(link.find("#i=") + 3) }, { "language", "en" } }));
    REQUIRE(enrolled.status == 201);
    std::string cookie;
    for (auto const& [name, value] : enrolled.headers) {
        if (name == "Set-Cookie")
            cookie = value.substr(0, value.find(';'));
    }
    kept.clock_jumps(-6);
    Who zahras { cookie, enrolled.body.text("device_id") };
    CHECK(kept.push(zahras, kept.sealed(zahras.device_id, "conversation", Cast::conversation(), new_day_id(today))).contains("stored"));
}
