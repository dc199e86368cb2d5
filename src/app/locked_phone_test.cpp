// SPDX-License-Identifier: AGPL-3.0-or-later
// What the server answers to a phone that does not show that its notes are open (docs/sync.md): sending, and nothing else. A route that is added
// tomorrow is closed by itself.
#include "app/test_cast.h"
#include "people/unlock.h"
#include "platform/auth/locked.h"

using namespace bydel;
using namespace bydel::test;

namespace {

std::string const secret = auth::hash_token("hers"), another = auth::hash_token("another's");

http::Headers showing(std::string const& said) { return { { std::string(people::unlock_header), said } }; }

Answer ask(Cast& cast, Who const& who, http::Method method, std::string const& target, http::Headers const& more = {}, Json const& body = Json(Json::Object()))
{
    return cast.send_text(who, method, target, method == get ? "" : body.dump(), more);
}
Answer pull(Cast& cast, Who const& who, http::Headers const& more = {}) { return ask(cast, who, post, "/api/sync/pull", more); }
Answer push(Cast& cast, Who const& who) { return cast.push(who, cast.sealed(who.device_id, "conversation", Cast::conversation(), new_day_id(today))); }

/// As enrolled by a page that says a secret; without one, by a page of before.
Who enrolled(Cast& cast, std::string const& person_id, std::optional<std::string> const& said, std::string const& attempt = id_of(701), std::string token = "")
{
    if (token.empty())
        token = MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) {
            return people::invite(session, journal, person_id, "enrol");
        })).token;
    auto body = Json::object({ { "token", token }, { "language", "ar" }, { "attempt", attempt } });
    if (said)
        body.set("unlock_secret", *said);
    auto answer = cast.post({}, "/api/enrol", body);
    REQUIRE(answer.status == 201);
    CHECK(!answer.contains(said.value_or("unlock")));
    auto cookie = answer.header("Set-Cookie");
    return { cookie.substr(0, cookie.find(';')), answer.body.text("device_id") };
}

std::string target_of(http::Route const& route)
{
    std::string target(route.path);
    for (auto const& name : { "{group_id}", "{person_id}", "{model_id}", "{key}", "{entity}", "{id}" }) {
        if (auto at = target.find(name); at != std::string::npos)
            target.replace(at, std::string_view(name).size(),
                std::string(name) == "{group_id}"        ? group_a
                    : std::string(name) == "{person_id}" ? amina
                                                         : id_of(900));
    }
    return target;
}

} // namespace

TEST_CASE("of all routes a locked phone opens one: sending")
{
    Cast cast;
    auto phone = enrolled(cast, amina, secret);
    REQUIRE(pull(cast, phone, showing(secret)).status == 200); // heard of today: asking changes nothing more
    auto before = cast.everything();
    std::set<std::string> opened;
    for (auto const& route : app::slices().routes()) {
        if (route.permission.where == http::Where::anyone)
            continue; // says nothing of anybody
        CAPTURE(route.path);
        for (auto const& said :
            { http::Headers {}, showing(another), showing(""), showing(secret.substr(1)), showing(secret + "a"), showing(auth::hash_token(secret)) }) {
            auto answer = ask(cast, phone, route.method, target_of(route), said);
            if (answer.status != 403)
                opened.insert(std::string(route.path));
            else
                CHECK(answer.key() == "auth.phone_locked");
            CHECK(!answer.contains("Amina"));
        }
    }
    CHECK(opened == std::set<std::string> { "/api/sync/push" });
    CHECK(before == cast.everything());
}

