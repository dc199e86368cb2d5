// SPDX-License-Identifier: AGPL-3.0-or-later
// The reader of the journal: what it keeps up equals what is counted anew, also from what an earlier version wrote.
#include "app/test_cast.h"
#include "reporting/disclosure.h"
#include "reporting/store.h"

using namespace bydel;
using namespace bydel::reporting;
using namespace bydel::test;

TEST_CASE("an entry of the journal that names no event is counted as one of its entity")
{
    Cast cast;
    cast.converse(amina, group_a, "2026-10-02");
    MUST(cast.product->database->write([&](db::Session& session) -> Done {
        TRY(session.execute("UPDATE journal SET cells = $1 WHERE cells <> ''", group_a + "|2026-10"));
        return {};
    }));
    MUST(catch_up(cast.product->services(), "dk"));
    CHECK(cast.read([](db::Session& session) { return counts_in(tallies_of(session, "dk", group_a, "2026-10", "conversation"), "total", "").events; }) == 1);
}

TEST_CASE("tallies that were kept up equal those counted anew, after saving, changing day and removing")
{
    Cast cast;
    auto mette = cast.office(coordinator_a);
    auto path = "/api/groups/" + group_a + "/conversations";
    for (int i = 0; i < 12; ++i) {
        auto row = Cast::conversation(i % 2 ? "2026-10-30" : "2026-11-02");
        row.set("id", id_of(700 + i));
        row.set("done_by", i % 3 ? amina : zahra);
        REQUIRE(cast.post(mette, path, Json::object({ { "items", Json(Json::Array { row }) } })).status == 200);
        if (i % 4 == 1) {
            row.set("held_on", "2026-11-05");
            REQUIRE(cast.put(mette, path + "/" + id_of(700 + i), row).status == 200);
        }
        if (i % 5 == 2)
            REQUIRE(cast.send(mette, http::Method::remove, path + "/" + id_of(700 + i)).status == 200);
        MUST(catch_up(cast.product->services(), "dk"));
    }
    auto kept = cast.read([](db::Session& session) { return all_tallies(session, "dk"); });
    MUST(rebuild(cast.product->services(), "dk"));
    CHECK(kept == cast.read([](db::Session& session) { return all_tallies(session, "dk"); }));
    auto in = [&](std::string const& period) {
        return cast.read([&](db::Session& session) { return counts_in(tallies_of(session, "dk", group_a, period, "conversation"), "total", ""); });
    };
    CHECK(in("2026-10").events + in("2026-11").events == in("2026-Q4").events);
    CHECK(in("2026-Q4").events == 10);
    CHECK(in("2026-Q4").mothers == 2);
    CHECK(MUST(catch_up(cast.product->services(), "dk")) == 0);
}

TEST_CASE("what a server of an earlier version wrote meanwhile is counted too, and nothing twice")
{
    Cast cast;
    auto events = [&] {
        MUST(catch_up(cast.product->services(), "dk"));
        return cast.read([](db::Session& session) { return counts_in(tallies_of(session, "dk", group_a, "2026-11", "conversation"), "total", "").events; });
    };
    cast.converse(amina, group_a, "2026-11-02");
    CHECK(events() == 1);
    cast.converse(amina, group_a, "2026-11-03");
    MUST(cast.product->database->write([](db::Session& session) -> Done { // it knows no such table
        TRY(session.execute("DELETE FROM count_change"));
        return {};
    }));
    cast.converse(zahra, group_a, "2026-11-04");
    CHECK(events() == 3);
    cast.converse(zahra, group_a, "2026-11-05");
    CHECK(events() == 4);
}
