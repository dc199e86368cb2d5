// SPDX-License-Identifier: AGPL-3.0-or-later
// Ways in: logins and their throttle, sessions, phones, invitations; each used by the wrong one, too late, or twice.
#include "app/test_cast.h"
#include <atomic>
#include <thread>

using namespace bydel;
using namespace bydel::test;

namespace {

Json login(std::string const& email, std::string const& password) { return Json::object({ { "email", email }, { "password", password } }); }

void give_account(Cast& cast, std::string const& programme_id, std::string const& person_id, std::string const& email)
{
    MUST(cast.change(programme_id, [&](db::Session& session, journal::Journal& journal) {
        return people::add_account(session, journal, cast.product->vault, { programme_id, person_id, email, "a long password" });
    }));
}

Who with_cookie_of(Answer const& answer)
{
    auto cookie = answer.header("Set-Cookie");
    return { cookie.substr(0, cookie.find(';')), {} };
}

std::string invite(Cast& cast, std::string const& person_id, std::string const& purpose = "enrol")
{
    return MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return people::invite(session, journal, person_id, purpose); })).token;
}
/// As an earlier version hashed it.
Done store_raw(db::Session& session, std::string const& person_id, std::string const& hash)
{
    return MUST(people::store::update_password(session, "dk", person_id, hash)) ? Done() : fail(not_found());
}
Answer enrol(Cast& cast, std::string const& token, std::string const& attempt = "")
{
    auto body = Json::object({ { "token", token }, { "language", "ar" } });
    if (!attempt.empty())
        body.set("attempt", attempt);
    return cast.post({}, "/api/enrol", body);
}
Who phone_of(Answer const& answer)
{
    auto who = with_cookie_of(answer);
    who.device_id = answer.body.text("device_id");
    return who;
}
std::string phone_state(Cast& cast, std::string const& person_id)
{
    auto answer = cast.get(cast.office(coordinator_a), "/api/groups/" + group_a + "/people");
    for (auto const& person : *answer.body["people"].as_array()) {
        if (person.text("person_id") == person_id)
            return person.text("phone_state");
    }
    return "";
}

} // namespace

TEST_CASE("a login gives a cookie for this host only, which says who she is until she signs out")
{
    Cast cast;
    give_account(cast, "dk", coordinator_a, "mette@example.org");
    auto answer = cast.post({}, "/api/login", login(" METTE@example.org", "a long password"));
    REQUIRE(answer.status == 200);
    auto cookie = answer.header("Set-Cookie");
    for (auto const& part : { "__Host-bydel-office=dk.", "; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict" })
        CHECK_MESSAGE(cookie.find(part) != std::string::npos, part);
    CHECK(cookie.find("Domain") == std::string::npos);
    auto who = with_cookie_of(answer);
    CHECK(cast.get(who, "/api/me").contains("Mette"));
    CHECK(cast.post(who, "/api/logout").header("Set-Cookie").find("Max-Age=0") != std::string::npos);
    CHECK(cast.get(who, "/api/me").key() == "auth.required");
}

TEST_CASE("guessing a password is slowed down, for an unknown address the same, and forgiven with time")
{
    Cast cast;
    give_account(cast, "dk", coordinator_a, "mette@example.org");
    for (std::string const email : { "mette@example.org", "nobody@example.org" }) {
        for (int attempt = 0; attempt < 5; ++attempt) {
            auto answer = cast.post({}, "/api/login", login(email, "a wrong password"));
            CHECK(answer.status == 401);
            CHECK(answer.key() == "auth.wrong_login");
        }
        cast.post({}, "/api/login", login(email, "a wrong password"));
        auto slowed = cast.post({}, "/api/login", login(email, "a long password"));
        CHECK(slowed.status == 429);
        CHECK(slowed.header("Retry-After") != "");
        CHECK(slowed.header("Set-Cookie") == "");
    }
    cast.pass(16 * one_minute);
    CHECK(cast.post({}, "/api/login", login("mette@example.org", "a long password")).status == 200);
}

