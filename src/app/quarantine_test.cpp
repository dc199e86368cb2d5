// SPDX-License-Identifier: AGPL-3.0-or-later
// What a coordinator decides about an item that waits, and taking it back. The laws of docs/sync.md hold before, between and after.
#include "app/maintenance.h"
#include "app/sync_cast.h"
#include "people/people.h"
#include "platform/sync/quarantine.h"
#include "reporting/reporting.h"
#include <doctest/doctest.h>

using namespace bydel;
using namespace bydel::app::world;

namespace {

struct Desk : app::world::Cast {
    std::string path(std::string const& id, int group = 0, std::string const& entity = "conversation") const
    {
        return "/api/groups/" + world.group(group) + "/quarantine/" + entity + "/" + id;
    }
    app::world::Answer decide(std::string const& id, std::string const& decision, Json day = {}, std::string const& entity = "conversation")
    {
        return world.office_post(path(id, 0, entity), Json::object({ { "decision", decision }, { "day", std::move(day) } }));
    }
    app::world::Answer list(int group = 0) { return world.office(http::Method::get, "/api/groups/" + world.group(group) + "/quarantine"); }
    Json item(std::string const& id)
    {
        auto answer = list();
        for (auto const& one : *answer.body["items"].as_array()) {
            if (one.text("id") == id)
                return one;
        }
        return {};
    }
    /// Saved and held on that day by the phone's own calendar, and sent: what the server says to it.
    std::string log_on(std::string const& day, std::string const& entity = "conversation")
    {
        auto now = world.today();
        world.go_to(day);
        auto id = phone.log(entity == "concern" ? worry(day) : talk(day), entity);
        world.go_to(now);
        return id;
    }
    std::string odd() { return phone.log(with(talk(first_day), "place", "on_the_moon")); }
    std::string held_on(std::string const& id) { return world.word("SELECT held_on FROM conversation WHERE id = '" + id + "'"); }
};

} // namespace

TEST_CASE("a phone whose clock was wrong: the coordinator chooses the day, and the day it came is taken where she does not")
{
    for (std::string const day : { "1970-01-01", "2015-01-01", "2020-02-29", "2026-11-20", "2099-01-01" }) {
        CAPTURE(day);
        Desk desk;
        auto id = desk.log_on(day);
        CHECK(desk.push() == "quarantined");
        auto item = desk.item(id);
        CHECK(item.text("reason") == "wrong_clock");
        CHECK(*item["choose_day"].as_bool());
        CHECK(item.text("earliest_day") == "2026-08-25");
        for (auto const& [wrong, key] : { std::pair { "1970-01-01", "field.too_old" }, { "2026-08-24", "field.too_old" }, { "2026-11-25", "field.in_future" },
                 { "2026-02-30", "field.not_a_day" }, { "", "field.not_a_day" } }) {
            auto refused = desk.decide(id, "accept", wrong);
            CHECK(refused.key() == key);
            CHECK(refused.body.text("field") == "day");
        }
        CHECK(desk.count("conversation") == 0);
        bool chooses = day == "2020-02-29";
        CHECK(desk.decide(id, "accept", chooses ? Json("2026-11-18") : Json()).status == 200);
        CHECK(desk.held_on(id) == (chooses ? "2026-11-18" : first_day));
        desk.phone.push({ 0 });
        CHECK(desk.phone.outcome_of_last() == "already");
        desk.phone.flush();
        check_mirror(desk.world, desk.phone);
        check_books(desk.world);
        auto months = desk.world.office(http::Method::get, "/api/groups/" + desk.world.group(0) + "/month").body["groups_months"];
        CHECK(months == Json::strings({ "2026-11" }));
    }
}

TEST_CASE("a worry with a wrong date is counted on a day that can be")
{
    Desk desk;
    auto id = desk.log_on("1970-01-01", "concern");
    CHECK(desk.push() == "quarantined");
    CHECK(desk.decide(id, "accept", "2026-11-22", "concern").status == 200);
    CHECK(desk.world.word("SELECT raised_on FROM concern") == "2026-11-22");
    CHECK(desk.decide(id, "take_back", {}, "concern").status == 200);
    CHECK(desk.count("concern") == 0);
    desk.phone.flush();
    check_mirror(desk.world, desk.phone);
}

