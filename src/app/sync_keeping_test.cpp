// SPDX-License-Identifier: AGPL-3.0-or-later
// docs/sync.md, laws 10 and 12 to 15: restoring, counting, bad company, whose phone, and erasing.
#include "app/sync_cast.h"
#include "reporting/reporting.h"
#include <doctest/doctest.h>

using namespace bydel;
using namespace bydel::app::world;

TEST_CASE("law 10: after a restore what was acknowledged since the backup comes again, once")
{
    Cast cast;
    cast.phone.log(talk(first_day));
    cast.phone.flush();
    auto backup = cast.world.back_up();
    cast.phone.log(talk(first_day, 2));
    cast.phone.edit(cast.phone.outbox[0].item.id, talk(first_day, 3));
    cast.phone.log(with(talk(first_day), "place", "on_the_moon"));
    cast.phone.flush();
    auto before = contents(cast.world);
    cast.world.restore(backup);
    CHECK(contents(cast.world) != before);
    cast.phone.flush();
    CHECK(contents(cast.world) == before);
    check_books(cast.world);
    check_mirror(cast.world, cast.phone);
}

TEST_CASE("law 10: a phone that was enrolled after the backup sends again what it made, once she has a new link")
{
    Cast cast;
    auto backup = cast.world.back_up();
    auto late = cast.other();
    auto id = late.log(talk(first_day));
    late.flush();
    REQUIRE(late.outcome_of_last() == "stored");
    cast.world.restore(backup);
    CHECK(late.pull().status == 401);
    late.flush(); // enrols by a new link: the server has never heard of the phone that sealed the item
    CHECK(late.outcome_of_last() == "stored");
    CHECK(cast.world.word("SELECT done_by FROM conversation") == cast.alma);
    CHECK(late.held.contains({ "conversation", id }));
    check_mirror(cast.world, late);
}

TEST_CASE("law 12: after edits, deletions and moves the tallies are what a recount by hand gives")
{
    Cast cast;
    auto edited = cast.phone.log(talk("2026-11-01", 2));
    auto removed = cast.phone.log(talk("2026-11-02", 4));
    cast.phone.flush();
    check_books(cast.world);
    cast.phone.edit(edited, talk("2026-10-31", 3));
    cast.phone.flush();
    check_books(cast.world);
    CHECK(counted(cast.world, "2026-11").women == 4);
    cast.phone.remove(removed);
    cast.phone.flush();
    CHECK(counted(cast.world, "2026-10").women == 3);
    CHECK(counted(cast.world, "2026-11").events == 0);
    CHECK(cast.count("tally") == 1);
    check_books(cast.world);
}

TEST_CASE("law 13: what is bad in a batch harms only itself")
{
    Cast cast;
    Phone stranger(cast.world, cast.bahar, 9);
    stranger.log(talk(first_day));
    for (int i = 0; i < 6; ++i)
        cast.phone.log(talk(first_day, 10 + i));
    cast.phone.outbox[1].sealed.replace(100, 4, "AAAA");
    cast.phone.outbox[2].key_id = "nobody";
    cast.phone.outbox[3].item.item_id = "not an id";
    cast.phone.outbox[4] = stranger.outbox[0];
    auto answer = cast.phone.push({ 0, 1, 2, 3, 4, 5 });
    CHECK(answer.status == 200);
    std::string outcomes;
    for (auto const& row : cast.phone.outbox)
        outcomes += row.outcome + " ";
    CHECK(outcomes == "stored refused refused refused refused stored ");
    CHECK(cast.count("conversation") == 2);
    check_books(cast.world);
}

TEST_CASE("law 13: an item that fails half-way leaves neither a change nor a row in the journal")
{
    Cast cast;
    cast.world.execute("CREATE UNIQUE INDEX one_a_day ON tombstone (deleted_on)"); // so that the second deletion of a day fails at its last step
    cast.phone.remove(cast.phone.log(talk(first_day)));
    auto id = cast.phone.log(talk(first_day));
    cast.phone.flush();
    auto rows = cast.count("journal");
    cast.phone.remove(id);
    cast.phone.log(talk(first_day, 2));
    cast.phone.push_all();
    CHECK(cast.phone.outbox[3].outcome == "refused");
    CHECK(cast.phone.outcome_of_last() == "stored");
    CHECK(cast.count("conversation") == 2);
    CHECK(cast.count("journal") == rows + 1);
    check_books(cast.world);
}