TEST_CASE("every refused login checks as many passwords, so time does not tell who has an account, nor where, nor how it was written")
{
    Cast cast;
    give_account(cast, "dk", coordinator_a, "mette@example.org");
    give_account(cast, "no", coordinator_no, "kari@example.org");
    give_account(cast, "dk", coordinator_b, "both@example.org");
    give_account(cast, "no", astrid_no, "both@example.org");
    for (std::string const password : { "a wrong password", "a wrong pa\u030assword" }) { // the second has its letters decomposed
        std::set<std::int64_t> costs;
        for (std::string const email : { "mette@example.org", "kari@example.org", "both@example.org", "nobody@example.org" }) {
            for (std::string const programme : { "", "dk", "no", "atlantis" }) {
                auto asked = login(email, password);
                if (!programme.empty())
                    asked.set("programme_id", programme);
                cast.remote = auth::new_token();
                cast.pass(20 * one_minute);
                auto before = auth::passwords_checked();
                CHECK(cast.post({}, "/api/login", asked).key() == "auth.wrong_login");
                costs.insert(auth::passwords_checked() - before);
            }
        }
        CHECK(costs.size() == 1);
        CHECK(*costs.begin() > 0);
    }
}

TEST_CASE("guesses at one account from many addresses, named or forged in a header, and in parallel, are slowed down all the same")
{
    Cast cast;
    give_account(cast, "dk", coordinator_a, "mette@example.org");
    std::atomic<int> guesses { 0 };
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            for (int attempt = 0; attempt < 10; ++attempt) {
                http::Request request;
                request.method = post;
                request.path = "/api/login";
                request.headers = { { "content-type", "application/json" }, { "sec-fetch-site", "same-origin" }, { "x-forwarded-for", auth::new_token() } };
                request.body = login("mette@example.org", "a wrong password").dump();
                request.remote = auth::new_token();
                guesses += cast.api.handle(request).status == 401;
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
    CHECK(guesses <= 6);
}

TEST_CASE("a session ends after twelve hours and then says so")
{
    Cast cast;
    auto who = cast.office(coordinator_a);
    cast.pass(people::office_session_lasts - one_minute);
    CHECK(cast.get(who, "/api/me").status == 200);
    cast.pass(one_minute);
    CHECK(cast.get(who, "/api/me").key() == "auth.expired");
    CHECK(cast.post(who, "/api/groups/" + group_a + "/people", Json::object({ { "display_name", "Late" } })).status == 401);
    CHECK(!cast.get(cast.office(coordinator_a), "/api/groups/" + group_a + "/people").contains("Late"));
}

TEST_CASE("a new password ends the sessions that were open, and only those of that account")
{
    Cast cast;
    give_account(cast, "dk", coordinator_a, "mette@example.org");
    auto mette = cast.office(coordinator_a), hanne = cast.office(coordinator_b);
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) -> Done {
        return people::set_password(session, journal, coordinator_a, TRY(people::hash_of_new("another long password")));
    }));
    CHECK(cast.get(mette, "/api/me").status == 401);
    CHECK(cast.get(hanne, "/api/me").status == 200);
}

TEST_CASE("a token of one programme opens nothing in another")
{
    Cast cast;
    auto who = cast.office(coordinator_a);
    auto at = who.cookie.find("=dk.");
    for (std::string const other : { "=no.", "=.", "=DK.", "=dk.no.", "=dk" }) {
        auto forged = who;
        forged.cookie.replace(at, 4, other);
        CHECK(cast.get(forged, "/api/me").status == 401);
    }
    auto phone = cast.phone(amina);
    phone.cookie.replace(phone.cookie.find("=dk."), 4, "=no.");
    CHECK(cast.get(phone, "/api/me").status == 401);
}

TEST_CASE("one e-mail address in two programmes asks which, and then opens that one only")
{
    Cast cast;
    give_account(cast, "dk", coordinator_a, "both@example.org");
    give_account(cast, "no", coordinator_no, "both@example.org");
    auto asked = cast.post({}, "/api/login", login("both@example.org", "a long password"));
    CHECK(asked.status == 409);
    CHECK(asked.field() == "programme_id");
    auto chosen = login("both@example.org", "a long password");
    chosen.set("programme_id", "no");
    auto answer = cast.post({}, "/api/login", chosen);
    CHECK(answer.contains("Norsk group"));
    CHECK(cast.get(with_cookie_of(answer), "/api/groups/" + group_a).status == 403);
}

