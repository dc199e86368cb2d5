// SPDX-License-Identifier: AGPL-3.0-or-later
// Groups that end, merge and are split: who is where on which day, and that what was counted stays with the group of its day. Regions and deputies:
// who may do what, until when.
#include "app/test_cast.h"
#include "people/store.h"

using namespace bydel;
using namespace bydel::people;
using namespace bydel::test;

namespace {

std::string const group_c = id_of(104);
Json object(std::initializer_list<Json::Member> members) { return Json::object(members); }

Done end(Cast& cast, std::string const& group_id, std::string const& day, std::vector<std::string> const& successors)
{
    return cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return end_group(session, journal, group_id, day, successors); });
}
void found(Cast& cast, std::string const& group_id, std::string const& name)
{
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) {
        programme::Group group;
        group.group_id = group_id;
        group.name = name;
        return programme::add_group(session, journal, group, "2026-01-01");
    }));
}
std::string group_of(Cast& cast, std::string const& person_id, std::string const& day)
{
    return cast.read([&](db::Session& session) { return group_on(session, "dk", person_id, day).value_or("none"); });
}
std::int64_t conversations_of(Cast& cast, std::string const& group_id)
{
    return cast.read([&](db::Session& session) { return session.query_one("SELECT COUNT(*) FROM conversation WHERE group_id = $1", group_id)->integer(0); });
}
} // namespace

TEST_CASE("when a group merges into another its mothers go on there, and what was held before stays where it was, however late it comes")
{
    Cast cast;
    cast.converse(amina, group_a, "2026-11-02");
    cast.converse(hodan, group_b, "2026-11-03");
    auto phone = cast.phone(amina);
    auto send = [&](std::string const& day, int number) {
        auto answer = cast.push(phone, cast.sealed(phone.device_id, "conversation", Cast::conversation(day), id_of(number)));
        CHECK(answer.contains("stored"));
    };
    send("2026-11-20", 910);
    MUST(end(cast, group_a, "2026-11-22", { group_b }));
    CHECK(group_of(cast, amina, "2026-11-21") == group_a);
    CHECK(group_of(cast, amina, "2026-11-22") == group_b);
    CHECK(group_of(cast, zahra, today) == group_b);
    CHECK(group_of(cast, leyla, today) == "none"); // she had left before
    send("2026-11-21", 911);                       // said yesterday, sent after the merger
    send("2026-11-22", 912);
    send(today, 913);
    CHECK(conversations_of(cast, group_a) == 3);
    CHECK(conversations_of(cast, group_b) == 3);
    auto successors = cast.read([](db::Session& session) { return programme::all_successors(session, "dk"); });
    REQUIRE(successors.size() == 1);
    CHECK(successors[0].group_id == group_a);
    CHECK(successors[0].successor_id == group_b);
    CHECK(successors[0].starts_on == "2026-11-22");
    auto details = cast.get(cast.office(coordinator_a), "/api/groups/" + group_a);
    CHECK(details.body.text("status") == "ended");
    CHECK(!cast.get(cast.office(coordinator_b), "/api/groups/" + group_b + "/other_groups").contains(group_a)); // nobody can be moved there
}

TEST_CASE("a merger said twice changes nothing the second time")
{
    Cast cast;
    MUST(end(cast, group_a, today, { group_b }));
    auto before = cast.everything();
    MUST(end(cast, group_a, today, { group_b }));
    CHECK(before == cast.everything());
}