TEST_CASE("law 14: a phone sends for its own person only, from any phone she ever had")
{
    Cast cast;
    Phone stranger(cast.world, cast.bahar, 9);
    stranger.log(talk(first_day));
    auto row = stranger.outbox[0];
    cast.phone.outbox.push_back(row);
    auto refused = cast.phone.push_all();
    CHECK(cast.phone.outcome_of_last() == "refused");
    CHECK(refused.text.find("sync.not_your_device") != std::string::npos);

    cast.phone.outbox.clear();
    cast.phone.log(talk(first_day));
    auto before = cast.phone.device_id;
    cast.phone.enrol("forgotten_pin");
    CHECK(cast.phone.device_id != before);
    CHECK(cast.push() == "stored"); // sealed while it was the earlier phone
}

TEST_CASE("law 14: the sealed export of a phone that the server does not know is nobody's")
{
    Cast cast;
    auto backup = cast.world.back_up();
    auto late = cast.other();
    late.log(talk(first_day));
    auto item = Json::object({ { "item_id", late.outbox[0].item.item_id }, { "key_id", late.outbox[0].key_id }, { "sealed", late.outbox[0].sealed } });
    auto file = Json::object({ { "format", "bydel-outbox-1" }, { "programme_id", "dk" }, { "device_id", late.device_id }, { "exported_on", first_day },
        { "items", Json(Json::Array { item }) } });
    auto import = [&](int group) { return cast.world.office_post("/api/groups/" + cast.world.group(group) + "/import", file); };
    CHECK(import(1).text.find("refused") != std::string::npos); // she is not in that group
    CHECK(import(0).text.find("stored") != std::string::npos);
    CHECK(cast.push(late) == "already");
    cast.world.restore(backup);
    CHECK(import(0).text.find("sync.not_your_device") != std::string::npos);
}

TEST_CASE("law 15: what an erased mother decided as coordinator stays decided, and no longer says by whom")
{
    Cast cast;
    cast.phone.log(with(talk(first_day), "place", "on_the_moon"));
    cast.phone.flush();
    auto const decided_by_her = "SELECT COUNT(*) FROM quarantine WHERE decided_by = '" + cast.alma + "'";
    MUST(cast.world.product->database->write([&](db::Session& session) -> Done {
        TRY(session.execute("UPDATE quarantine SET state = 'set_aside', decided_by = $1, decided_on = $2", cast.alma, "2026-11-23"));
        return {};
    }));
    REQUIRE(cast.world.number(decided_by_her) == 1);
    REQUIRE(cast.world.office_post("/api/groups/" + cast.world.group(0) + "/people/" + cast.alma + "/erase").status == 200);
    CHECK(cast.world.number(decided_by_her) == 0);
    CHECK(cast.world.number("SELECT COUNT(*) FROM quarantine WHERE state = 'set_aside'") == 1);
}

TEST_CASE("law 15: erasing leaves her conversations counted and no row that names her, and a restore erases again")
{
    Cast cast;
    cast.phone.log(talk(first_day));
    cast.phone.log(worry(first_day), "concern");
    cast.phone.log(with(talk(first_day), "place", "on_the_moon"));
    cast.phone.flush();
    auto backup = cast.world.back_up();
    auto names_her = [&] {
        return cast.world.number("SELECT (SELECT COUNT(*) FROM conversation WHERE done_by IS NOT NULL OR recorded_by IS NOT NULL)"
                                 " + (SELECT COUNT(*) FROM concern WHERE raised_by IS NOT NULL) + (SELECT COUNT(*) FROM quarantine WHERE person_id IS NOT NULL)"
                                 " + (SELECT COUNT(*) FROM journal WHERE instr(scope || entity_id || coalesce(actor_id, ''), '"
            + cast.alma + "')) + (SELECT COUNT(*) FROM person WHERE id = '" + cast.alma + "') + (SELECT COUNT(*) FROM device WHERE person_id = '" + cast.alma
            + "') + (SELECT COUNT(*) FROM role WHERE person_id = '" + cast.alma + "')");
    };
    auto check_erased = [&] {
        CHECK(names_her() == 0);
        CHECK(cast.count("conversation") == 1);
        CHECK(cast.count("concern") == 1);
        CHECK(cast.count("quarantine") == 1);
        CHECK(cast.phone.pull().status == 401);
        check_books(cast.world);
        CHECK(counted(cast.world, "2026-11").events == 1);
    };
    CHECK(names_her() > 6);
    REQUIRE(cast.world.office_post("/api/groups/" + cast.world.group(0) + "/people/" + cast.alma + "/erase").status == 200);
    check_erased();
    cast.world.restore(backup);
    check_erased();
}