TEST_CASE("a phone is known by its own cookie alone")
{
    Cast cast;
    auto hers = cast.phone(amina), other = cast.phone(hodan);
    CHECK(cast.get(hers, "/api/me").contains("Amina"));
    auto secret = [](Who const& who) { return who.cookie.substr(who.cookie.find('=') + 1); };
    CHECK(cast.get({ hers.cookie, other.device_id }, "/api/me").status == 401);
    CHECK(cast.get({ people::device_cookie_name(other.device_id) + "=" + secret(hers), other.device_id }, "/api/me").status == 401);
    CHECK(cast.get({ people::device_cookie_name(id_of(77)) + "=" + secret(hers), id_of(77) }, "/api/me").status == 401);
    CHECK(cast.get({ std::string(people::office_cookie) + "=" + secret(hers) }, "/api/me").status == 401);
    CHECK(cast.get({ hers.cookie, "../../etc" }, "/api/me").status == 401);
    CHECK(cast.get({ {}, hers.device_id }, "/api/me").status == 401);
    Who both { other.cookie + "; " + hers.cookie, hers.device_id }; // two people on one phone
    CHECK(cast.get(both, "/api/me").contains("Amina"));
}

TEST_CASE("a lost phone is shut out at once, pushes nothing, and is told why")
{
    Cast cast;
    auto phone = cast.phone(amina);
    REQUIRE(cast.post(cast.office(coordinator_a), "/api/groups/" + group_a + "/people/" + amina + "/lost_phone").status == 200);
    auto before = cast.everything();
    auto answer = cast.push(phone, cast.sealed(phone.device_id, "conversation", Cast::conversation(), new_day_id(today)));
    CHECK(answer.status == 401);
    CHECK(answer.key() == "auth.device_revoked");
    CHECK(cast.post(phone, "/api/sync/pull").status == 401);
    CHECK(before == cast.everything());
}

TEST_CASE("a phone that she was taken off is shut out, and her other phone is not")
{
    Cast cast;
    auto old_phone = cast.phone(amina), new_phone = cast.phone(amina);
    auto left = cast.post(old_phone, "/api/sync/leave");
    CHECK(left.status == 200);
    CHECK(left.header("Set-Cookie").find("Max-Age=0") != std::string::npos);
    CHECK(cast.post(old_phone, "/api/sync/pull").status == 401);
    CHECK(cast.post(new_phone, "/api/sync/pull").status == 200);
    CHECK(cast.post(cast.office(coordinator_a), "/api/sync/leave").status == 403);
}

TEST_CASE("a mother's phone opens no office, even when she is coordinator too")
{
    Cast cast;
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) {
        return people::add_role(session, journal, app::slices(), { "", amina, "coordinator", "group", group_a, "2026-01-01", std::nullopt });
    }));
    auto phone = cast.phone(amina);
    CHECK(cast.get(phone, "/api/groups/" + group_a + "/people").status == 403);
    CHECK(cast.post(phone, "/api/sync/pull").status == 200);
    CHECK(cast.get(cast.office(amina), "/api/groups/" + group_a + "/people").status == 200);
}

TEST_CASE("a mother who has left still sends, and receives nothing of the group")
{
    Cast cast;
    auto phone = cast.phone(leyla);
    CHECK(cast.push(phone, cast.sealed(phone.device_id, "conversation", Cast::conversation(), new_day_id(today))).contains("quarantined"));
    auto pulled = cast.post(phone, "/api/sync/pull");
    CHECK(pulled.contains("Leyla"));
    CHECK(!pulled.contains("Alfa group"));
}

TEST_CASE("an invitation opens one phone once; looking at it, or fetching the link, consumes nothing")
{
    Cast cast;
    auto token = invite(cast, amina);
    for (int look = 0; look < 3; ++look) {
        CHECK(cast.get({}, "/api/enrol").status == 405);
        CHECK(cast.get({}, "/api/enrol?token=" + token).status == 405);
        CHECK(cast.get({}, "/api/enrol/check").status == 405);
        CHECK(cast.post({}, "/api/enrol/check", Json::object({ { "token", token } })).contains("Amina"));
    }
    auto answer = enrol(cast, token);
    REQUIRE(answer.status == 201);
    auto who = with_cookie_of(answer);
    who.device_id = answer.body.text("device_id");
    CHECK(cast.get(who, "/api/me").contains("Amina"));
    CHECK(enrol(cast, token).key() == "invitation.used");
    CHECK(cast.post({}, "/api/enrol/check", Json::object({ { "token", token } })).status == 410);
    CHECK(cast.count("device") == 1);
}

