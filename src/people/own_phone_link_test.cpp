// SPDX-License-Identifier: AGPL-3.0-or-later
// Which phone shows what its person leads: one that she enrolled by a link of her own making, with her password, as long as neither is taken away.
#include "app/own_phone_cast.h"

using namespace bydel;
using namespace bydel::people;
using namespace bydel::test;
using namespace bydel::test::own_phone;

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
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) -> Done {
        return set_password(session, journal, coordinator_a, TRY(hash_of_new("another long password")));
    }));
    REQUIRE(phone.pull().status == 200); // her own stays
    CHECK(phone.led().empty());
    CHECK(!phone.holds("Amina"));
    CHECK(cast.post({}, "/api/enrol", object({ { "token", link.substr(link.find("#i=") + 3) }, { "language", "en" } })).status == 410);
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
