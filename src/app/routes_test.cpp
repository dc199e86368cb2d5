// SPDX-License-Identifier: AGPL-3.0-or-later
// Every route of the product, as everyone: guest, a mother's phone, wrong role, wrong group, wrong programme, right role. A route without a row
// fails the test. What must never be in an answer is listed beside what must.
#include "app/test_cast.h"
#include "impact/store.h"

using namespace bydel;
using namespace bydel::test;
using http::Method;

namespace {

enum Actor { guest, mother, helper, secretariat, other_group, other_programme, coordinator, actors };
constexpr char const* names[] { "guest", "mother", "helper coordinator", "secretariat", "coordinator of another group", "coordinator of another programme",
    "coordinator" };

struct Row {
    Method method;
    std::string path; ///< as the route has it
    std::array<int, actors> expected;
    Actor right; ///< whose answer is read
    std::function<Json(Cast&, int actor)> body = {};
    std::vector<std::string> must = {};
    std::vector<std::string> must_not = {};
    std::string query = {};
};

constexpr std::array everybody { 200, 200, 200, 200, 200, 200, 200 };
constexpr std::array anyone_signed_in { 401, 200, 200, 200, 200, 200, 200 };
constexpr std::array any_office { 401, 403, 200, 200, 200, 200, 200 };
constexpr std::array sees_group { 401, 403, 200, 200, 403, 403, 200 };
constexpr std::array helper_too { 401, 403, 200, 403, 403, 403, 200 };
constexpr std::array coordinator_only { 401, 403, 403, 403, 403, 403, 200 };
constexpr std::array coordinator_makes { 401, 403, 403, 403, 403, 403, 201 };
constexpr std::array national_only { 401, 403, 403, 200, 403, 403, 403 };
constexpr std::array national_makes { 401, 403, 403, 201, 403, 403, 403 };
constexpr std::array phone_only { 401, 200, 403, 403, 403, 403, 403 };

std::string const recorded = id_of(901), worry = id_of(902), odd = id_of(903);
std::vector<std::string> const other_peoples_names { "Hodan", "Beta group", "Norsk", "Astrid" };
std::vector<std::string> const no_rows { amina, zahra, nour, "author_mark", "done_by", "recorded_by", "contact_phone" };

std::function<Json(Cast&, int)> always(Json body)
{
    return [body](Cast&, int) { return body; };
}
Json object(std::initializer_list<Json::Member> members) { return Json::object(members); }
Json items(Json item) { return object({ { "items", Json(Json::Array { std::move(item) }) } }); }

std::string invite(Cast& cast, std::string const& person_id)
{
    return MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return people::invite(session, journal, person_id, "enrol"); })).token;
}
Json recorded_row(std::string const& id)
{
    auto row = Cast::conversation();
    row.set("id", id);
    row.set("done_by", amina);
    return row;
}

std::string const kept = id_of(904);

Json cost_model() { return impact::shipped_models().back().second; }