TEST_CASE("a phone that never heard the answer asks again with the same attempt and is the same phone, with a new token")
{
    Cast cast;
    auto token = invite(cast, amina);
    CHECK(phone_state(cast, amina) == "invited");
    auto lost = enrol(cast, token, id_of(701));
    REQUIRE(lost.status == 201);
    CHECK(phone_state(cast, amina) == "opened");
    CHECK(cast.post({}, "/api/enrol/check", Json::object({ { "token", token } })).key() == "invitation.used");
    CHECK(cast.post({}, "/api/enrol/check", Json::object({ { "token", token }, { "attempt", id_of(701) } })).contains("Amina"));
    CHECK(enrol(cast, token, id_of(702)).key() == "invitation.used"); // another page
    CHECK(enrol(cast, token).key() == "invitation.used");
    cast.pass(one_day);
    auto again = enrol(cast, token, id_of(701));
    REQUIRE(again.status == 201);
    CHECK(again.body.text("device_id") == lost.body.text("device_id"));
    CHECK(cast.count("device") == 1);
    CHECK(cast.get(phone_of(lost), "/api/me").status == 401);
    CHECK(phone_state(cast, amina) == "opened"); // the wrong token said nothing about her phone
    CHECK(cast.get(phone_of(again), "/api/me").contains("Amina"));
    CHECK(phone_state(cast, amina) == "enrolled");
    CHECK(enrol(cast, token, id_of(701)).key() == "invitation.used"); // it has been heard from: the attempt is over
}

TEST_CASE("the same attempt is answered on that day and the next, and not once her phone is shut out")
{
    Cast cast;
    auto token = invite(cast, amina);
    REQUIRE(enrol(cast, token, id_of(701)).status == 201);
    SUBCASE("two days") { cast.pass(2 * one_day); }
    SUBCASE("reported lost") { REQUIRE(cast.post(cast.office(coordinator_a), "/api/groups/" + group_a + "/people/" + amina + "/lost_phone").status == 200); }
    CHECK(enrol(cast, token, id_of(701)).key() == "invitation.used");
    CHECK(cast.count("device") == 1);
}

TEST_CASE("who has left is not invited, and an invitation from before opens nothing; a forgotten PIN is still mended, for what she saved")
{
    Cast cast;
    auto mette = cast.office(coordinator_a);
    auto invitation = [&](std::string const& person_id, std::string const& purpose) {
        return cast.post(mette, "/api/groups/" + group_a + "/people/" + person_id + "/invitation", Json::object({ { "purpose", purpose } }));
    };
    CHECK(invitation(leyla, "enrol").status == 409);
    CHECK(invitation(leyla, "enrol").key() == "people.left_cannot_invite");
    CHECK(invitation(leyla, "forgotten_pin").status == 201);
    auto token = invite(cast, amina);
    MUST(cast.change("dk", [](db::Session& session, journal::Journal& journal) { return people::leave_group(session, journal, amina, group_a, today); }));
    CHECK(cast.post({}, "/api/enrol/check", Json::object({ { "token", token } })).status == 200); // today is her last day
    cast.pass(one_day);
    CHECK(enrol(cast, token).key() == "invitation.revoked");
}

TEST_CASE("an invitation asked for twice with one id is one invitation, and its newest link opens")
{
    Cast cast;
    auto mette = cast.office(coordinator_a);
    auto ask = [&](std::string const& person_id) {
        return cast.post(mette, "/api/groups/" + group_a + "/people/" + person_id + "/invitation",
            Json::object({ { "purpose", "enrol" }, { "invitation_id", id_of(711) } }));
    };
    auto token_in = [](Answer const& answer) { return answer.body.text("link").substr(answer.body.text("link").find("#i=") + 3); };
    auto lost = ask(amina), again = ask(amina);
    CHECK(again.status == 201);
    CHECK(again.body.text("invitation_id") == id_of(711));
    CHECK(cast.count("link") == 1);
    CHECK(ask(zahra).key() == "record.exists");
    CHECK(enrol(cast, token_in(lost)).key() == "invitation.unknown");
    CHECK(enrol(cast, token_in(again)).status == 201);
    CHECK(ask(amina).key() == "invitation.used");
}

