// SPDX-License-Identifier: AGPL-3.0-or-later
// The phone of who leads a group (docs/sync.md, laws 7, 8, 14 and 20): whoever enrolled it with her password sees on it what her roles of the day let
// her see, and nothing is left of it when they end. A phone that a coordinator's link enrolled shows nothing of it.
#include "app/own_phone_cast.h"
#include "platform/journal/reads.h"
#include <random>

using namespace bydel;
using namespace bydel::people;
using namespace bydel::test;
using namespace bydel::test::own_phone;

TEST_CASE("a coordinator's own phone holds her group's mothers and open worries, and nothing of another group (law 7)")
{
    Cast cast;
    auto const worry = raise(cast, amina, 901);
    auto const elsewhere = raise(cast, hodan, 902);
    auto phone = own_phone_of(cast, coordinator_a);
    REQUIRE(phone.pull().status == 200);
    CHECK(phone.led() == scopes_of(group_a));
    for (auto const& part :
        { "Alfa group", "Amina", "Zahra", R"("phone":"+45 00000011")", R"("raised_by_name":"Amina Alfasdottir")", R"("followed_up":false)" })
        CHECK_MESSAGE(phone.holds(part), part);
    for (auto const& part : { "Hodan", "Beta", "Leyla", "Nour", "Astrid", "overlay", "author_mark", "meeting" })
        CHECK_MESSAGE(!phone.holds(part), part);
    CHECK(!phone.holds(elsewhere));
    CHECK(phone.until.at("mothers:" + group_a) == "2026-12-23"); // thirty days, where it hears nothing
    // Closed at her desk: it leaves the phone.
    REQUIRE(cast.post(cast.office(coordinator_a), "/api/groups/" + group_a + "/concerns/" + worry, object({ { "closed_on", today } })).status == 200);
    phone.pull();
    CHECK(!phone.holds(worry));
    CHECK(phone.snapshots == std::vector<std::string> { "worries:" + group_a });
}

TEST_CASE("what each role sees on her own phone is what it lets her see in the office")
{
    Cast cast;
    raise(cast, amina, 901);
    auto helper = own_phone_of(cast, helper_a);
    REQUIRE(helper.pull().status == 200);
    CHECK(helper.led() == std::set<std::string> { "led:" + group_a, "mothers:" + group_a });
    CHECK(!helper.holds("raised_on"));
    auto const teacher_id = id_of(30);
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) {
        return add_person(session, journal, cast.product->vault, { teacher_id, "Tove Teacher", std::nullopt, "en" });
    }));
    give_role(cast, teacher_id, "guest_teacher", group_a);
    auto teacher = own_phone_of(cast, teacher_id);
    REQUIRE(teacher.pull().status == 200);
    CHECK(teacher.led() == std::set<std::string> { "led:" + group_a });
    CHECK(!teacher.holds("Amina"));
    CHECK(teacher.holds("Tove Teacher"));
    // Who leads no group has none to see.
    give_password(cast, secretary, "susanne@example.org");
    CHECK(cast.post(cast.office(secretary), "/api/me/phones", object({ { "password", password } })).status == 403);
}

TEST_CASE("nothing is sent again that the phone has, and what the calendar changes is")
{
    Cast cast;
    auto phone = own_phone_of(cast, coordinator_a);
    phone.pull();
    phone.pull();
    CHECK(phone.snapshots.empty());
    auto path = "/api/groups/" + group_a + "/people";
    auto mette = cast.office(coordinator_a);
    REQUIRE(cast.put(mette, path + "/" + amina, object({ { "display_name", "Amina Othername" } })).status == 200);
    phone.pull();
    CHECK(phone.snapshots == std::vector<std::string> { "mothers:" + group_a });
    CHECK(phone.holds("Amina Othername"));
    // Her last day is today: tomorrow she is not there, without any entry.
    REQUIRE(cast.post(mette, path + "/" + zahra + "/leave", object({ { "left_on", today } })).status == 200);
    phone.pull();
    CHECK(phone.holds("Zahra"));
    cast.pass(one_day);
    phone.pull();
    CHECK(!phone.holds("Zahra"));
    CHECK(phone.until.at("mothers:" + group_a) == "2026-12-24"); // each time it hears from the server
    // Who joins tomorrow is not there today.
    auto const soon = object({ { "display_name", "Yasmin Newsdottir" }, { "joined_on", "2026-11-25" }, { "language", "da" } });
    REQUIRE(cast.post(cast.office(coordinator_a), path, soon).status == 201);
    phone.pull();
    CHECK(!phone.holds("Yasmin"));
    // Two months without a word: she is asked after.
    CHECK(!phone.holds(R"("silent":false)"));
    cast.converse(amina, group_a, today);
    phone.pull();
    CHECK(phone.holds(R"("last_active_month":"2026-11","silent":false)"));
}

