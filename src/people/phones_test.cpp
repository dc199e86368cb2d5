// SPDX-License-Identifier: AGPL-3.0-or-later
// A phone that is enrolled for her shows itself: to her on her other phones, and to whoever reads the audit.
#include "app/test_cast.h"

using namespace bydel;
using namespace bydel::test;

namespace {

std::string const person_path = "/api/groups/" + group_a + "/people/" + amina;

/// By the coordinator's link; nothing was heard from it yet.
Who enrolled(Cast& cast, std::string const& purpose = "enrol", std::string const& instead_of = "")
{
    auto invited = cast.post(cast.office(coordinator_a), person_path + "/invitation", Json::object({ { "purpose", purpose } }));
    REQUIRE(invited.status == 201);
    auto link = invited.body.text("link");
    auto body = Json::object({ { "token", link.substr(link.find("#i=") + 3) }, { "language", "ar" } });
    if (!instead_of.empty())
        body.set("device_id", instead_of);
    auto answer = cast.post({}, "/api/enrol", body);
    REQUIRE(answer.status == 201);
    auto cookie = answer.header("Set-Cookie");
    return { cookie.substr(0, cookie.find(';')), answer.body.text("device_id") };
}

/// A phone and what it knows: what it says of her phones after pulling what is new.
struct Listening {
    Cast& cast;
    Who who;
    Json cursor { Json::Object() };
    std::string epoch = {};
    std::string known = {};

    std::string hear()
    {
        auto pulled = cast.post(who, "/api/sync/pull", Json::object({ { "epoch", epoch }, { "cursor", cursor } })).body;
        epoch = pulled.text("epoch");
        for (auto const& scope : *pulled["scopes"].as_array()) {
            cursor.set(scope.text("scope"), scope["position"]);
            for (auto const& one : *scope["records"].as_array()) {
                if (one.text("entity") == "profile")
                    known = one["record"]["phones"].dump() + " of " + one["record"]["phones_so_far"].dump() + " since " + one["record"].text("phones_since");
            }
        }
        return known;
    }
};

std::vector<std::string> audit(Cast& cast, std::string const& entity)
{
    std::vector<std::string> lines;
    for (auto const& row : cast.read([&](db::Session& session) {
             return session.query(
                 "SELECT entity_id, operation, actor_id, occurred_on FROM journal WHERE programme_id = 'dk' AND scope = $1 AND entity = $2 ORDER BY sequence",
                 "person:" + amina, entity);
         })) {
        lines.push_back(row.text(0) + " " + row.text(1) + " " + row.maybe_text(2).value_or("nobody") + " " + row.text(3));
    }
    return lines;
}

} // namespace

TEST_CASE("each of her phones hears how many open her notes, and since when")
{
    Cast cast;
    Listening first { cast, enrolled(cast) };
    CHECK(first.hear() == "1 of 1 since 2026-11-23");
    cast.pass(2 * one_day);
    auto second = enrolled(cast);
    CHECK(first.hear() == "1 of 1 since 2026-11-23"); // an answer that was never heard opens nothing
    CHECK(cast.push(second, cast.sealed(second.device_id, "conversation", Cast::conversation(), new_day_id(today))).status == 200);
    CHECK(first.hear() == "2 of 2 since 2026-11-25");
    CHECK(Listening { cast, second }.hear() == "2 of 2 since 2026-11-25");
    REQUIRE(cast.post(second, "/api/sync/leave").status == 200);
    CHECK(first.hear() == "1 of 2 since 2026-11-23");
    cast.pass(one_day);
    Listening third { cast, enrolled(cast, "forgotten_pin", first.who.device_id) };
    CHECK(third.hear() == "1 of 3 since 2026-11-26");
    CHECK(cast.post(first.who, "/api/sync/pull").status == 401);
    REQUIRE(cast.post(cast.office(coordinator_a), person_path + "/lost_phone").status == 200);
    Listening fourth { cast, enrolled(cast) };
    CHECK(fourth.hear() == "1 of 4 since 2026-11-26");
    CHECK(cast.post(cast.phone(zahra), "/api/sync/pull").contains(R"("phones":1,)")); // hers alone are counted
}

