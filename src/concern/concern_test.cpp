// SPDX-License-Identifier: AGPL-3.0-or-later
// A concern holds four days and a recipient, and nothing else, whatever is sent; it is followed up by the coordinator of its group alone.
#include "app/test_cast.h"
#include "concern/concern.h"

using namespace bydel;
using namespace bydel::test;

namespace {

Json object(std::initializer_list<Json::Member> members) { return Json::object(members); }

struct Stage {
    Cast cast;
    Who phone = cast.phone(amina);
    Who mette = cast.office(coordinator_a);
    std::string id = new_day_id(today);
    Answer raise(Json record, std::int64_t revision = 1) { return cast.push(phone, cast.sealed(phone.device_id, "concern", std::move(record), id, revision)); }
    Answer follow_up(Json body, std::string const& group_id = group_a)
    {
        return cast.post(mette, "/api/groups/" + group_id + "/concerns/" + id, std::move(body));
    }
    Json listed() { return cast.get(mette, "/api/groups/" + group_a + "/concerns").body["concerns"]; }
};

} // namespace

TEST_CASE("a concern keeps the day, to whom it was passed and when, and drops every other word")
{
    Stage stage;
    auto said = object({ { "raised_on", today }, { "passed_to", "municipality" }, { "passed_on", today }, { "text", "her name is Secret" },
        { "conversation_id", id_of(555) }, { "child", "Secret" }, { "closed_on", today }, { "raised_by", zahra } });
    REQUIRE(stage.raise(said).contains("stored"));
    CHECK(stage.cast.everything().find("Secret") == std::string::npos);
    CHECK(stage.cast.everything().find(id_of(555)) == std::string::npos);
    auto listed = stage.listed();
    REQUIRE(listed.as_array()->size() == 1);
    auto const& one = listed.as_array()->front();
    CHECK(one.text("raised_by_name") == "Amina Alfasdottir");
    CHECK(one["closed_on"].is_null());
    for (auto const& [name, value] : *one.as_object())
        CHECK(std::set<std::string> { "id", "group_id", "raised_on", "raised_by_name", "passed_to", "passed_on", "closed_on", "revision" }.contains(name));
}

TEST_CASE("the journal keeps the day of a concern and never the time, and its id tells none")
{
    Stage stage;
    REQUIRE(stage.raise(object({ { "raised_on", today } })).contains("stored"));
    auto rows = stage.cast.read([&](db::Session& session) {
        return session.query("SELECT occurred_on, cells FROM journal WHERE programme_id = $1 AND entity_id = $2", "dk", stage.id);
    });
    REQUIRE(rows.size() == 1);
    CHECK(rows.front().text(0) == today);
    CHECK(rows.front().text(1) == "");
}

TEST_CASE("an odd concern waits for a person; accepted, it is stored without what could not be understood")
{
    for (auto const& [odd, field] : std::vector<std::pair<Json, std::string>> { { object({ { "raised_on", "2027-01-01" } }), "raised_on" },
             { object({}), "raised_on" }, { object({ { "raised_on", today }, { "passed_to", "my neighbour" } }), "passed_to" },
             { object({ { "raised_on", today }, { "passed_to", "police" }, { "passed_on", 5 } }), "passed_on" } }) {
        Stage stage;
        CHECK(stage.raise(odd).contains("quarantined"));
        auto waiting = stage.cast.get(stage.mette, "/api/groups/" + group_a + "/quarantine");
        CHECK(waiting.body["items"].as_array()->front().text("field") == field);
        CHECK(!waiting.contains("neighbour"));
        auto accepted = stage.cast.post(stage.mette, "/api/groups/" + group_a + "/quarantine/concern/" + stage.id, object({ { "decision", "accept" } }));
        CHECK(accepted.status == 200);
        CHECK(stage.listed().as_array()->size() == 1);
        CHECK(stage.listed().dump().find("neighbour") == std::string::npos);
        CHECK(stage.cast.count("quarantine") == 0);
    }
}