TEST_CASE("she who is erased leaves the coordinator's phone too")
{
    Cast cast;
    raise(cast, amina, 901);
    auto phone = own_phone_of(cast, coordinator_a);
    phone.pull();
    REQUIRE(phone.holds("Amina"));
    REQUIRE(cast.post(cast.office(coordinator_a), "/api/groups/" + group_a + "/people/" + amina + "/erase").status == 200);
    phone.pull();
    CHECK(!phone.holds("Amina"));
    CHECK(!phone.holds(amina));
    CHECK(phone.holds(R"("raised_by_name":null)")); // the worry stays, without her
}

TEST_CASE("names leave the phone with the role: at the next pull, and without one on the day that the phone was told (laws 7 and 20)")
{
    Cast cast;
    auto phone = own_phone_of(cast, coordinator_a);
    phone.pull();
    end_roles(cast, coordinator_a, "2026-11-25");
    phone.pull();
    CHECK(phone.until.at("mothers:" + group_a) == "2026-11-25");
    cast.pass(2 * one_day);
    phone.pull();
    CHECK(phone.led() == scopes_of(group_a)); // her last day
    cast.pass(one_day);
    phone.pull();
    CHECK(phone.led().empty());
    CHECK(!phone.holds("Amina"));
    // A link that was made before her last day opens nothing after it.
    Cast other;
    give_password(other, coordinator_a, "mette@example.org");
    auto const link = own_link(other, coordinator_a);
    end_roles(other, coordinator_a, today);
    other.pass(one_day);
    auto late = other.post({}, "/api/enrol", object({ { "token", link.substr(link.find("#i=") + 3) }, { "language", "en" } }));
    CHECK(late.status == 410);
}

TEST_CASE("a region is not led: who helps in one group and consults a region has the one group on her phone")
{
    Cast cast;
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) -> Done {
        for (auto const& region : { "syddanmark", "midtjylland" })
            TRY(add_role(session, journal, app::slices(), { "", helper_a, "regional_consultant", "region", region, "2026-01-01", {} }));
        return TRY(add_role(session, journal, app::slices(), { "", helper_a, "evaluator", "programme", "", "2026-01-01", {} })), Done();
    }));
    auto phone = own_phone_of(cast, helper_a);
    phone.pull();
    CHECK(phone.led() == std::set<std::string> { "led:" + group_a, "mothers:" + group_a });
    auto const me = cast.send_text(phone.who, get, "/api/me", "", { { std::string(people::unlock_header), secret } });
    CHECK(me.status == 200);
    CHECK(!me.contains("group")); // what she works as stands in the office
}

TEST_CASE("a deputy's phone shows the group for her days, and no longer than the one she stands in for has the role")
{
    Cast cast;
    auto const role = cast.read([](db::Session& session) { return roles_of(session, "dk", coordinator_a).front(); });
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return add_deputy(session, journal, role, helper_a, today, "2026-12-10"); }));
    auto phone = own_phone_of(cast, helper_a);
    phone.pull();
    CHECK(phone.led() == scopes_of(group_a));
    CHECK(phone.until.at("worries:" + group_a) == "2026-12-10");
    CHECK(phone.until.at("mothers:" + group_a) == "2026-12-23"); // as a helper she has these anyway
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return end_role(session, journal, role, "2026-11-24"); }));
    phone.pull();
    CHECK(phone.until.at("worries:" + group_a) == "2026-11-24");
    cast.pass(2 * one_day);
    phone.pull();
    CHECK(!phone.scopes.contains("worries:" + group_a));
}