TEST_CASE("a phone sends while it is locked, and receives once it shows that it is open")
{
    Cast cast;
    auto phone = enrolled(cast, amina, secret);
    CHECK(push(cast, phone).contains("stored"));
    CHECK(pull(cast, phone).key() == "auth.phone_locked");
    CHECK(cast.get(phone, "/api/me").status == 403);
    CHECK(pull(cast, phone, showing(secret)).contains("Amina"));
    CHECK(ask(cast, phone, get, "/api/me", showing(secret)).contains("Amina"));
    CHECK(ask(cast, phone, get, "/api/groups/" + group_a + "/people", showing(secret)).key() == "auth.forbidden"); // open, it is still no office
    CHECK(cast.everything().find(secret) == std::string::npos);
}

TEST_CASE("one person's secret opens no other phone, not on the same device either")
{
    Cast cast;
    auto hers = enrolled(cast, amina, secret), others = enrolled(cast, hodan, another);
    Who both { others.cookie + "; " + hers.cookie, hers.device_id };
    CHECK(pull(cast, both, showing(another)).status == 403);
    CHECK(pull(cast, both, showing(secret)).contains("Amina"));
    CHECK(push(cast, both).contains("stored"));
    auto second = enrolled(cast, amina, auth::hash_token("her second phone"), id_of(702));
    CHECK(pull(cast, second, showing(secret)).status == 403);
}

TEST_CASE("enrolled once more by the same attempt, the phone's last secret counts")
{
    Cast cast;
    auto token
        = MUST(cast.change("dk", [](db::Session& session, journal::Journal& journal) { return people::invite(session, journal, amina, "enrol"); })).token;
    enrolled(cast, amina, secret, id_of(701), token);
    auto phone = enrolled(cast, amina, another, id_of(701), token);
    CHECK(pull(cast, phone, showing(secret)).status == 403);
    CHECK(pull(cast, phone, showing(another)).status == 200);
}

TEST_CASE("a phone of before is asked for no secret until it says one, and from then on for that one")
{
    Cast cast;
    auto phone = enrolled(cast, amina, std::nullopt);
    CHECK(pull(cast, phone).status == 200); // a page that is not yet the new one
    CHECK(pull(cast, phone, showing("short")).status == 200);
    CHECK(pull(cast, phone, showing(secret)).status == 200);
    CHECK(pull(cast, phone).status == 403);
    CHECK(pull(cast, phone, showing(another)).status == 403);
    CHECK(pull(cast, phone, showing(secret)).status == 200);
    CHECK(push(cast, phone).contains("stored"));
}

TEST_CASE("of two first secrets at once the quicker one counts")
{
    Cast cast;
    auto phone = enrolled(cast, amina, std::nullopt);
    auto first = [&](std::string const& said) {
        return cast.product->database->write([&](db::Session& session) { return people::store::trust_first_secret(session, "dk", phone.device_id, said); });
    };
    CHECK(first(secret).has_value());
    CHECK(first(secret).has_value());
    CHECK(first(another).error().key == "auth.phone_locked");
    CHECK(pull(cast, phone, showing(secret)).status == 200);
}

TEST_CASE("only an open phone takes its person off")
{
    Cast cast;
    auto phone = enrolled(cast, amina, secret);
    CHECK(ask(cast, phone, post, "/api/sync/leave").key() == "auth.phone_locked");
    CHECK(push(cast, phone).contains("stored"));
    CHECK(ask(cast, phone, post, "/api/sync/leave", showing(secret)).status == 200);
    CHECK(push(cast, phone).key() == "auth.device_revoked");
}

TEST_CASE("a secret that is none is refused when a phone is enrolled, and the invitation still opens")
{
    Cast cast;
    auto token
        = MUST(cast.change("dk", [](db::Session& session, journal::Journal& journal) { return people::invite(session, journal, amina, "enrol"); })).token;
    for (auto const& bad : { std::string(), std::string("1234"), secret + "a" }) {
        auto answer = cast.post({}, "/api/enrol", Json::object({ { "token", token }, { "language", "ar" }, { "unlock_secret", bad } }));
        CHECK(answer.status == 422);
        CHECK(answer.field() == "unlock_secret");
    }
    enrolled(cast, amina, secret, id_of(701), token);
}