TEST_CASE("a group that ends without another is left by its mothers on its last day, and nobody comes back into it")
{
    Cast cast;
    auto phone = cast.phone(amina);
    MUST(end(cast, group_a, today, {}));
    CHECK(group_of(cast, amina, "2026-11-22") == group_a);
    CHECK(group_of(cast, amina, today) == "none");
    CHECK(cast.push(phone, cast.sealed(phone.device_id, "conversation", Cast::conversation("2026-11-22"), id_of(920))).contains("stored"));
    auto mette = cast.office(coordinator_a);
    auto const person = "/api/groups/" + group_a + "/people/" + amina;
    auto refused = [&](Answer const& answer) {
        CHECK(answer.status == 409);
        CHECK(answer.key() == "programme.group_ended");
    };
    auto before = cast.everything();
    refused(cast.post(mette, person + "/return", object({ { "returned_on", today } })));
    refused(cast.post(mette, person + "/leave/take_back"));
    refused(cast.post(mette, "/api/groups/" + group_a + "/people", object({ { "display_name", "Late Comer" } })));
    refused(cast.post(
        cast.office(coordinator_b), "/api/groups/" + group_b + "/people/" + hodan + "/move", object({ { "to_group_id", group_a }, { "moved_on", today } })));
    CHECK(before == cast.everything());
    CHECK(cast.post(mette, person + "/leave/correct", object({ { "left_on", "2026-11-20" } })).status == 200); // days before are hers to correct
}

TEST_CASE("a merger that was not one: moving back into the group that ended is refused, and a later last day too")
{
    Cast cast;
    MUST(end(cast, group_a, "2026-11-20", { group_b }));
    auto hanne = cast.office(coordinator_b);
    auto const person = "/api/groups/" + group_b + "/people/" + amina;
    auto before = cast.everything();
    auto back = cast.post(hanne, person + "/move/take_back");
    CHECK(back.key() == "programme.group_ended");
    CHECK(back.contains("20 November 2026"));
    CHECK(cast.post(hanne, person + "/move/correct", object({ { "moved_on", "2026-11-22" } })).key() == "programme.group_ended");
    CHECK(before == cast.everything());
    CHECK(cast.post(hanne, person + "/move/correct", object({ { "moved_on", "2026-11-18" } })).status == 200);
    CHECK(group_of(cast, amina, "2026-11-18") == group_b);
}

TEST_CASE("a group is split only once everybody has a place, and its successors are both named")
{
    Cast cast;
    found(cast, group_c, "Gamma group");
    auto refused = end(cast, group_a, today, { group_b, group_c });
    REQUIRE(!refused);
    CHECK(refused.error().key == "people.group_has_mothers");
    MUST(cast.change("dk", [](db::Session& session, journal::Journal& journal) -> Done {
        TRY(move_to_group(session, journal, amina, group_a, group_b, today));
        return move_to_group(session, journal, zahra, group_a, group_c, today);
    }));
    MUST(end(cast, group_a, today, { group_b, group_c }));
    CHECK(cast.read([](db::Session& session) { return programme::all_successors(session, "dk").size(); }) == 2);
}

TEST_CASE("what cannot be an end of a group is refused, and nothing is changed")
{
    Cast cast;
    std::string const tomorrow = "2026-11-24";
    MUST(end(cast, group_b, tomorrow, {}));
    auto before = cast.everything();
    CHECK(end(cast, group_a, today, { group_a }).error().key == "programme.own_successor");
    CHECK(end(cast, group_a, today, { group_no }).error().key == "record.not_found");
    CHECK(end(cast, group_a, tomorrow, { group_b }).error().key == "programme.group_ended");
    CHECK(end(cast, group_a, "tomorrow", {}).error().key == "field.not_a_day");
    CHECK(end(cast, group_a, "2026-11-25", {}).error().key == "field.in_future"); // until then her own group must be able to act for her
    CHECK(end(cast, group_no, today, {}).error().key == "record.not_found");
    CHECK(end(cast, group_b, today, {}).error().key == "programme.group_ended"); // it has an end already
    CHECK(before == cast.everything());
}

