// SPDX-License-Identifier: AGPL-3.0-or-later
// docs/sync.md, laws 1 to 7. Then sync_moves_test.cpp (8, 9), sync_keeping_test.cpp (10, 12 to 15), sync_writers_test.cpp (11); any order is in
// sync_order_test.cpp and everything at once in sync_programmes_test.cpp.
#include "app/sync_cast.h"
#include <algorithm>
#include <doctest/doctest.h>

using namespace bydel;
using namespace bydel::app::world;

TEST_CASE("law 1: what was acknowledged is on the disk when the server is closed and opened again")
{
    Cast cast;
    auto id = cast.phone.log(talk(first_day));
    CHECK(cast.push() == "stored");
    cast.world.reopen();
    CHECK(cast.world.word("SELECT id FROM conversation") == id);
    cast.phone.flush();
    check_mirror(cast.world, cast.phone);
}

TEST_CASE("law 1: where the journal cannot be written nothing is stored and nothing acknowledged")
{
    Cast cast;
    cast.world.execute("CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'disk'); END");
    cast.phone.log(talk(first_day));
    CHECK(cast.phone.push_all(false).status >= 400);
    CHECK(cast.count("conversation") == 0);
    cast.world.execute("DROP TRIGGER full");
    CHECK(cast.push() == "stored");
    check_books(cast.world);
}

TEST_CASE("law 2: pushed again and again through lost replies, an item is stored once")
{
    Cast cast;
    cast.phone.log(talk(first_day));
    for (int i = 0; i < 4; ++i)
        cast.phone.push_all(false);
    CHECK(cast.push() == "already");
    cast.phone.push({ 0, 0, 0 });
    CHECK(cast.count("conversation") == 1);
    CHECK(cast.world.number("SELECT COUNT(*) FROM journal WHERE entity = 'conversation'") == 1);
    check_books(cast.world);
}