TEST_CASE("the same letters are the same password, composed or decomposed, also for one that was hashed as it was typed")
{
    Cast cast;
    std::string const composed = "bl\u00e5b\u00e6r-gr\u00f8d-2026", decomposed = "bla\u030ab\u00e6r-gr\u00f8d-2026";
    auto add = [&](std::string const& person_id, std::string const& email, std::string const& password) {
        MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) {
            return people::add_account(session, journal, cast.product->vault, { "dk", person_id, email, password });
        }));
    };
    add(coordinator_a, "\u00a0mette@example.org\u200b", composed);
    add(coordinator_b, "hanne@example.org", decomposed);
    for (auto const& email : { "mette@example.org", "hanne@example.org", "\u00a0hanne@example.org\u2060" }) {
        CHECK(cast.post({}, "/api/login", login(email, composed)).status == 200);
        CHECK(cast.post({}, "/api/login", login(email, decomposed)).status == 200);
    }
    CHECK(cast.post({}, "/api/login", login("mette@example.org", " " + composed)).key() == "auth.wrong_login"); // a space in a password counts
    MUST(cast.product->database->write([&](db::Session& session) { return store_raw(session, coordinator_b, auth::hash_password(decomposed)); }));
    CHECK(cast.post({}, "/api/login", login("hanne@example.org", decomposed)).status == 200);
    CHECK(cast.post({}, "/api/login", login("hanne@example.org", composed)).status == 401);
}

TEST_CASE("an invitation that is old, revoked, replaced or invented opens nothing")
{
    Cast cast;
    auto path = "/api/groups/" + group_a + "/people/" + amina + "/invitation";
    auto replaced = invite(cast, amina), revoked = invite(cast, amina);
    CHECK(enrol(cast, replaced).key() == "invitation.revoked");
    REQUIRE(cast.post(cast.office(coordinator_a), path + "/revoke").status == 200);
    CHECK(enrol(cast, revoked).key() == "invitation.revoked");
    auto old = invite(cast, amina);
    cast.pass(7 * one_day); // until the end of that day it opens
    CHECK(cast.post({}, "/api/enrol/check", Json::object({ { "token", old } })).status == 200);
    cast.pass(one_day);
    CHECK(enrol(cast, old).key() == "invitation.expired");
    auto good = invite(cast, amina);
    for (auto const& invented : { "dk." + auth::new_token(), "no" + good.substr(2), good + "x", std::string("dk."), std::string("x"), "dk." + good })
        CHECK(enrol(cast, invented).key() == "invitation.unknown");
    CHECK(cast.count("device") == 0);
    CHECK(enrol(cast, good).status == 201);
}

TEST_CASE("a new phone after a forgotten PIN shuts the old one out, but never somebody else's")
{
    Cast cast;
    auto old = cast.phone(amina), others = cast.phone(hodan);
    auto enrol_instead_of = [&](std::string const& device_id) {
        return cast.post(
            {}, "/api/enrol", Json::object({ { "token", invite(cast, amina, "forgotten_pin") }, { "language", "ar" }, { "device_id", device_id } }));
    };
    CHECK(enrol_instead_of(others.device_id).status == 201);
    CHECK(cast.get(others, "/api/me").status == 200);
    CHECK(enrol_instead_of(old.device_id).status == 201);
    CHECK(cast.get(old, "/api/me").key() == "auth.device_revoked");
}

TEST_CASE("the sign-in page may name the programme where there is one only, and none of several")
{
    Cast cast;
    CHECK(cast.get({}, "/api/login").body["programme"].is_null());
    auto product = app::Product::for_tests(cast.product->clock.now());
    http::Api api(product->services(), app::slices().routes(), product->gate());
    auto ask = [&] { return MUST(parse_json(api.handle({ http::Method::get, "/api/login", {}, {}, "", "" }).body)); };
    CHECK(ask()["programme"].is_null());
    MUST(product->database->write([](db::Session& session) -> Done {
        TRY(session.execute("INSERT INTO programme (programme_id, name, country, currency, time_zone, languages, kind, created_at) "
                            "VALUES ('dk', 'Neighbours', 'DK', 'DKK', 'Europe/Copenhagen', '[]', 'real', 1)"));
        return {};
    }));
    CHECK(ask()["programme"].text("name") == "Neighbours");
    CHECK(ask()["programme"].text("programme_id") == "dk");
}
