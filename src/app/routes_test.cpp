// SPDX-License-Identifier: AGPL-3.0-or-later
// Every route of the product, as everyone. What each is answered stands in contracts/statuses.txt, to be read when it changes; what an answer must
// and must not hold, beside the routes (src/<slice>/routes_test.cpp). A route without a case fails the test.
// To renew it: BYDEL_WRITE_CONTRACTS=1 build/dev/bydel_tests -tc='every route answers everyone*'
#include "app/route_cast.h"
#include "impact/store.h"
#include "people/unlock.h"
#include "platform/auth/locked.h"
#include <cstdlib>
#include <fmt/core.h>
#include <fstream>

using namespace bydel;
using namespace bydel::test;
using http::Method;

namespace {

std::string const ended_coordinator = id_of(7), elsewhere_consultant = id_of(8);
/// Who holds a role in the cast; for every other role that a slice declares somebody comes.
std::map<Actor, std::string> const known { { mother, amina }, { "helper_coordinator", helper_a }, { coordinator, coordinator_a }, { secretariat, secretary } };

/// The role, and who comes to the programme to hold it in its right place.
std::vector<std::pair<auth::Role, std::string>> newcomers()
{
    std::vector<std::pair<auth::Role, std::string>> all;
    for (auto const& role : app::slices().roles()) {
        if (role.held != auth::Held::by_no_person && !known.contains(role.name))
            all.emplace_back(role, id_of(20 + static_cast<int>(all.size())));
    }
    return all;
}

Json cost_model() { return impact::shipped_models().back().second; }

std::vector<RouteCase> all_cases()
{
    std::vector<RouteCase> all;
    for (auto make : makers_of_cases()) {
        for (auto& one : make())
            all.push_back(std::move(one));
    }
    return all;
}

using Scope = std::pair<std::string, std::string>; ///< its kind, and which
Scope right_scope(auth::Held held)
{
    using enum auth::Held;
    if (held == in_programme)
        return { "programme", "" };
    return held == in_region ? Scope { "region", "syddanmark" } : Scope { "group", group_a }; // group A lies in that region
}

void add_staff(Cast& cast)
{
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) -> Done {
        auto add = [&](std::string const& id, std::string_view role, Scope const& scope, std::optional<std::string> ends_on = {}) -> Done {
            TRY(people::add_person(session, journal, cast.product->vault, { id, "Staff", std::nullopt, "en" }));
            TRY(people::add_role(session, journal, app::slices(), { "", id, std::string(role), scope.first, scope.second, "2026-01-01", std::move(ends_on) }));
            return {};
        };
        TRY(add(ended_coordinator, coordinator, { "group", group_a }, "2026-11-22"));
        for (auto const& [role, id] : newcomers())
            TRY(add(id, role.name, right_scope(role.held)));
        return add(elsewhere_consultant, "regional_consultant", { "region", "midtjylland" });
    }));
}

/// What there is to look at: conversations of two groups, one recorded by the coordinator, a concern, an item in quarantine.
void set_stage(Cast& cast)
{
    cast.converse(amina, group_a, "2026-11-20", { "violence" });
    cast.converse(amina, group_a, "2026-11-20", { "money" });
    cast.converse(zahra, group_a, "2026-11-02");
    cast.converse(hodan, group_b, "2026-11-03");
    for (int i = 0; i < 12; ++i)
        cast.converse(i % 3 == 0 ? nour : i % 3 == 1 ? amina : zahra, group_a, "2026-08-03", { i < 6 ? "violence" : "money" }, "ar");
    MUST(cast.change("dk", [](db::Session& session, journal::Journal&) {
        return impact::store::add_version(session, "dk", { kept, 1, "An empty model", cost_model(), "", secretary, today });
    }));
    auto sheet = items(recorded_row(recorded));
    REQUIRE(cast.post(cast.office(coordinator_a), "/api/groups/" + group_a + "/conversations", sheet).status == 200);
    auto phone = cast.phone(amina);
    auto strange = Cast::conversation();
    strange.set("contact_way", "moonwalk");
    REQUIRE(cast.push(phone, cast.sealed(phone.device_id, "conversation", strange, odd)).contains("quarantined"));
    REQUIRE(cast.push(phone, cast.sealed(phone.device_id, "concern", object({ { "raised_on", today } }), worry)).contains("stored"));
}