TEST_CASE("the audit has who invited which person, when her phone came, and who shut it out")
{
    Cast cast;
    auto phone = enrolled(cast);
    cast.post(phone, "/api/sync/pull");
    cast.pass(one_day);
    REQUIRE(cast.post(cast.office(coordinator_a), person_path + "/lost_phone").status == 200);
    REQUIRE(cast.post(cast.office(coordinator_a), person_path + "/lost_phone").status == 200); // said once more, nothing happens
    CHECK(audit(cast, "phone")
        == std::vector<std::string> { phone.device_id + " enter nobody 2026-11-23", phone.device_id + " put " + amina + " 2026-11-23",
            phone.device_id + " leave " + coordinator_a + " 2026-11-24" });
    auto invitations = audit(cast, "invitation");
    REQUIRE(invitations.size() == 1);
    CHECK(invitations[0].ends_with(" put " + coordinator_a + " 2026-11-23"));
    auto row = cast.read([](db::Session& session) { return session.query_one("SELECT id, subject_id, made_by, outcome_id FROM link"); });
    CHECK(invitations[0].starts_with(row->text(0)));
    CHECK(row->text(1) == amina);
    CHECK(row->text(2) == coordinator_a);
    CHECK(row->text(3) == phone.device_id);
}

TEST_CASE("the coordinators of her group read who invited each of her phones; one whom she has left does not")
{
    Cast cast;
    enrolled(cast);
    cast.pass(one_day);
    enrolled(cast);
    auto phones = [&](std::string const& who, std::string const& group_id) {
        return cast.get(cast.office(who), "/api/groups/" + group_id + "/people/" + amina + "/history").body["phones"].dump();
    };
    std::string const by = R"("invited_by_name":"Mette Coordinator")";
    CHECK(phones(coordinator_a, group_a)
        == R"([{"enrolled_on":"2026-11-24","revoked_on":null,)" + by + R"(},{"enrolled_on":"2026-11-23","revoked_on":null,)" + by + "}]");
    MUST(cast.change(
        "dk", [](db::Session& session, journal::Journal& journal) { return people::move_to_group(session, journal, amina, group_a, group_b, "2026-11-24"); }));
    CHECK(phones(coordinator_a, group_a) == "[]");
    CHECK(phones(coordinator_b, group_b).find("Mette") != std::string::npos);
    MUST(cast.change(
        "dk", [&](db::Session& session, journal::Journal& journal) { return people::erase_person(session, journal, app::slices(), coordinator_a); }));
    CHECK(phones(coordinator_b, group_b).find(R"("invited_by_name":null)") != std::string::npos);
    CHECK(cast.everything().find(coordinator_a) == std::string::npos);
}

TEST_CASE("an invitation knows its person among those on the phone, says of another nothing, and of an unknown one that it is unknown")
{
    Cast cast;
    auto hers = enrolled(cast);
    auto others = cast.phone(zahra);
    REQUIRE(cast.post(cast.office(coordinator_a), person_path + "/lost_phone").status == 200);
    for (std::string const purpose : { "enrol", "forgotten_pin" }) {
        auto link = cast.post(cast.office(coordinator_a), person_path + "/invitation", Json::object({ { "purpose", purpose } })).body.text("link");
        auto asking = Json::object(
            { { "token", link.substr(link.find("#i=") + 3) }, { "device_ids", Json::strings({ others.device_id, hers.device_id, id_of(799) }) } });
        auto looked = cast.post({}, "/api/enrol/check", asking);
        CHECK(looked.contains("Amina"));
        CHECK(looked.body["devices"].dump()
            == R"([{"device_id":")" + hers.device_id + R"(","whose":"hers"},{"device_id":")" + id_of(799) + R"(","whose":"unknown"}])");
        asking.set("device_ids", Json(Json::Array(21, Json(hers.device_id))));
        CHECK(cast.post({}, "/api/enrol/check", asking).field() == "device_ids");
    }
    auto wrong = cast.post({}, "/api/enrol/check", Json::object({ { "token", "dk.invented" }, { "device_ids", Json::strings({ hers.device_id }) } }));
    CHECK(wrong.status == 404);
    CHECK(!wrong.contains(hers.device_id));
}