TEST_CASE("an end is one end: another day or another successor is refused, days before stay as they were, and a group that goes on again has no successor")
{
    Cast cast;
    found(cast, group_c, "Gamma group");
    MUST(end(cast, group_a, today, { group_b }));
    CHECK(end(cast, group_a, "2026-11-22", { group_b }).error().key == "programme.group_ended");
    CHECK(end(cast, group_a, today, { group_c }).error().key == "programme.group_ended");
    auto status_on = [&](std::string const& group_id, std::string const& day) {
        return cast.read([&](db::Session& session) { return programme::find_group(session, "dk", group_id, day)->status; });
    };
    CHECK(status_on(group_a, "2026-11-22") == "active");
    CHECK(status_on(group_a, today) == "ended");
    MUST(end(cast, group_c, "2026-01-01", {})); // on its very first day: a mistake
    CHECK(status_on(group_c, "2025-12-31") == "active");
    auto say = [&](programme::GroupState const& state) {
        return cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return programme::change_group(session, journal, group_a, state); });
    };
    CHECK(say({ "name", today, "Nobody" }).error().key == "programme.group_ended");
    MUST(say({ "status", "2026-11-24", "active" }));
    CHECK(cast.read([](db::Session& session) { return programme::all_successors(session, "dk").empty(); }));
}

TEST_CASE("over random histories of groups every mother is in one place on every day, and no conversation changes its group")
{
    for (unsigned seed = 1; seed <= 12; ++seed) {
        CAPTURE(seed);
        Cast cast;
        found(cast, group_c, "Gamma group");
        std::vector<std::string> const groups { group_a, group_b, group_c }, mothers { amina, zahra, hodan };
        std::uint64_t state = seed * 0x9e3779b97f4a7c15;
        auto below = [&](std::size_t count) {
            state = state * 6364136223846793005 + 1442695040888963407;
            return static_cast<std::size_t>(state >> 33) % count;
        };
        std::map<std::string, std::string> held_in; // conversation, group of its day
        std::string day = "2026-02-01";
        for (int step = 0; step < 40; ++step, day = add_days(day, 1 + static_cast<int>(below(4)))) {
            auto const& mother = mothers[below(mothers.size())];
            auto const here = group_of(cast, mother, day);
            auto const& other = groups[below(groups.size())];
            switch (below(4)) {
            case 0:
            case 1:
                if (here != "none") {
                    auto made = cast.converse(mother, here, day);
                    held_in[made.id] = here;
                }
                break;
            case 2: // may be refused: it is the same group, or one that has ended
                (void)cast.change(
                    "dk", [&](db::Session& session, journal::Journal& journal) { return move_to_group(session, journal, mother, here, other, day); });
                break;
            case 3:
                if (below(4) == 0)
                    (void)end(cast, groups[below(groups.size())], day, below(3) == 0 ? std::vector<std::string> {} : std::vector { other });
                break;
            }
            std::int64_t in_groups = 0, somewhere = 0;
            for (auto const& group : groups)
                in_groups += cast.read([&](db::Session& session) { return count_mothers(session, "dk", group, day); });
            for (auto const& one : { amina, zahra, hodan, leyla, nour })
                somewhere += group_of(cast, one, day) == "none" ? 0 : 1;
            CHECK(in_groups == somewhere);
        }
        for (auto const& [id, group] : held_in)
            CHECK(cast.read([&](db::Session& session) { return session.query_one("SELECT group_id FROM conversation WHERE id = $1", id)->text(0); }) == group);
    }
}