TEST_CASE("following up names the recipient before the day, and closes and opens again")
{
    Stage stage;
    REQUIRE(stage.raise(object({ { "raised_on", today } })).contains("stored"));
    CHECK(stage.follow_up(object({ { "passed_on", today } })).key() == "concern.passed_on_needs_recipient");
    CHECK(stage.follow_up(object({ { "passed_to", "my neighbour" } })).field() == "passed_to");
    CHECK(stage.follow_up(object({ { "passed_to", "neighbour" } })).key() == "field.unknown_code");
    CHECK(stage.follow_up(object({ { "passed_to", "police" }, { "passed_on", "2026-11-25" } })).key() == "field.in_future");
    CHECK(stage.follow_up(object({ { "closed_on", "2027-11-23" } })).field() == "closed_on");
    auto open = [&](int count) {
        auto const notice = R"({"notice":"concern.open","count":)" + std::to_string(count) + "}";
        return stage.cast.get(stage.mette, "/api/groups/" + group_a + "/month").contains(notice);
    };
    CHECK(open(1));
    CHECK(stage.follow_up(object({ { "passed_to", "police" }, { "passed_on", today }, { "closed_on", today } })).status == 200);
    CHECK(open(0));
    CHECK(stage.follow_up(object({ { "closed_on", Json() } })).status == 200);
    CHECK(open(1));
    CHECK(stage.listed().as_array()->front().text("passed_to") == "police");
    CHECK(stage.follow_up(object({ { "closed_on", today } }), group_b).status == 403);
}

TEST_CASE("what the coordinator wrote stands, whatever a phone that has not heard of it sends later")
{
    Stage stage;
    REQUIRE(stage.raise(object({ { "raised_on", today }, { "passed_to", "coordinator" } })).contains("stored"));
    REQUIRE(stage.follow_up(object({ { "passed_to", "municipality" }, { "passed_on", today } })).status == 200);
    REQUIRE(stage.raise(object({ { "raised_on", "2026-11-22" }, { "passed_to", Json() } }), 2).contains("stored"));
    auto const one = stage.listed().as_array()->front();
    CHECK(one.text("raised_on") == "2026-11-22");
    CHECK(one.text("passed_to") == "municipality");
    CHECK(one.text("passed_on") == today);
}

TEST_CASE("a concern stays with the group where it was raised, and its mother sees what became of it")
{
    Stage stage;
    REQUIRE(stage.raise(object({ { "raised_on", today } })).contains("stored"));
    REQUIRE(stage.follow_up(object({ { "passed_to", "municipality" }, { "passed_on", today } })).status == 200);
    auto moved = object({ { "to_group_id", group_b }, { "moved_on", today } });
    REQUIRE(stage.cast.post(stage.mette, "/api/groups/" + group_a + "/people/" + amina + "/move", moved).status == 200);
    CHECK(stage.listed().as_array()->size() == 1);
    CHECK(stage.cast.get(stage.cast.office(coordinator_b), "/api/groups/" + group_b + "/concerns").body["concerns"].as_array()->empty());
    auto pulled = stage.cast.post(stage.phone, "/api/sync/pull");
    CHECK(pulled.contains("municipality"));
    CHECK(!stage.cast.post(stage.cast.phone(zahra), "/api/sync/pull").contains(stage.id));
}