std::string target_of(RouteCase const& row)
{
    auto target = row.path + row.query;
    for (auto const& [name, value] : { std::pair<std::string, std::string> { "{group_id}", group_a }, { "{model_id}", kept }, { "{key}", "empty" },
             { "{person_id}", amina }, { "{entity}", "conversation" },
             { "{id}",
                 row.path.find("quarantine") != std::string::npos     ? odd
                     : row.path.find("concerns") != std::string::npos ? worry
                                                                      : recorded } }) {
        if (auto at = target.find(name); at != std::string::npos)
            target.replace(at, name.size(), value);
    }
    return target;
}

Who locked_phone(Cast& cast)
{
    auto phone = cast.phone(amina);
    MUST(cast.product->database->write(
        [&](db::Session& session) { return people::store::trust_first_secret(session, "dk", phone.device_id, std::string(43, 'A')); }));
    return phone;
}

/// In the order of the columns of contracts/statuses.txt: the guest, each role in its right place, then those whose place or day is wrong: she who left,
/// the coordinator of group B, the consultant of another region, she whose days are over, she of another programme of the same server.
std::vector<std::pair<Actor, Who>> everyone(Cast& cast)
{
    std::vector<std::pair<Actor, Who>> all { { guest, {} } };
    auto people = known;
    for (auto const& [role, id] : newcomers())
        people[role.name] = id;
    for (auto const& role : app::slices().roles()) {
        if (role.held == auth::Held::by_no_person)
            all.emplace_back(role.name, role.name == auth::locked_phone ? locked_phone(cast) : cast.phone(coordinator_a));
        else
            all.emplace_back(role.name, role.held == auth::Held::on_phone ? cast.phone(people.at(role.name)) : cast.office(people.at(role.name)));
    }
    all.emplace_back("left", cast.phone(leyla));
    all.emplace_back("of_b", cast.office(coordinator_b));
    all.emplace_back("of_midt", cast.office(elsewhere_consultant));
    all.emplace_back("ended", cast.office(ended_coordinator));
    all.emplace_back("of_no", cast.office(coordinator_no, "no"));
    return all;
}

struct Stage {
    Cast cast;
    std::vector<std::pair<Actor, Who>> who;
    std::string as_set;
    std::int64_t sessions = 0; ///< not in everything()

    Stage()
    {
        add_staff(cast);
        set_stage(cast);
        MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) {
            return people::add_account(session, journal, cast.product->vault, { "dk", coordinator_a, "mette@example.org", "a long password" });
        }));
        who = everyone(cast);
        as_set = cast.everything();
        sessions = cast.count("office_session");
        cast.keep();
    }
};

/// What each is answered, as a line of contracts/statuses.txt. After a change the stage is as it was set, so that nobody meets what another did.
std::string ask_everyone(Stage& stage, http::Route const& route, RouteCase const& row)
{
    auto& cast = stage.cast;
    auto line = fmt::format("{:<6} {:<56}", http::to_string(route.method), route.path);
    auto before = stage.as_set;
    for (auto const& [actor, who] : stage.who) {
        CAPTURE(actor);
        auto const body = row.body ? row.body(cast, actor) : Json(Json::Object());
        if (row.body)
            before = cast.everything();
        auto answer = cast.send(who, row.method, target_of(row), body);
        CAPTURE(answer.text);
        line += fmt::format(" {:>{}}", answer.status, actor.size());
        auto const after = cast.everything();
        bool changed = before != after;
        if (answer.status == 401 || answer.status == 403)
            CHECK(!changed);
        if (actor == row.right) {
            CHECK(answer.status < 300);
            for (auto const& part : row.must)
                CHECK_MESSAGE(answer.contains(part), part);
            for (auto const& part : row.must_not)
                CHECK_MESSAGE(!answer.contains(part), part);
        }
        before = after;
        if (after != stage.as_set || cast.count("office_session") != stage.sessions) {
            cast.put_back();
            before = cast.everything();
            REQUIRE(before == stage.as_set);
        }
    }
    return line + "\n";
}

} // namespace

TEST_CASE("every route answers everyone as contracts/statuses.txt says, and shows nobody what is not theirs")
{
    Stage stage;
    std::string now = fmt::format("{:<63}", "");
    for (auto const& [actor, who] : stage.who)
        now += fmt::format(" {}", actor);
    now += "\n";
    auto const all = all_cases();
    for (auto const& route : app::slices().routes()) {
        CAPTURE(route.path);
        auto row = std::find_if(all.begin(), all.end(), [&](RouteCase const& one) { return one.method == route.method && one.path == route.path; });
        if (row == all.end())
            FAIL_CHECK("a route without a case in its slice's routes_test.cpp");
        else
            now += ask_everyone(stage, route, *row);
    }
    std::string const path = BYDEL_SOURCE_DIR "/contracts/statuses.txt";
    if (std::getenv("BYDEL_WRITE_CONTRACTS"))
        std::ofstream(path) << now;
    std::ifstream file(path);
    auto lines = split(std::string(std::istreambuf_iterator<char>(file), {}), '\n');
    auto lines_now = split(now, '\n');
    REQUIRE(lines.size() == lines_now.size());
    for (std::size_t i = 0; i < lines.size(); ++i)
        CHECK(lines_now[i] == lines[i]);
}