std::vector<Row> rows()
{
    auto const model_body = always(object({ { "document", cost_model() }, { "note", "" }, { "base_version", 1 } }));
    std::string const group = "/api/groups/{group_id}", person = group + "/people/{person_id}";
    Json const name = object({ { "display_name", "Yasmin Newsdottir" }, { "language", "da" }, { "phone", "20123456" } });
    auto const moved_now = [](Cast& cast, int actor) { // only where she who may asks: nobody else may change anything
        if (actor == coordinator)
            MUST(cast.change(
                "dk", [](db::Session& session, journal::Journal& journal) { return people::move_to_group(session, journal, amina, group_a, group_b, today); }));
        return object({ { "moved_on", "2026-11-20" } });
    };
    auto const left_now = [](Cast& cast, int actor) {
        if (actor == coordinator)
            MUST(cast.change(
                "dk", [](db::Session& session, journal::Journal& journal) { return people::leave_group(session, journal, amina, group_a, "2026-11-22"); }));
        return object({ { "left_on", "2026-11-20" }, { "returned_on", today } });
    };
    // clang-format off
    return {
        { post, "/api/login", everybody, guest, always(object({ { "email", "Mette@example.org" }, { "password", "a long password" } })), { coordinator_a, "Alfa group" }, { "argon2", "password", "Beta group", "@" } },
        { get,  "/api/login", everybody, guest, {}, { R"("programme":null)" }, { "Danish", "Norsk", "dk", "no" } }, // two programmes live here
        { post, "/api/logout", everybody, coordinator },
        { get,  "/api/me", anyone_signed_in, coordinator, {}, { "Mette Coordinator", "Alfa group", R"("programme_id":"dk")" }, { "Beta group", "@" } },
        { post, "/api/me/language", anyone_signed_in, mother, always(object({ { "language", "ar" } })) },
        { post, "/api/enrol/check", everybody, guest, [](Cast& cast, int) { return object({ { "token", invite(cast, amina) } }); }, { "Amina", "Alfa group" }, { amina, group_a, "phone" } },
        { post, "/api/enrol", { 201, 201, 201, 201, 201, 201, 201 }, guest, [](Cast& cast, int) { return object({ { "token", invite(cast, amina) }, { "language", "ar" } }); }, { "device_id", amina, "epoch" }, { "secret", "token" } },

        { get,  "/api/facts", { 401, 403, 403, 200, 200, 200, 200 }, coordinator, {}, { R"("where":"help_line")", R"("region":"midtjylland")", "source_note", R"("source_seen":"stored_copy")" }, { "Beta group", amina } },

        { get,  "/api/impact/models", national_only, secretariat, {}, { "shipped", "norway_2020", R"("can_write":true)" } },
        { post, "/api/impact/models", national_makes, secretariat, model_body, { R"("version":1)" } },
        { get,  "/api/impact/models/{model_id}", national_only, secretariat, {}, { kept, "An empty model" } },
        { put,  "/api/impact/models/{model_id}", national_only, secretariat, model_body, { R"("version":2)" } },
        { Method::remove, "/api/impact/models/{model_id}", national_only, secretariat },
        { get,  "/api/impact/shipped/{key}", national_only, secretariat, {}, { "bydel.cost_model/1" } },
        { post, "/api/impact/check", national_only, secretariat, model_body, { R"("problems":[])" } },
        { post, "/api/impact/import", national_only, secretariat, [](Cast&, int) { return object({ { "name", "a.json" }, { "base64", to_base64url(cost_model().dump()) } }); }, { "bydel.cost_model/1" } },
        { post, "/api/impact/export", national_only, secretariat, always(object({ { "document", cost_model() }, { "type", "csv" } })), { "annual_cost" } },
        { post, "/api/impact/report", national_only, secretariat, always(object({ { "document", cost_model() }, { "type", "html" }, { "language", "en" } })), { "<html" } },
        { get,  "/api/impact/numbers", national_only, secretariat, {}, { R"("withheld":)" }, { amina }, "?measure=hours&from=2026-08&to=2026-08" },
        { get,  "/api/impact/measures", national_only, secretariat, {}, { "hours.interpreted", "trained_mothers" } },
        { get,  "/api/impact/claims", national_only, secretariat, {}, { "return_2_80_to_10" } },

        { get,  "/api/groups", any_office, coordinator, {}, { group_a, "Alfa group" }, other_peoples_names },
        { get,  group, sees_group, secretariat, {}, { "Alfa group", R"("mothers":2)" }, { "Amina", amina, "Beta group" } },
        { put,  group + "/contact", coordinator_only, coordinator, always(object({ { "contact_name", "Lone" }, { "contact_phone", "44444444" } })) },
        { get,  group + "/other_groups", coordinator_only, coordinator, {}, { "Beta group", group_b }, { "Amina", amina, "Alfa group", "contact", "Hodan" } },
        { get,  group + "/people", helper_too, coordinator, {}, { "Amina", "Zahra", "Leyla", R"("state":"left")", R"("to_group":"Beta group")" }, { "Hodan", "Norsk", "Astrid" } },
        { post, group + "/people", coordinator_makes, coordinator, always(name), { "Yasmin", "person_id" } },
        { put,  person, coordinator_only, coordinator, always(name) },
        { post, person + "/invitation", coordinator_makes, coordinator, always(object({ { "purpose", "enrol" } })), { "http://bydel.test/#i=dk.", "last_day" } },
        { post, person + "/invitation/revoke", coordinator_only, coordinator },
        { post, person + "/lost_phone", coordinator_only, coordinator },
        { post, person + "/leave", coordinator_only, coordinator, always(object({ { "left_on", today } })) },
        { post, person + "/leave/correct", coordinator_only, coordinator, left_now },
        { post, person + "/leave/take_back", coordinator_only, coordinator, left_now },
        { post, person + "/return", coordinator_only, coordinator, left_now },
        { post, person + "/move/correct", coordinator_only, coordinator, moved_now },
        { post, person + "/move/take_back", coordinator_only, coordinator, moved_now },
        { get,  person + "/history", coordinator_only, coordinator, {}, { R"("changes":[)", R"("phones":[)" }, { "Hodan", "Beta group", "secret", "device" } },
        { post, person + "/move", coordinator_only, coordinator, always(object({ { "to_group_id", group_b }, { "moved_on", today } })) },
        { post, person + "/erase", coordinator_only, coordinator },

        { get,  group + "/template", sees_group, coordinator, {}, { "contact_way", "street", "violence" }, { "operations" } },
        { get,  group + "/overlay", sees_group, coordinator, {}, { "base_version", "drift" } },
        { put,  group + "/overlay", coordinator_only, coordinator, always(object({ { "operations", Json(Json::Array { object({ { "op", "hide" }, { "list", "place" }, { "code", "online" } }) }) } })), { "online" } },

        { get,  "/api/sync/key", everybody, guest, {}, { "key_id", "public_key", "epoch" }, { "secret", "private" } },
        { post, "/api/sync/leave", phone_only, mother },
        { post, "/api/sync/push", phone_only, mother, always(items(Json(Json::Object()))), { "refused" } },
        { post, "/api/sync/pull", phone_only, mother, always(object({ { "cursor", Json(Json::Object()) } })), { "Amina", "person:" + amina, "Alfa group", R"("key":{"key_id")" }, { "Hodan", "Beta group", "Zahra", "author_mark", "Mette Coordinator" } },
        { post, group + "/import", coordinator_only, coordinator, always(object({ { "format", "bydel-outbox-1" }, { "programme_id", "dk" }, { "items", Json(Json::Array()) } })), { "results" } },
        { get,  group + "/quarantine", coordinator_only, coordinator, {}, { odd, "unknown_code", "contact_way", "Amina" }, { "payload", "moonwalk", "sealed", amina, "device_id", "held_on" } },
        { post, group + "/quarantine/{entity}/{id}", coordinator_only, coordinator, always(object({ { "decision", "accept" } })), {}, { "moonwalk" } },

        { get,  group + "/recording_rules", helper_too, coordinator, {}, { R"("days_back":90)", R"("women_at_most":50)" }, { recorded } },
        { get,  group + "/conversations", helper_too, coordinator, {}, { recorded, R"("contact_way":"street")" }, { "author_mark", "item_id", nour, zahra } },
        { post, group + "/conversations", helper_too, coordinator, [](Cast&, int actor) { return items(recorded_row(id_of(950 + actor))); }, { R"("stored":1)" } },
        { put,  group + "/conversations/{id}", coordinator_only, coordinator, always(recorded_row(recorded)), { R"("revision":2)" }, { "author_mark" } },
        { Method::remove, group + "/conversations/{id}", coordinator_only, coordinator },
        { get,  group + "/month", helper_too, coordinator, {}, { R"("conversations":4)", "open_concerns", "silent", R"("quarantined":1)" }, { "author_mark", "done_by", recorded, worry, odd, "violence", "Hodan" }, "?month=2026-11" },
        { get,  group + "/quarter", coordinator_only, coordinator, {}, { "2026-Q3", "violence", R"("released":true)" }, no_rows, "?quarter=2026-Q3" },
        { get,  "/api/me/waiting", { 401, 403, 403, 403, 200, 200, 200 }, coordinator, {}, { R"({"group_id":")" + group_a + R"(","new_concerns":1})" }, { group_b, worry, "Amina", "raised" } },
        { get,  group + "/concerns", coordinator_only, coordinator, {}, { worry, "Amina" }, { recorded, "conversation", "payload" } },
        { post, group + "/concerns/{id}", coordinator_only, coordinator, always(object({ { "passed_to", "municipality" }, { "passed_on", today }, { "closed_on", today } })), { "municipality", "closed_on" } },
    };
    // clang-format on
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

std::string target_of(Row const& row)
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

std::vector<Who> everyone(Cast& cast)
{
    return { {}, cast.phone(amina), cast.office(helper_a), cast.office(secretary), cast.office(coordinator_b), cast.office(coordinator_no, "no"),
        cast.office(coordinator_a) };
}

} // namespace

