// SPDX-License-Identifier: AGPL-3.0-or-later
// The phone of who leads a group (docs/sync.md, laws 7, 8, 14 and 20): whoever enrolled it with her password sees on it what her roles of the day let
// her see, and nothing is left of it when they end. A phone that a coordinator's link enrolled shows nothing of it.
#include "app/test_cast.h"
#include "people/unlock.h"
#include "platform/journal/reads.h"
#include <random>

using namespace bydel;
using namespace bydel::people;
using namespace bydel::test;

namespace {

std::string const secret = auth::hash_token("hers"), password = "a long password";
Json object(std::initializer_list<Json::Member> members) { return Json::object(members); }

void give_password(Cast& cast, std::string const& person_id, std::string const& email)
{
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) {
        return add_account(session, journal, cast.product->vault, { "dk", person_id, email, password });
    }));
}
void give_role(Cast& cast, std::string const& person_id, std::string const& role, std::string const& group_id, std::string const& from = "2026-01-01",
    std::optional<std::string> const& until = {})
{
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) {
        return add_role(session, journal, app::slices(), { "", person_id, role, "group", group_id, from, until });
    }));
}
void end_roles(Cast& cast, std::string const& person_id, std::string const& day)
{
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal&) -> Done {
        for (auto const& role : roles_of(session, "dk", person_id))
            TRY(store::end_role(session, "dk", role.id, day));
        return {};
    }));
}

/// A phone of hers, with what it has: as the page of docs/sync.md does it.
struct Phone {
    Cast& cast;
    Who who;
    std::string epoch = {};
    Json cursor { Json::Object() };
    std::map<std::string, std::string> scopes = {}; ///< all that it holds of each, as text
    std::map<std::string, std::string> until = {};
    std::vector<std::string> snapshots = {}; ///< of the last pull

    Answer pull(std::string const& said = secret)
    {
        auto const body = object({ { "epoch", epoch }, { "cursor", cursor } }).dump();
        auto answer = cast.send_text(who, post, "/api/sync/pull", body, { { std::string(people::unlock_header), said } });
        if (answer.status != 200)
            return answer;
        epoch = answer.body.text("epoch");
        snapshots.clear();
        for (auto const& scope : *answer.body["forget"].as_array()) {
            scopes.erase(*scope.as_string());
            until.erase(*scope.as_string());
        }
        Json kept { Json::Object() };
        for (auto const& [name, position] : *cursor.as_object()) {
            if (scopes.contains(name))
                kept.set(name, position);
        }
        for (auto const& scope : *answer.body["scopes"].as_array()) {
            auto const name = scope.text("scope");
            kept.set(name, scope["position"]);
            if (scope.text("kind") == "snapshot") {
                scopes[name] = scope["records"].dump();
                snapshots.push_back(name);
            }
            if (!scope["until"].is_null())
                until[name] = scope.text("until");
        }
        cursor = kept;
        return answer;
    }
    /// The scopes of groups that she leads.
    std::set<std::string> led() const
    {
        std::set<std::string> all;
        for (auto const& [name, records] : scopes) {
            if (name.starts_with("led:") || name.starts_with("mothers:") || name.starts_with("worries:"))
                all.insert(name);
        }
        return all;
    }
    std::string held() const
    {
        std::string all;
        for (auto const& [name, records] : scopes)
            all += records;
        return all;
    }
    bool holds(std::string_view text) const { return held().find(text) != std::string::npos; }
};

Phone enrolled(Cast& cast, std::string const& link, std::optional<std::string> const& unlock_secret = secret)
{
    auto body = object({ { "token", link.substr(link.find("#i=") + 3) }, { "language", "en" } });
    if (unlock_secret)
        body.set("unlock_secret", *unlock_secret);
    auto answer = cast.post({}, "/api/enrol", body);
    REQUIRE(answer.status == 201);
    auto cookie = answer.header("Set-Cookie");
    return { cast, { cookie.substr(0, cookie.find(';')), answer.body.text("device_id") } };
}
std::string own_link(Cast& cast, std::string const& person_id)
{
    auto answer = cast.post(cast.office(person_id), "/api/me/phones", object({ { "password", password } }));
    REQUIRE(answer.status == 201);
    return answer.body.text("link");
}
Phone own_phone_of(Cast& cast, std::string const& person_id)
{
    give_password(cast, person_id, person_id + "@example.org");
    return enrolled(cast, own_link(cast, person_id));
}
std::set<std::string> scopes_of(std::string const& group_id) { return { "led:" + group_id, "mothers:" + group_id, "worries:" + group_id }; }

std::string raise(Cast& cast, std::string const& person_id, int number)
{
    auto phone = cast.phone(person_id);
    REQUIRE(cast.push(phone, cast.sealed(phone.device_id, "concern", object({ { "raised_on", today } }), id_of(number))).contains("stored"));
    return id_of(number);
}

} // namespace

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

TEST_CASE("a link for her own phone takes her password, and guesses are counted")
{
    Cast cast;
    give_password(cast, coordinator_a, "mette@example.org");
    auto mette = cast.office(coordinator_a);
    auto const before = cast.everything();
    for (auto const& wrong : { "", "wrong", "a long passworD" }) {
        auto answer = cast.post(mette, "/api/me/phones", object({ { "password", wrong } }));
        CHECK(answer.status == 422);
        CHECK(answer.field() == "password");
    }
    int refused = 0;
    for (int i = 0; i < 40 && refused != 429; ++i)
        refused = cast.post(mette, "/api/me/phones", object({ { "password", "guess " + std::to_string(i) } })).status;
    CHECK(refused == 429);
    CHECK(before == cast.everything());
    // A phone makes no links.
    CHECK(cast.post(cast.phone(coordinator_a), "/api/me/phones", object({ { "password", password } })).status == 403);
}

