// SPDX-License-Identifier: AGPL-3.0-or-later
// What a link opens, until when by the programme's day, how often, and for whom it is shut.
#include "app/test_cast.h"
#include "platform/links/links.h"

using namespace bydel;
using namespace bydel::test;

namespace {

constexpr links::Purpose once { "once", 2 }, thrice { "thrice", 2, 3 };
constexpr links::Refusals refusals { "links.used", "links.revoked", "links.expired" };

std::string state(Cast& cast, std::string const& token, links::Purpose const& purpose = once, std::string const& programme_id = "dk")
{
    return cast.read([&](db::Session& session) {
        auto const link = links::find(session, programme_id, token);
        if (!link)
            return std::string("unknown");
        auto const open = links::check_open(*link, purpose, tenant::day_in(session, programme_id, cast.product->clock.now()), refusals);
        return open ? std::string("open") : open.error().key;
    });
}
links::Made made(Cast& cast, links::Purpose const& purpose = once, std::string const& subject = amina, std::string const& id = "")
{
    return MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return links::make(session, journal, purpose, subject, id); }));
}
bool used(Cast& cast, links::Link const& link, std::string const& attempt = "")
{
    return MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return links::use(session, journal, link, attempt, ""); }));
}

} // namespace

TEST_CASE("a link opens as often as its purpose says, in its own programme only, and only its hash is kept")
{
    Cast cast;
    auto const one = made(cast), three = made(cast, thrice);
    CHECK(one.token.starts_with("dk."));
    CHECK(state(cast, one.token) == "open");
    CHECK(state(cast, one.token, once, "no") == "unknown");
    CHECK(state(cast, one.token + "x") == "unknown");
    CHECK(cast.everything().find(one.token.substr(3)) == std::string::npos);
    CHECK(used(cast, one.link));
    CHECK(!used(cast, one.link));
    CHECK(state(cast, one.token) == "links.used");
    for (int i = 0; i < 3; ++i) {
        CHECK(state(cast, three.token, thrice) == "open");
        CHECK(used(cast, three.link));
    }
    CHECK(!used(cast, three.link));
    CHECK(state(cast, three.token, thrice) == "links.used");
}

TEST_CASE("a link opens until the end of its last day in the programme's time zone, not in Greenwich's")
{
    Cast cast;
    auto const link = made(cast); // on 23 November at eleven in Copenhagen
    CHECK(links::last_day_of(link.link) == "2026-11-25");
    cast.product->clock.stand_still(start_of("2026-11-26") - one_minute - 60 * one_minute);
    CHECK(state(cast, link.token) == "open");
    cast.product->clock.stand_still(start_of("2026-11-26") - 60 * one_minute); // midnight there
    CHECK(state(cast, link.token) == "links.expired");
    // One that was made half an hour after midnight there has that day, whatever day it still is in Greenwich.
    cast.product->clock.stand_still(start_of("2026-11-26") - 30 * one_minute);
    CHECK(links::last_day_of(made(cast).link) == "2026-11-28");
}

TEST_CASE("a link that was made while the clock was years ahead opens nothing when it is back")
{
    Cast cast;
    cast.pass(1000 * one_day);
    auto const link = made(cast);
    CHECK(state(cast, link.token) == "open");
    cast.pass(-1000 * one_day);
    CHECK(state(cast, link.token) == "links.expired");
    CHECK(!cast.read([&](db::Session& session) { return links::open_one(session, "dk", amina, std::span(&once, 1), today).has_value(); }));
}

TEST_CASE("revoking shuts the open links of a subject and of a purpose, and no other")
{
    Cast cast;
    auto const hers = made(cast), also = made(cast, thrice), others = made(cast, once, zahra);
    auto const open = [&](links::Purpose const& purpose) {
        return cast.read([&](db::Session& session) { return links::open_one(session, "dk", amina, std::span(&purpose, 1), today).has_value(); });
    };
    CHECK(open(once));
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return links::revoke(session, journal, amina, std::span(&once, 1)); }));
    CHECK(state(cast, hers.token) == "links.revoked");
    CHECK(!used(cast, hers.link));
    CHECK(state(cast, also.token, thrice) == "open");
    CHECK(state(cast, others.token) == "open");
    CHECK(!open(once));
    CHECK(open(thrice));
}

TEST_CASE("another token shuts the first one; the page that used a link is known again on that day and the next")
{
    Cast cast;
    auto const first = made(cast, once, amina, id_of(800));
    auto const second = MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return links::renew(session, journal, first.link); }));
    CHECK(state(cast, first.token) == "unknown");
    CHECK(state(cast, second.token) == "open");
    CHECK(second.link.id == id_of(800));
    CHECK(used(cast, second.link, "attempt"));
    auto const again = [&](std::string const& attempt, std::string const& day) {
        return cast.read([&](db::Session& session) { return links::is_same_attempt(*links::with_id(session, "dk", id_of(800)), attempt, day); });
    };
    CHECK(again("attempt", "2026-11-23"));
    CHECK(again("attempt", "2026-11-24"));
    CHECK(!again("attempt", "2026-11-25"));
    CHECK(!again("another", "2026-11-23"));
    CHECK(!again("", "2026-11-23"));
}

TEST_CASE("of two that use a link at the same moment one does")
{
    Cast cast;
    for (int round = 0; round < 10; ++round) {
        auto const link = made(cast);
        std::atomic<int> opened = 0;
        std::vector<std::thread> people;
        for (int i = 0; i < 4; ++i)
            people.emplace_back([&] { opened += used(cast, link.link); });
        for (auto& one : people)
            one.join();
        CHECK(opened == 1);
    }
}