TEST_CASE("every route answers everyone as its row says, and shows nobody what is not theirs")
{
    auto routes = app::all_routes();
    for (auto const& route : routes) {
        auto all = rows();
        auto row = std::find_if(all.begin(), all.end(), [&](Row const& one) { return one.method == route.method && one.path == route.path; });
        CAPTURE(route.path);
        if (row == all.end()) {
            FAIL_CHECK("a route without a row in this table");
            continue;
        }
        Cast cast;
        set_stage(cast);
        if (route.path == "/api/login")
            MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) {
                return people::add_account(session, journal, cast.product->vault, { "dk", coordinator_a, "mette@example.org", "a long password" });
            }));
        auto who = everyone(cast);
        for (int actor = 0; actor < actors; ++actor) {
            CAPTURE(names[actor]);
            auto before = cast.everything();
            auto answer
                = cast.send(who[static_cast<std::size_t>(actor)], row->method, target_of(*row), row->body ? row->body(cast, actor) : Json(Json::Object()));
            CAPTURE(answer.text);
            CHECK(answer.status == row->expected[static_cast<std::size_t>(actor)]);
            if (answer.status == 401 || answer.status == 403)
                CHECK(before == cast.everything());
            if (actor != row->right)
                continue;
            for (auto const& part : row->must)
                CHECK_MESSAGE(answer.contains(part), part);
            for (auto const& part : row->must_not)
                CHECK_MESSAGE(!answer.contains(part), part);
        }
    }
}