TEST_CASE("every write is refused when another site's page sends it")
{
    Cast cast;
    add_staff(cast);
    std::map<Actor, Who> who;
    for (auto const& [actor, one] : everyone(cast))
        who.emplace(actor, one);
    auto before = cast.everything();
    for (auto const& row : all_cases()) {
        if (row.method == get)
            continue;
        CAPTURE(row.path);
        for (auto const& site : { http::Headers { { "sec-fetch-site", "cross-site" } }, http::Headers { { "sec-fetch-site", "same-site" } },
                 http::Headers { { "sec-fetch-site", "none" } }, http::Headers { { "sec-fetch-site", "" }, { "origin", "https://evil.example" } },
                 http::Headers { { "sec-fetch-site", "" }, { "origin", "null" } } }) {
            auto answer = cast.send_text(who.at(row.right), row.method, target_of(row), "{}", site);
            CHECK(answer.status == 403);
            CHECK(answer.key() == "request.cross_site");
        }
        auto form = cast.send_text(who.at(row.right), row.method, target_of(row), "a=b", { { "content-type", "application/x-www-form-urlencoded" } });
        CHECK(form.status == 415);
    }
    CHECK(before == cast.everything());
}

TEST_CASE("the secretariat of one programme finds no group of another, and none that is not there")
{
    Cast cast;
    auto susanne = cast.office(secretary);
    for (auto const& group : { group_no, id_of(999) }) {
        for (auto const& end : { "", "/template", "/overlay" }) {
            CAPTURE(end);
            CHECK(cast.get(susanne, "/api/groups/" + group + end).status == 404);
        }
        for (auto const& end : { "/people", "/month", "/quarter", "/conversations", "/concerns", "/quarantine" })
            CHECK(cast.get(susanne, "/api/groups/" + group + end).status == 403);
    }
}

TEST_CASE("a coordinator cannot touch a mother of another group through her own group's address")
{
    Cast cast;
    auto mette = cast.office(coordinator_a);
    auto before = cast.everything();
    for (auto const& stranger : { hodan, astrid_no, coordinator_b, id_of(998) }) {
        auto path = "/api/groups/" + group_a + "/people/" + stranger;
        CHECK(cast.put(mette, path, object({ { "display_name", "Taken" } })).status == 404);
        for (auto const& act : { "/invitation", "/invitation/revoke", "/lost_phone", "/leave", "/move", "/erase" })
            CHECK(
                cast.post(mette, path + act, object({ { "purpose", "enrol" }, { "left_on", today }, { "to_group_id", group_b }, { "moved_on", today } })).status
                == 404);
    }
    CHECK(before == cast.everything());
}

TEST_CASE("after a mother has moved, her old coordinator can change nothing and sees no phone number, phone or invitation")
{
    Cast cast;
    auto mette = cast.office(coordinator_a);
    auto path = "/api/groups/" + group_a + "/people/" + nour;
    CHECK(cast.put(mette, path, object({ { "display_name", "Taken" } })).status == 409);
    CHECK(cast.post(mette, path + "/invitation", object({ { "purpose", "enrol" } })).status == 409);
    CHECK(cast.post(mette, path + "/erase").status == 409);
    cast.phone(nour);
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return people::invite(session, journal, nour, "enrol"); }));
    auto people = cast.get(mette, "/api/groups/" + group_a + "/people").body["people"];
    for (auto const& person : *people.as_array()) {
        if (person.text("person_id") != nour)
            continue;
        CHECK(person.text("state") == "left");
        CHECK(person["phone"].is_null());
        CHECK(person["invitation"].is_null());
        CHECK(person.text("phone_state") == "none");
    }
    CHECK(cast.get(cast.office(coordinator_b), "/api/groups/" + group_b + "/people").contains("Nour"));
}

TEST_CASE("the month names nobody: it counts")
{
    Cast cast;
    set_stage(cast);
    auto const month = cast.get(cast.office(coordinator_a), "/api/groups/" + group_a + "/month");
    CHECK(month.contains(R"("notice":"people.silent")"));
    for (auto const& person : { amina, zahra, nour, leyla, coordinator_a })
        CHECK(!month.contains(person));
}