TEST_CASE("what a coordinator's phone sends is hers, waits with her group and touches nobody's (law 14)")
{
    Cast cast;
    auto phone = own_phone_of(cast, coordinator_a);
    auto amina_phone = cast.phone(amina);
    auto strange = cast.push(phone.who, cast.sealed(phone.who.device_id, "conversation", Cast::conversation(), id_of(910)));
    CHECK(strange.contains("quarantined")); // no mother on that day
    CHECK(cast.get(cast.office(coordinator_a), "/api/groups/" + group_a + "/quarantine").contains(id_of(910)));
    CHECK(cast.push(phone.who, cast.sealed(amina_phone.device_id, "conversation", Cast::conversation(), id_of(911))).contains("refused"));
    auto pushed = cast.push(phone.who, cast.sealed(phone.who.device_id, "mother", object({ { "display_name", "Taken" } }), group_a + "/" + amina));
    CHECK(pushed.contains("refused")); // what she leads is shown on the phone, and changed in the office
    // One who led another group before: it waits where she leads now.
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) {
        return add_role(session, journal, app::slices(), { "", coordinator_a, "coordinator", "group", group_b, "2025-01-01", "2025-12-31" });
    }));
    cast.push(phone.who, cast.sealed(phone.who.device_id, "conversation", Cast::conversation(), id_of(912)));
    CHECK(cast.get(cast.office(coordinator_a), "/api/groups/" + group_a + "/quarantine").contains(id_of(912)));
}

TEST_CASE("that her phone was shown names stands in the audit of reads, once for each time it was")
{
    Cast cast;
    auto read = [&] {
        MUST(journal::write_reads(*cast.product->database)); // what tests before this one have read too
        std::map<std::string, std::int64_t> counts;
        for (auto const& row : cast.read([](db::Session& session) {
                 return session.query("SELECT verb, COUNT(*) FROM read_audit WHERE actor_id = $1 AND group_id = $2 GROUP BY verb", coordinator_a, group_a);
             }))
            counts[row.text(0)] = row.integer(1);
        return counts;
    };
    auto before = read();
    auto phone = own_phone_of(cast, coordinator_a);
    phone.pull();
    phone.pull();
    auto after = read();
    for (auto const& verb : { "concern.concern.read", "people.person.read", "programme.group.read" })
        CHECK(after[verb] == before[verb] + 1);
}

TEST_CASE("whatever roles she has from which day until which, her phone holds the scopes of these and no other on every day (laws 7, 8 and 20)")
{
    std::mt19937 dice(20261128);
    auto const below = [&](unsigned bound) { return static_cast<int>(dice() % bound); };
    for (int round = 0; round < 12; ++round) {
        CAPTURE(round);
        Cast cast;
        auto const her = id_of(31), other = id_of(32);
        MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) -> Done {
            TRY(add_person(session, journal, cast.product->vault, { other, "Who is away", std::nullopt, "en" }));
            return TRY(add_person(session, journal, cast.product->vault, { her, "Who leads", std::nullopt, "en" })), Done();
        }));
        struct Held {
            std::string role, group_id, from, until;
        };
        std::vector<Held> held { { "helper_coordinator", below(2) ? group_a : group_b, "2026-01-01", "2026-11-24" } }; // so that she may make the link
        static char const* const roles[] = { "mother", "guest_teacher", "helper_coordinator", "coordinator" };
        for (int i = 0; i < 5; ++i) {
            auto const from = add_days(today, below(20) - 10);
            held.push_back({ roles[below(4)], below(2) ? group_a : group_b, from, add_days(from, below(12)) });
        }
        for (auto const& one : held)
            give_role(cast, her, one.role, one.group_id, one.from, one.until);
        auto phone = own_phone_of(cast, her);
        for (int day = 0; day < 14; ++day, cast.pass(one_day)) {
            auto const now = add_days(today, day);
            CAPTURE(now);
            std::set<std::string> expected;
            for (auto const& one : held) {
                if (one.role == "mother" || one.from > now || one.until < now)
                    continue;
                expected.insert("led:" + one.group_id);
                if (one.role != "guest_teacher")
                    expected.insert("mothers:" + one.group_id);
                if (one.role == "coordinator")
                    expected.insert("worries:" + one.group_id);
            }
            if (below(3) == 0) // away for a day: by itself it keeps nothing past the day it was told
            {
                for (auto const& [scope, until] : phone.until)
                    CHECK((until < now || expected.contains(scope)));
                continue;
            }
            REQUIRE(phone.pull().status == 200);
            CHECK(phone.led() == expected);
            CHECK(phone.holds("Amina") == expected.contains("mothers:" + group_a));
            CHECK(phone.holds("Hodan") == expected.contains("mothers:" + group_b));
        }
    }
}