TEST_CASE("every write is refused when another site's page sends it")
{
    Cast cast;
    auto who = everyone(cast);
    auto before = cast.everything();
    for (auto const& row : rows()) {
        if (row.method == get)
            continue;
        CAPTURE(row.path);
        for (auto const& site : { http::Headers { { "sec-fetch-site", "cross-site" } }, http::Headers { { "sec-fetch-site", "same-site" } },
                 http::Headers { { "sec-fetch-site", "none" } }, http::Headers { { "sec-fetch-site", "" }, { "origin", "https://evil.example" } },
                 http::Headers { { "sec-fetch-site", "" }, { "origin", "null" } } }) {
            auto answer = cast.send_text(who[row.right], row.method, target_of(row), "{}", site);
            CHECK(answer.status == 403);
            CHECK(answer.key() == "request.cross_site");
        }
        auto form = cast.send_text(who[row.right], row.method, target_of(row), "a=b", { { "content-type", "application/x-www-form-urlencoded" } });
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
    invite(cast, nour);
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

TEST_CASE("the month names nobody but silent mothers")
{
    Cast cast;
    set_stage(cast);
    auto month = cast.get(cast.office(coordinator_a), "/api/groups/" + group_a + "/month").body;
    REQUIRE(month["silent"].is_array());
    auto silent = month["silent"].dump();
    CHECK(silent.find(leyla) == std::string::npos); // she has left
    month.set("silent", Json());
    for (auto const& person : { amina, zahra, nour, leyla, coordinator_a })
        CHECK(month.dump().find(person) == std::string::npos);
}
