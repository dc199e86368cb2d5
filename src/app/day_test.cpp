// SPDX-License-Identifier: AGPL-3.0-or-later
// Which day it is: the programme's own, at midnight, over both changes of the clock, and for a phone that travels.
#include "app/test_cast.h"

using namespace bydel;
using namespace bydel::test;

namespace {

/// "2026-06-30", 22, 30: that time in UTC.
Milliseconds at(std::string const& day, int hour, int minute) { return start_of(day) + (hour * 60 + minute) * one_minute; }

std::string day_of_change(Cast& cast)
{
    std::string day;
    MUST(cast.change("dk", [&](db::Session&, journal::Journal& journal) -> Done {
        day = journal.today();
        return {};
    }));
    return day;
}

} // namespace

TEST_CASE("the day is the programme's: at midnight in Copenhagen, before and after both changes of the clock")
{
    Cast cast;
    struct Moment {
        char const* utc_day;
        int hour, minute;
        char const* day;
    };
    for (auto const& [utc_day, hour, minute, day] : { Moment { "2026-06-30", 21, 59, "2026-06-30" }, { "2026-06-30", 22, 0, "2026-07-01" },
             { "2026-12-31", 22, 59, "2026-12-31" }, { "2026-12-31", 23, 0, "2027-01-01" },                                            // winter: an hour later
             { "2026-03-28", 23, 0, "2026-03-29" }, { "2026-03-29", 21, 59, "2026-03-29" }, { "2026-03-29", 22, 0, "2026-03-30" },     // 23 hours long
             { "2026-10-24", 22, 0, "2026-10-25" }, { "2026-10-25", 22, 30, "2026-10-25" }, { "2026-10-25", 23, 0, "2026-10-26" } }) { // 25 hours
        CAPTURE(utc_day);
        CAPTURE(hour);
        cast.product->clock.stand_still(at(utc_day, hour, minute));
        CHECK(day_of_change(cast) == day);
        CHECK(cast.get(cast.office(coordinator_a), "/api/me").body.text("today") == day);
    }
}

TEST_CASE("a role begins at midnight where the programme is, and ends there")
{
    Cast cast;
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) -> Done {
        TRY(people::add_role(session, journal, app::slices(), { "", helper_a, "coordinator", "group", group_a, "2026-12-01", "2026-12-01" }));
        return {};
    }));
    auto may_invite = [&] {
        return cast.post(cast.office(helper_a), "/api/groups/" + group_a + "/people/" + amina + "/invitation", Json::object({ { "purpose", "enrol" } })).status;
    };
    cast.product->clock.stand_still(at("2026-11-30", 22, 59));
    CHECK(may_invite() == 403);
    cast.product->clock.stand_still(at("2026-11-30", 23, 0));
    CHECK(may_invite() < 300);
    cast.product->clock.stand_still(at("2026-12-01", 22, 59));
    CHECK(may_invite() < 300);
    cast.product->clock.stand_still(at("2026-12-01", 23, 0));
    CHECK(may_invite() == 403);
}

TEST_CASE("a phone on its way sends its own day: a day ahead of the programme or behind it counts, two ahead wait for a person")
{
    Cast cast;
    cast.product->clock.stand_still(at("2026-11-23", 22, 59)); // a minute to midnight in Copenhagen
    auto phone = cast.phone(amina);
    int number = 960;
    auto send = [&](std::string const& day) {
        return cast.push(phone, cast.sealed(phone.device_id, "conversation", Cast::conversation(day), id_of(number++), 1, "put", day));
    };
    CHECK(send("2026-11-22").contains("stored"));             // Los Angeles
    CHECK(send("2026-11-24").contains("stored"));             // Mogadishu, Auckland
    CHECK(send("2026-11-25").contains("quarantined"));        // nowhere on earth
    cast.product->clock.stand_still(at("2026-11-23", 23, 1)); // past midnight there, and still the same day in UTC
    CHECK(send("2026-11-25").contains("stored"));
    CHECK(send("2026-11-26").contains("quarantined"));
}

TEST_CASE("what the office changes after midnight stands in the history on its own day")
{
    Cast cast;
    cast.product->clock.stand_still(at("2026-11-30", 23, 30));
    auto mette = cast.office(coordinator_a);
    auto const path = "/api/groups/" + group_a + "/people/" + amina;
    REQUIRE(cast.post(mette, path + "/leave", Json::object({ { "left_on", "2026-12-01" } })).status < 300);
    CHECK(cast.get(mette, path + "/history").contains(R"("changed_on":"2026-12-01")"));
}

TEST_CASE("an invitation opens from the moment it is made, also in the hour after midnight")
{
    Cast cast;
    cast.product->clock.stand_still(at("2026-11-30", 23, 30));
    auto const made
        = cast.post(cast.office(coordinator_a), "/api/groups/" + group_a + "/people/" + amina + "/invitation", Json::object({ { "purpose", "enrol" } }));
    REQUIRE(made.status < 300);
    auto const link = made.body.text("link");
    CHECK(cast.post({}, "/api/enrol/check", Json::object({ { "token", link.substr(link.find("#i=") + 3) } })).status == 200);
}

TEST_CASE("a move of the hour after midnight can be corrected by the group that she left, as any other")
{
    Cast cast;
    cast.product->clock.stand_still(at("2026-11-30", 23, 30));
    auto mette = cast.office(coordinator_a);
    auto const people = "/api/groups/" + group_a + "/people";
    REQUIRE(cast.post(mette, people + "/" + amina + "/move", Json::object({ { "to_group_id", group_b }, { "moved_on", "2026-12-01" } })).status < 300);
    CHECK(cast.get(mette, people).contains(R"("can_correct":true)"));
    cast.product->clock.stand_still(at("2026-12-30", 22, 59)); // the last minute of the thirtieth day
    CHECK(cast.get(cast.office(coordinator_a), people).contains(R"("can_correct":true)"));
    cast.product->clock.stand_still(at("2026-12-30", 23, 0));
    CHECK(!cast.get(cast.office(coordinator_a), people).contains(R"("can_correct":true)"));
}