TEST_CASE("law 3: the greatest revision is stored, the greater item where two phones made the same one, in every order")
{
    std::string first;
    std::vector<std::size_t> order { 0, 1, 2, 3 };
    World start;
    do {
        World world;
        auto alma = world.add_mother(world.group(0), "Alma", "2026-09-01");
        Phone phone(world, alma, 1);
        auto id = phone.log(talk(first_day, 1));
        phone.edit(id, talk(first_day, 2));
        phone.edit(id, with(talk(first_day, 3), "place", "on_the_moon"));
        phone.held[{ "conversation", id }].revision = 1;
        phone.edit(id, talk(first_day, 4)); // as another phone would: revision 2 once more
        for (auto i : order)
            phone.push({ i });
        auto said = world.word("SELECT women || ' ' || revision || ' ' || item_id FROM conversation");
        CHECK(said.substr(2, 2) == "2 ");
        auto all = said + world.word("SELECT revision || ' ' || item_id || reason || field FROM quarantine");
        CHECK(all.find("unknown_code") != std::string::npos);
        first = first.empty() ? all : first;
        CHECK(all == first);
    } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE("law 3: accepting what waits does not undo a later correction by the office")
{
    Cast cast;
    Dice dice(5);
    auto row = with(with(talk(first_day), "id", dice.id(first_day)), "done_by", cast.alma);
    auto group = "/api/groups/" + cast.world.group(0);
    auto one = group + "/conversations/" + row.text("id");
    REQUIRE(cast.world.office_post(group + "/conversations", Json::object({ { "items", Json(Json::Array { row }) } })).status == 200);
    cast.phone.flush();
    cast.phone.edit(row.text("id"), with(talk(first_day, 7), "place", "on_the_moon"));
    REQUIRE(cast.push() == "quarantined");
    for (int women : { 8, 9 })
        REQUIRE(cast.world.office(http::Method::put, one, talk(first_day, women)).status == 200);
    auto path = group + "/quarantine/conversation/" + row.text("id");
    CHECK(cast.world.office_post(path, Json::object({ { "decision", "accept" } })).status == 200);
    CHECK(cast.world.number("SELECT women FROM conversation") == 9);
    CHECK(cast.count("quarantine") == 0);
}

TEST_CASE("law 4: a deletion wins before, between and after its record, whoever sends what again")
{
    Cast cast;
    auto id = cast.phone.log(talk(first_day));
    cast.phone.edit(id, talk(first_day, 3));
    cast.phone.remove(id);
    SUBCASE("before") { cast.phone.push({ 2 }); }
    SUBCASE("between")
    {
        cast.phone.push({ 0 });
        cast.phone.push({ 2 });
    }
    SUBCASE("after") { cast.phone.push({ 0, 1, 2 }); }
    cast.phone.push({ 1, 0, 2, 0 });
    CHECK(cast.phone.outbox[0].outcome == "deleted");
    CHECK(cast.count("conversation") == 0);
    CHECK(cast.count("tombstone") == 1);
    check_books(cast.world);
}

TEST_CASE("law 4: what waits in quarantine is deleted too")
{
    Cast cast;
    auto id = cast.phone.log(with(talk(first_day), "place", "on_the_moon"));
    CHECK(cast.push() == "quarantined");
    cast.phone.remove(id);
    CHECK(cast.push() == "stored");
    CHECK(cast.count("quarantine") == 0);
    cast.phone.flush();
    CHECK(cast.phone.own().size() == 1); // her profile
}

TEST_CASE("law 4: what the coordinator removed does not come back from the mother's phone, nor by sending the sheet again")
{
    Cast cast;
    Dice dice(5);
    auto row = with(with(talk(first_day), "id", dice.id(first_day)), "done_by", cast.alma);
    auto path = "/api/groups/" + cast.world.group(0) + "/conversations";
    auto sheet = Json::object({ { "items", Json(Json::Array { row }) } });
    REQUIRE(cast.world.office_post(path, sheet).status == 200);
    cast.phone.flush();
    cast.phone.edit(row.text("id"), talk(first_day, 9));
    REQUIRE(cast.world.office(http::Method::remove, path + "/" + row.text("id")).status == 200);
    CHECK(cast.push() == "deleted");
    cast.world.office_post(path, sheet);
    CHECK(cast.count("conversation") == 0);
    cast.phone.flush();
    CHECK(cast.phone.own().size() == 1);
    check_books(cast.world);
}

TEST_CASE("law 5: late, odd and unknown values are kept for a person, never refused")
{
    Cast cast;
    auto now = talk(first_day);
    std::vector<std::pair<std::string, Json>> odd {
        { "unknown_code contact_way", with(now, "contact_way", "by_drone") },
        { "unknown_code themes[0]", with(now, "themes", Json::strings({ "dragons" })) },
        { "in_future held_on", talk("2026-11-25") },
        { "too_old held_on", talk("2026-10-20") },
        { "no_role held_on", talk(first_day) },
        { "wrong_type women", with(now, "women", "one") },
        { "out_of_range women", with(now, "women", 51) },
        { "missing themes",
            Json::object({ { "held_on", first_day }, { "women", 1 }, { "meeting", "first" }, { "contact_way", "street" }, { "place", "library" },
                { "activities", Json::strings({}) } }) },
        { "old_template template_version", with(now, "template_version", 99) },
        { "wrong_type held_on", with(now, "held_on", "yesterday") },
    };
    std::uint64_t seed = 100;
    for (auto const& [expected, record] : odd) {
        CAPTURE(expected);
        bool no_role = expected.starts_with("no_role");
        auto newcomer = no_role ? cast.world.add_mother(cast.world.group(2), "Newcomer", "2026-11-24") : cast.alma;
        Phone phone(cast.world, newcomer, seed++);
        phone.log(record);
        CHECK(cast.push(phone) == "quarantined");
        CHECK(cast.world.word("SELECT reason || ' ' || field FROM quarantine WHERE item_id = '" + phone.outbox[0].item.item_id + "'") == expected);
        phone.flush();
        check_mirror(cast.world, phone);
    }
    CHECK(cast.count("conversation") == 0);
}

TEST_CASE("law 5: an accepted item is stored and counted once, each of its codes too")
{
    Cast cast;
    auto id = cast.phone.log(with(with(talk(first_day), "place", "on_the_moon"), "themes", Json::strings({ "money", "dragons", "money" })));
    REQUIRE(cast.push() == "quarantined");
    auto path = "/api/groups/" + cast.world.group(0) + "/quarantine/conversation/" + id;
    REQUIRE(cast.world.office_post(path, Json::object({ { "decision", "accept" } })).status == 200);
    CHECK(cast.count("quarantine") == 0);
    cast.phone.push({ 0 });
    CHECK(cast.phone.outcome_of_last() == "already");
    check_books(cast.world);
    CHECK(counted(cast.world, "2026-11", "themes", "money").events == 1);
}

TEST_CASE("law 6: two phones of one person hold the same, also what both changed and what waits")
{
    Cast cast;
    auto second = cast.other();
    auto id = cast.phone.log(talk(first_day));
    auto odd = cast.phone.log(with(talk(first_day), "place", "on_the_moon"));
    auto gone = cast.phone.log(talk(first_day));
    auto raised = cast.phone.log(worry(first_day), "concern");
    cast.phone.flush();
    second.flush();
    for (auto* one : { &cast.phone, &second })
        one->edit(id, talk(first_day, one == &second ? 5 : 6));
    second.edit(odd, talk(first_day));
    second.remove(gone);
    cast.phone.edit(gone, talk(first_day, 8));
    second.edit(raised, with(worry(first_day), "passed_to", "coordinator"), "concern");
    second.push_all(false);
    cast.phone.pull();
    for (int i = 0; i < 2; ++i) {
        cast.phone.flush();
        second.flush();
    }
    CHECK(cast.phone.held == second.held);
    CHECK(cast.phone.own().size() == 4); // profile, two conversations, the concern
    check_mirror(cast.world, cast.phone);
    check_mirror(cast.world, second);
}

TEST_CASE("law 6: a role that ends or begins by the calendar reaches both phones")
{
    Cast cast;
    auto second = cast.other();
    cast.phone.flush();
    SUBCASE("leaving at the end of today") { cast.world.leave(cast.alma, first_day); }
    SUBCASE("moving tomorrow") { cast.world.move(cast.alma, cast.world.group(1), "2026-11-24"); }
    cast.phone.flush();
    cast.world.go_to("2026-11-24");
    cast.phone.flush();
    second.flush();
    cast.phone.flush(); // that there is a second one
    CHECK(cast.phone.held == second.held);
}

TEST_CASE("law 6: an accepted item that lies more than a year back is held by both phones or by none")
{
    Cast cast;
    auto second = cast.other();
    auto id = cast.phone.log(talk("2025-09-01"));
    cast.phone.flush();
    auto path = "/api/groups/" + cast.world.group(0) + "/quarantine/conversation/" + id;
    REQUIRE(cast.world.office_post(path, Json::object({ { "decision", "accept" } })).status == 200);
    cast.phone.flush();
    second.flush();
    cast.phone.flush(); // that there is a second one
    CHECK(cast.phone.held == second.held);
}

TEST_CASE("law 6: more changes than one answer holds come in several")
{
    Cast cast;
    auto second = cast.other();
    second.flush();
    auto edited = cast.phone.log(talk(first_day));
    for (int i = 0; i < 510; ++i)
        cast.phone.log(talk(first_day));
    cast.phone.edit(edited, talk(first_day, 7));
    cast.phone.flush();
    int answers = 0;
    second.on_pulled = [&](Phone&, Answer const&) { ++answers; };
    second.flush();
    CHECK(answers == 2);
    CHECK(second.held == cast.phone.held);
    check_mirror(cast.world, second);
}

TEST_CASE("law 7: whatever cursor and scopes she sends, nothing of another person or group comes")
{
    Cast cast;
    Phone stranger(cast.world, cast.bahar, 9);
    auto secret = stranger.log(talk(first_day));
    stranger.log(worry(first_day), "concern");
    stranger.flush();
    for (auto const& scope : { stranger.scope(), "group:" + cast.world.group(1), std::string("group:"), std::string("none"), std::string("library:da") })
        cast.phone.positions[scope] = 0;
    cast.phone.edit(secret, talk(first_day)); // and claims to know a record of hers
    std::string heard;
    cast.phone.on_pulled = [&](Phone&, Answer const& answer) { heard += answer.text; };
    CHECK(cast.push() == "quarantined");
    auto pulled = cast.phone.pull();
    for (auto const& scope : *pulled.body["scopes"].as_array()) {
        auto name = scope.text("scope");
        CHECK((name == "programme" || name == "library:da" || name == cast.phone.scope() || name == "group:" + cast.world.group(0)));
    }
    CHECK(pulled.body["forget"].as_array()->size() == 4);
    CHECK(heard.find("\"Beta\"") == std::string::npos);
    CHECK(heard.find("Bahar") == std::string::npos);
    CHECK(heard.find("concern") == std::string::npos);
    CHECK(cast.world.word("SELECT done_by FROM conversation") == cast.bahar);
    cast.phone.remove(secret);
    CHECK(cast.push() == "refused"); // decision 5
    CHECK(cast.count("conversation") == 1);
}