TEST_CASE("a day that can be true stays as she gave it: a phone that was silent for long, a day a little before its enrolment")
{
    Desk desk;
    auto early = desk.phone.log(with(talk("2026-10-24"), "place", "on_the_moon"));
    auto late = desk.phone.log(talk(first_day));
    desk.phone.push({ 0 });
    desk.world.go_to("2027-04-01");
    desk.phone.flush();
    CHECK(desk.item(late).text("reason") == "late");
    for (auto const& [id, day] : { std::pair { early, "2026-10-24" }, { late, first_day } }) {
        CHECK_FALSE(*desk.item(id)["choose_day"].as_bool());
        CHECK(desk.decide(id, "accept").status == 200);
        CHECK(desk.held_on(id) == day);
    }
}

TEST_CASE("the coordinator sees whose item it is where she may see her, and never what is in it")
{
    Desk desk;
    auto id = desk.odd();
    desk.push();
    auto answer = desk.list();
    CHECK(desk.item(id).text("person_name") == "Alma");
    for (auto const& hidden : { desk.alma, std::string("on_the_moon"), std::string("money"), std::string("payload"), desk.phone.device_id })
        CHECK(answer.text.find(hidden) == std::string::npos);
    Phone stranger(desk.world, desk.bahar, 9);
    auto hers = desk.phone.log(talk(first_day));
    desk.phone.flush();
    stranger.flush();
    stranger.held[{ "conversation", hers }].revision = 5;
    stranger.edit(hers, talk(first_day, 9)); // claims a record of another group's mother
    desk.push(stranger);
    CHECK(desk.item(hers).text("reason") == "not_yours");
    CHECK(desk.item(hers)["person_name"].is_null());
    CHECK(desk.list().text.find("Bahar") == std::string::npos);
}

TEST_CASE("laws 2, 6, 12: setting aside and accepting are taken back, as often as she likes, and nothing is counted twice or lost")
{
    Desk desk;
    auto second = desk.other();
    auto id = desk.odd();
    desk.push();
    auto stays = [&](std::string const& state, int counted) {
        CAPTURE(state);
        CHECK(desk.item(id).text("state") == state);
        CHECK(desk.count("conversation") == counted);
        desk.phone.push({ 0 });
        CHECK(desk.phone.outcome_of_last() == (counted ? "already" : "quarantined"));
        check_books(desk.world);
        for (auto* phone : { &desk.phone, &second }) {
            phone->flush();
            check_mirror(desk.world, *phone);
            CHECK(phone->held.at({ "conversation", id }).record.text("state") == (counted ? "stored" : "quarantined"));
        }
    };
    stays("waiting", 0);
    for (int again = 0; again < 2; ++again) {
        REQUIRE(desk.decide(id, "set_aside").status == 200);
        stays("set_aside", 0);
        CHECK(desk.item(id).text("take_back_until") == "2026-12-23");
        REQUIRE(desk.decide(id, "take_back").status == 200);
        stays("waiting", 0);
        REQUIRE(desk.decide(id, "accept").status == 200);
        stays("accepted", 1);
        CHECK(desk.item(id).text("take_back_until") == "2026-12-23");
        CHECK(desk.decide(id, "accept").status == 200); // a lost answer, sent again
        CHECK(desk.decide(id, "set_aside").key() == "quarantine.already_decided");
        REQUIRE(desk.decide(id, "take_back").status == 200);
        REQUIRE(desk.decide(id, "take_back").status == 200);
        stays("waiting", 0);
        CHECK(desk.item(id)["take_back_until"].is_null());
    }
    CHECK(desk.count("tombstone") == 0);
}

TEST_CASE("law 3: what an accepted change had replaced is back after it was taken back")
{
    Desk desk;
    auto id = desk.phone.log(talk(first_day, 3));
    desk.push();
    auto before = contents(desk.world);
    desk.phone.edit(id, with(talk("2026-10-30", 8), "place", "on_the_moon"));
    desk.push();
    auto waiting = contents(desk.world);
    REQUIRE(desk.decide(id, "accept").status == 200);
    CHECK(desk.world.number("SELECT women FROM conversation") == 8);
    check_books(desk.world);
    REQUIRE(desk.decide(id, "take_back").status == 200);
    CHECK(contents(desk.world) == waiting);
    CHECK(desk.world.word("SELECT held_on || ' ' || women || ' ' || revision FROM conversation") == std::string(first_day) + " 3 1");
    CHECK(desk.world.word("SELECT done_by FROM conversation") == desk.alma);
    check_books(desk.world);
    desk.phone.push({ 0, 1 });
    CHECK(contents(desk.world) == waiting);
    desk.phone.flush();
    check_mirror(desk.world, desk.phone);
    CHECK(before != waiting);
}