TEST_CASE("a role held in a region holds in the groups that lie there that day, and in no other")
{
    Cast cast;
    std::string const consultant = id_of(31);
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) -> Done {
        TRY(add_person(session, journal, cast.product->vault, { consultant, "Ruth Regional", std::nullopt, "da" }));
        auto unknown = add_role(session, journal, app::slices(), { "", consultant, "regional_consultant", "region", "atlantis", "2026-01-01", {} });
        CHECK(unknown.error().field == "region");
        auto misplaced = add_role(session, journal, app::slices(), { "", consultant, "coordinator", "region", "syddanmark", "2026-01-01", {} });
        CHECK(misplaced.error().field == "role");
        TRY(add_role(session, journal, app::slices(), { "", consultant, "regional_consultant", "region", "syddanmark", "2026-01-01", {} }));
        return programme::change_group(session, journal, group_a, { "region", "2026-11-25", "midtjylland" });
    }));
    auto sees = [&](std::string const& group_id) { return cast.get(cast.office(consultant), "/api/groups/" + group_id).status; };
    CHECK(sees(group_a) == 200);
    CHECK(sees(group_b) == 403);
    auto me = cast.get(cast.office(consultant), "/api/me");
    CHECK(me.contains(R"("scope_kind":"region","scope_id":"syddanmark","scope_name":"Region Syddanmark")"));
    CHECK(me.contains(R"("scope_kind":"group","scope_id":")" + group_a + R"(","scope_name":"Alfa group")"));
    CHECK(!me.contains(group_b));
    auto list = cast.get(cast.office(consultant), "/api/groups");
    CHECK(list.contains("Alfa group"));
    CHECK(!list.contains("Beta group"));
    CHECK(cast.get(cast.office(consultant), "/api/groups/" + group_a + "/people").status == 403); // organisation and numbers, never persons
    cast.product->clock.stand_still(ten_o_clock() + 2 * one_day);                                 // the group moves to another region
    CHECK(sees(group_a) == 403);
    CHECK(!cast.get(cast.office(consultant), "/api/me").contains(group_a));
}

TEST_CASE("a deputy may do what the other does from her first day to her last, and not a day more")
{
    Cast cast;
    auto role = cast.read([](db::Session& session) { return roles_of(session, "dk", coordinator_a).front(); });
    auto appoint = [&](std::string const& who, std::string const& from, std::string const& until) {
        return cast.change("dk", [&](db::Session& session, journal::Journal& journal) -> Done {
            return add_deputy(session, journal, role, who, from, until).transform([](auto&&) {});
        });
    };
    auto before = cast.everything();
    CHECK(appoint(coordinator_a, today, today).error().key == "people.own_deputy");
    CHECK(appoint(coordinator_b, today, "2026-11-22").error().key == "people.deputy_days");
    CHECK(appoint(coordinator_b, "2025-12-31", today).error().key == "people.deputy_days"); // before it was hers
    CHECK(appoint(coordinator_b, today, "soon").error().key == "field.not_a_day");
    CHECK(appoint(coordinator_no, today, today).error().key == "record.not_found"); // of another programme
    CHECK(before == cast.everything());
    MUST(appoint(coordinator_b, "2026-11-24", "2026-11-25"));
    auto may = [&](int days) {
        cast.product->clock.stand_still(ten_o_clock() + days * one_day);
        return cast.get(cast.office(coordinator_b), "/api/groups/" + group_a + "/people").status == 200;
    };
    CHECK(!may(0));
    CHECK(may(1));
    CHECK(may(2));
    CHECK(!may(3));
}

TEST_CASE("a deputy said twice is one, has a year at most, and is none once the role that she stands in for is over")
{
    Cast cast;
    auto role = cast.read([](db::Session& session) { return roles_of(session, "dk", coordinator_a).front(); });
    auto appoint = [&](std::string const& until) {
        return cast.change("dk", [&](db::Session& session, journal::Journal& journal) -> Done {
            return add_deputy(session, journal, role, coordinator_b, today, until).transform([](auto&&) {});
        });
    };
    CHECK(appoint("2027-11-25").error().key == "field.in_future");
    MUST(appoint("2026-12-24"));
    MUST(appoint("2026-12-24"));
    CHECK(cast.read([](db::Session& session) { return roles_of(session, "dk", coordinator_b).size(); }) == 2);
    auto may = [&] { return cast.get(cast.office(coordinator_b), "/api/groups/" + group_a + "/people").status == 200; };
    CHECK(may());
    MUST(cast.product->database->write([&](db::Session& session) { return store::end_role(session, "dk", role.id, "2026-11-22"); }));
    CHECK(!may());
    CHECK(!cast.get(cast.office(coordinator_b), "/api/me").contains(group_a));
}
