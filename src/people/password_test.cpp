// SPDX-License-Identifier: AGPL-3.0-or-later
// Who signs in at the office chooses her password herself, by a link that nobody can use twice, for another, or instead of a phone's.
#include "app/own_phone_cast.h"

using namespace bydel;
using namespace bydel::people;
using namespace bydel::test;
using namespace bydel::test::own_phone;

namespace {

constexpr auto chosen = "four quiet words here";

std::string new_link(Cast& cast, std::string const& person_id = coordinator_a)
{
    return MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return link_to_new_password(session, journal, person_id); })).token;
}
Answer choose(Cast& cast, std::string const& token, std::string const& word = chosen)
{
    return cast.post({}, "/api/password", object({ { "token", token }, { "password", word } }));
}
Answer look(Cast& cast, std::string const& token) { return cast.post({}, "/api/password/check", object({ { "token", token } })); }
int signs_in(Cast& cast, std::string const& email, std::string const& word)
{
    return cast.post({}, "/api/login", object({ { "email", email }, { "password", word } })).status;
}

} // namespace

TEST_CASE("a new office user has a password that nobody knows until she chooses one by her link, and is signed in then")
{
    Cast cast;
    auto const token = MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) {
        return add_account_by_link(session, journal, cast.product->vault, { "dk", coordinator_a, "Mette@Example.org", "" });
    })).token;
    auto const seen = look(cast, token);
    REQUIRE(seen.status == 200);
    CHECK(seen.body.text("display_name") == "Mette Coordinator");
    CHECK(seen.body.text("email") == "mette@example.org");
    CHECK(seen.body.text("purpose") == "first_password");
    CHECK(signs_in(cast, "mette@example.org", "") == 422);
    auto const short_one = choose(cast, token, "short");
    CHECK(short_one.status == 422);
    CHECK(short_one.field() == "password");
    auto const signed_in = choose(cast, token);
    REQUIRE(signed_in.status == 200);
    auto const cookie = signed_in.header("Set-Cookie");
    CHECK(cast.get({ cookie.substr(0, cookie.find(';')) }, "/api/me").status == 200);
    CHECK(signs_in(cast, "mette@example.org", chosen) == 200);
    CHECK(choose(cast, token, "another one altogether").key() == "links.used");
    CHECK(look(cast, token).key() == "links.used");
    CHECK(signs_in(cast, "mette@example.org", chosen) == 200);
}

TEST_CASE("a new password by a link ends sessions, shuts other links, and takes groups off phones, as one from the terminal does")
{
    Cast cast;
    auto phone = own_phone_of(cast, coordinator_a);
    phone.pull();
    REQUIRE(phone.holds("Amina"));
    auto const mette = cast.office(coordinator_a);
    auto const phone_link = own_link(cast, coordinator_a);
    auto const earlier = new_link(cast), token = new_link(cast);
    CHECK(look(cast, earlier).key() == "links.revoked"); // one at a time
    REQUIRE(choose(cast, token).status == 200);
    CHECK(cast.get(mette, "/api/me").status == 401);
    REQUIRE(phone.pull().status == 200);
    CHECK(phone.led().empty());
    CHECK(cast.post({}, "/api/enrol", object({ { "token", phone_link.substr(phone_link.find("#i=") + 3) }, { "language", "en" } })).key()
        == "invitation.revoked");
    CHECK(signs_in(cast, coordinator_a + "@example.org", password) == 401);
    CHECK(signs_in(cast, coordinator_a + "@example.org", chosen) == 200);
}

TEST_CASE("a link of one kind opens nothing of the other, and none of another programme")
{
    Cast cast;
    give_password(cast, coordinator_a, "mette@example.org");
    auto const enrols
        = MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return invite(session, journal, amina, "enrol"); })).token;
    auto const token = new_link(cast);
    CHECK(choose(cast, enrols).key() == "links.unknown");
    CHECK(look(cast, enrols).key() == "links.unknown");
    CHECK(cast.post({}, "/api/enrol", object({ { "token", token }, { "language", "en" } })).key() == "invitation.unknown");
    CHECK(cast.post({}, "/api/enrol/check", object({ { "token", token } })).key() == "invitation.unknown");
    CHECK(choose(cast, "no" + token.substr(2)).key() == "links.unknown");
    for (auto const& nonsense : { "x", "dk.", ".", "dk.abc", "../../etc" })
        CHECK(choose(cast, nonsense).key() == "links.unknown");
    CHECK(choose(cast, token).status == 200);
}

TEST_CASE("a link for a password ends with tomorrow; one for the first password after a week; none opens for who has no account")
{
    Cast cast;
    give_password(cast, coordinator_a, "mette@example.org");
    auto const token = new_link(cast);
    cast.pass(one_day);
    CHECK(look(cast, token).status == 200);
    cast.pass(one_day);
    CHECK(look(cast, token).key() == "links.expired");
    CHECK(choose(cast, token).key() == "links.expired");
    auto const nobody = cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return link_to_new_password(session, journal, amina); });
    REQUIRE(!nobody);
    CHECK(nobody.error().key == "record.not_found");
}

TEST_CASE("a link opens nothing for somebody whose role has ended; who was signed in on that computer is signed out")
{
    Cast cast;
    give_password(cast, coordinator_a, "mette@example.org");
    auto const hanne = cast.office(coordinator_b);
    auto const first = new_link(cast);
    auto const answer = cast.post(hanne, "/api/password", object({ { "token", first }, { "password", chosen } }));
    REQUIRE(answer.status == 200);
    CHECK(answer.body.text("person_id") == coordinator_a);
    CHECK(cast.get(hanne, "/api/me").status == 401);
    auto const second = new_link(cast);
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) -> Done {
        for (auto const& role : roles_on(session, "dk", coordinator_a, today))
            TRY(end_role(session, journal, role, "2026-11-23"));
        return {};
    }));
    CHECK(look(cast, second).status == 200);
    cast.pass(one_day);
    CHECK(look(cast, second).key() == "links.revoked");
    CHECK(choose(cast, second).key() == "links.revoked");
}

TEST_CASE("who tries links that are not there is slowed down; a course that enrols from one address is not")
{
    Cast cast;
    give_password(cast, coordinator_a, "mette@example.org");
    for (int i = 0; i < 200; ++i)
        REQUIRE(look(cast, new_link(cast)).status == 200);
    int status = 0, tries = 0;
    while (status != 429 && tries < 300) {
        status = look(cast, "dk.guess" + std::to_string(tries++)).status;
        REQUIRE((status == 404 || status == 429));
    }
    CHECK(status == 429);
    CHECK(tries > 50);
    cast.pass(2 * 60 * one_minute); // an hour's quiet, for the tests after this one too
    CHECK(look(cast, new_link(cast)).status == 200);
}