TEST_CASE("a link that a coordinator makes for a mother shows nothing of what that mother leads elsewhere")
{
    Cast cast;
    give_role(cast, amina, "coordinator", group_b);
    auto const path = "/api/groups/" + group_a + "/people/" + amina;
    auto mette = cast.office(coordinator_a);
    for (auto const& purpose : { "enrol", "forgotten_pin" }) {
        auto invited = cast.post(mette, path + "/invitation", object({ { "purpose", purpose } }));
        REQUIRE(invited.status == 201);
        auto phone = enrolled(cast, invited.body.text("link"));
        REQUIRE(phone.pull().status == 200);
        CHECK(phone.led().empty());
        CHECK(!phone.holds("Hodan"));
    }
    // Nor can she have the other kind made, or take over the one that Amina has made.
    CHECK(cast.post(mette, path + "/invitation", object({ { "purpose", "own_phone" } })).status == 422);
    give_password(cast, amina, "amina@example.org");
    auto const id = id_of(950);
    REQUIRE(cast.post(cast.office(amina), "/api/me/phones", object({ { "password", password }, { "invitation_id", id } })).status == 201);
    CHECK(cast.post(mette, path + "/invitation", object({ { "purpose", "enrol" }, { "invitation_id", id } })).status == 409);
    CHECK(!cast.get(mette, "/api/groups/" + group_a + "/people").contains(id));
    // By her own link it is her phone for both.
    auto phone = enrolled(cast, own_link(cast, amina));
    REQUIRE(phone.pull().status == 200);
    CHECK(phone.led() == scopes_of(group_b));
    CHECK(phone.scopes.contains("group:" + group_a));
    CHECK(phone.holds("Hodan"));
    CHECK(!phone.holds("Zahra"));
}

TEST_CASE("who does not show that its notes are open is shown nothing, also where the phone never had a secret")
{
    Cast cast;
    auto phone = own_phone_of(cast, coordinator_a);
    CHECK(phone.pull(auth::hash_token("another's")).status == 403);
    CHECK(phone.pull("").status == 403);
    REQUIRE(phone.pull().status == 200);
    auto without = enrolled(cast, own_link(cast, coordinator_a), std::nullopt);
    REQUIRE(without.pull("").status == 200);
    CHECK(without.led().empty());
    CHECK(!without.holds("Amina"));
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

TEST_CASE("a phone that is shut out is answered nothing, whoever shut it out")
{
    Cast cast;
    auto phone = own_phone_of(cast, coordinator_a);
    REQUIRE(phone.pull().status == 200);
    auto mette = cast.office(coordinator_a);
    CHECK(cast.get(mette, "/api/me/phones").contains(R"("phones":1)"));
    REQUIRE(cast.post(mette, "/api/me/phones/shut_out").status == 200);
    CHECK(phone.pull().status == 401);
    CHECK(cast.get(mette, "/api/me/phones").contains(R"("phones":0)"));
}

TEST_CASE("a new password closes what the old one opened: her phones show no group any more, and an open link is of no use")
{
    Cast cast;
    auto phone = own_phone_of(cast, coordinator_a);
    phone.pull();
    REQUIRE(phone.holds("Amina"));
    auto const link = own_link(cast, coordinator_a);
    MUST(cast.product->database->write([&](db::Session& session) {
        return change_password(session, cast.product->vault, { "dk", "", coordinator_a + "@example.org", "another long password" }, cast.product->clock.now());
    }));
    REQUIRE(phone.pull().status == 200); // her own stays
    CHECK(phone.led().empty());
    CHECK(!phone.holds("Amina"));
    CHECK(cast.post({}, "/api/enrol", object({ { "token", link.substr(link.find("#i=") + 3) }, { "language", "en" } })).status == 410);
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

TEST_CASE("a link for a forgotten PIN takes the group off her phone; her own link, asked twice, and a restored server show it again")
{
    Cast cast;
    give_role(cast, amina, "coordinator", group_b);
    auto phone = own_phone_of(cast, amina);
    phone.pull();
    REQUIRE(phone.led() == scopes_of(group_b));
    auto invited
        = cast.post(cast.office(coordinator_a), "/api/groups/" + group_a + "/people/" + amina + "/invitation", object({ { "purpose", "forgotten_pin" } }));
    auto link = invited.body.text("link");
    auto body
        = object({ { "token", link.substr(link.find("#i=") + 3) }, { "language", "en" }, { "unlock_secret", secret }, { "device_id", phone.who.device_id } });
    auto answer = cast.post({}, "/api/enrol", body);
    REQUIRE(answer.status == 201);
    CHECK(phone.pull().status == 401);
    auto cookie = answer.header("Set-Cookie");
    Phone other { cast, { cookie.substr(0, cookie.find(';')), answer.body.text("device_id") } };
    REQUIRE(other.pull().status == 200);
    CHECK(other.led().empty());

    link = own_link(cast, amina);
    body = object({ { "token", link.substr(link.find("#i=") + 3) }, { "language", "en" }, { "unlock_secret", secret }, { "attempt", id_of(960) } });
    auto const first = cast.post({}, "/api/enrol", body), again = cast.post({}, "/api/enrol", body);
    REQUIRE(again.status == 201);
    CHECK(first.body.text("device_id") == again.body.text("device_id"));
    cookie = again.header("Set-Cookie");
    Phone hers { cast, { cookie.substr(0, cookie.find(';')), again.body.text("device_id") } };
    hers.pull();
    CHECK(hers.led() == scopes_of(group_b));
    hers.epoch = "before";
    hers.pull();
    CHECK(std::count(hers.snapshots.begin(), hers.snapshots.end(), "mothers:" + group_b) == 1); // whole, whatever it says it has
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