TEST_CASE("law 3: a change that came after an accepted one stays, and the decision can no longer be taken back")
{
    Desk desk;
    auto id = desk.odd();
    desk.push();
    REQUIRE(desk.decide(id, "accept").status == 200);
    desk.phone.flush();
    desk.phone.edit(id, talk(first_day, 5));
    CHECK(desk.push() == "stored");
    CHECK(desk.decide(id, "take_back").key() == "quarantine.changed_since");
    CHECK(desk.item(id).is_null());
    CHECK(desk.world.number("SELECT women FROM conversation") == 5);
}

TEST_CASE("law 4: what was deleted after it was accepted is not brought back by taking the decision back")
{
    Desk desk;
    auto id = desk.odd();
    desk.push();
    REQUIRE(desk.decide(id, "accept").status == 200);
    desk.phone.remove(id);
    CHECK(desk.push() == "stored");
    CHECK(desk.decide(id, "take_back").status == 404);
    CHECK(desk.count("quarantine") + desk.count("quarantine_accepted") + desk.count("conversation") == 0);
    desk.phone.push({ 0 });
    CHECK(desk.phone.outbox[0].outcome == "deleted");
}

TEST_CASE("a decision is taken back for thirty days, in its own group only; then the copy is dropped")
{
    Desk desk;
    auto accepted = desk.odd(), aside = desk.odd();
    desk.phone.flush();
    REQUIRE(desk.decide(accepted, "accept").status == 200);
    REQUIRE(desk.decide(aside, "set_aside").status == 200);
    CHECK(desk.world.office_post(desk.path(accepted, 1), Json::object({ { "decision", "take_back" } })).status == 404);
    desk.world.go_to("2026-12-23");
    CHECK(desk.item(aside).text("take_back_until") == "2026-12-23");
    desk.world.go_to("2026-12-24");
    for (auto const& id : { accepted, aside })
        CHECK(desk.decide(id, "take_back").key() == "quarantine.too_late");
    CHECK(desk.item(accepted).is_null());
    CHECK(desk.item(aside)["take_back_until"].is_null());
    MUST(desk.world.product->database->write([](db::Session& session) { return db::drop_old_rows(session, sync::slice().tables, "dk", "2026-12-24"); }));
    CHECK(desk.count("quarantine_accepted") == 0);
    CHECK(desk.count("conversation") == 1);
}

TEST_CASE("law 15: an erased mother is not named by what was accepted, and taking it back does not name her again")
{
    Desk desk;
    auto fresh = desk.odd();
    auto changed = desk.phone.log(talk(first_day, 3));
    desk.phone.flush();
    desk.phone.edit(changed, with(talk(first_day, 8), "place", "on_the_moon"));
    desk.push();
    for (auto const& id : { fresh, changed })
        REQUIRE(desk.decide(id, "accept").status == 200);
    REQUIRE(desk.world.office_post("/api/groups/" + desk.world.group(0) + "/people/" + desk.alma + "/erase").status == 200);
    for (auto const& id : { fresh, changed }) {
        CHECK(desk.item(id)["person_name"].is_null());
        CHECK(desk.decide(id, "take_back").status == 200);
    }
    CHECK(desk.count("conversation") == 1);
    CHECK(desk.world.number("SELECT women FROM conversation") == 3);
    CHECK(desk.world.number("SELECT COUNT(*) FROM conversation WHERE done_by IS NOT NULL") == 0);
    CHECK(desk.world.number("SELECT COUNT(*) FROM quarantine WHERE person_id IS NOT NULL") == 0);
    CHECK(desk.world.number("SELECT COUNT(*) FROM journal WHERE instr(scope || entity_id || coalesce(actor_id, ''), '" + desk.alma + "')") == 0);
    check_books(desk.world);
}