TEST_CASE("the worry that has waited longest stands first however many came since, and every one of many is on one page")
{
    Stage stage;
    auto zahras = stage.cast.phone(zahra);
    auto const many = 130;
    auto const add = [&](Who const& who, int place, std::string const& day) {
        REQUIRE(stage.cast.push(who, stage.cast.sealed(who.device_id, "concern", object({ { "raised_on", day } }), id_of(place))).contains("stored"));
    };
    add(zahras, 3000, "2026-10-30");
    for (int i = 0; i < many; ++i)
        add(stage.phone, 3001 + i, i % 2 ? "2026-11-20" : today);
    auto const ask = [&](std::string const& query) { return stage.cast.get(stage.mette, "/api/groups/" + group_a + "/concerns" + query).body; };
    CHECK(ask("?state=open&sort=oldest")["concerns"].as_array()->front().text("id") == id_of(3000));
    CHECK(ask("")["concerns"].as_array()->front().text("raised_on") == today);
    std::set<std::string> seen;
    std::string after;
    int pages = 0;
    for (auto page = ask("?state=open&sort=oldest"); ++pages; page = ask("?state=open&sort=oldest&after=" + after)) {
        for (auto const& one : *page["concerns"].as_array())
            CHECK(seen.insert(one.text("id")).second);
        if (page["next"].is_null())
            break;
        after = page.text("next");
    }
    CHECK(pages == 2);
    CHECK(seen.size() == many + 1);
    auto const hers = ask("?search=Zahra");
    CHECK(hers["concerns"].as_array()->size() == 1);
    CHECK(hers["next"].is_null());
    CHECK(ask("?search=nobody")["concerns"].as_array()->empty());
    stage.id = id_of(3000);
    REQUIRE(stage.follow_up(object({ { "closed_on", today } })).status == 200);
    CHECK(ask("?state=closed")["concerns"].as_array()->size() == 1);
    CHECK(ask("?state=open&search=Zahra")["concerns"].as_array()->empty());
    CHECK(*ask("?state=closed")["open"].as_integer() == many);
    CHECK(*ask("?state=open")["closed"].as_integer() == 1);
    for (auto const& [query, key] : std::vector<std::pair<std::string, std::string>> { { "?sort=name", "field.unknown_code" },
             { "?state=new", "field.unknown_code" }, { "?sort=oldest&after=newest~2026-11-20~x", "page.unknown_place" }, { "?after=x", "page.unknown_place" } })
        CHECK(stage.cast.get(stage.mette, "/api/groups/" + group_a + "/concerns" + query).key() == key);
}

TEST_CASE("nobody else's phone changes or removes a concern")
{
    Stage stage;
    REQUIRE(stage.raise(object({ { "raised_on", today } })).contains("stored"));
    auto zahras = stage.cast.phone(zahra);
    CHECK(stage.cast.push(zahras, stage.cast.sealed(zahras.device_id, "concern", object({ { "raised_on", "2026-11-01" } }), stage.id, 9))
              .contains("quarantined"));
    CHECK(stage.cast.push(zahras, stage.cast.sealed(zahras.device_id, "concern", {}, stage.id, 9, "delete")).contains("refused"));
    CHECK(stage.listed().as_array()->front().text("raised_on") == today);
    CHECK(stage.raise(object({ { "raised_on", "2026-11-22" } }), 2).contains("stored"));
    CHECK(stage.listed().as_array()->front().text("raised_on") == "2026-11-22");
}

TEST_CASE("a worry is new until a coordinator acts: what the mother says of it on her phone does not take it off the list")
{
    Stage stage;
    auto new_ones = [&] {
        auto waiting = stage.cast.get(stage.mette, "/api/me/waiting").body["groups"];
        REQUIRE(waiting.as_array()->size() == 1);
        CHECK(waiting.as_array()->front().text("group_id") == group_a);
        return *(*waiting.as_array()->front()["notices"].as_array())[0]["count"].as_integer();
    };
    CHECK(new_ones() == 0);
    REQUIRE(stage.raise(object({ { "raised_on", today } })).contains("stored"));
    CHECK(new_ones() == 1);
    REQUIRE(stage.raise(object({ { "raised_on", today }, { "passed_to", "coordinator" }, { "passed_on", today } }), 2).contains("stored"));
    CHECK(new_ones() == 1);
    SUBCASE("passed on")
    {
        REQUIRE(stage.follow_up(object({ { "passed_to", "municipality" }, { "passed_on", today } })).status == 200);
        CHECK(new_ones() == 0);
    }
    SUBCASE("closed")
    {
        REQUIRE(stage.follow_up(object({ { "closed_on", today } })).status == 200);
        CHECK(new_ones() == 0);
    }
    // Looking at the number is no reading of a concern: the audit would drown in it.
    CHECK(stage.cast.everything().find("/api/me/waiting") == std::string::npos);
    auto of_b = stage.cast.get(stage.cast.office(coordinator_b), "/api/me/waiting").body["groups"];
    REQUIRE(of_b.as_array()->size() == 1);
    CHECK(of_b.as_array()->front().text("group_id") == group_b);
    CHECK(*(*of_b.as_array()->front()["notices"].as_array())[0]["count"].as_integer() == 0);
}
