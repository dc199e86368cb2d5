// SPDX-License-Identifier: AGPL-3.0-or-later
// What a group is on each day, what is refused, and when phones hear of it.
#include "app/test_cast.h"
#include "programme/groups.h"

using namespace bydel;
using namespace bydel::programme;
using namespace bydel::test;

namespace {

Done change(Cast& cast, GroupState const& state, std::string const& group_id = group_a)
{
    return cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return change_group(session, journal, group_id, state); });
}
Group group_on(Cast& cast, std::string const& day, std::string const& group_id = group_a)
{
    return *cast.read([&](db::Session& session) { return find_group(session, "dk", group_id, day); });
}
std::vector<GroupState> states(Cast& cast)
{
    return cast.read([](db::Session& session) { return states_of(session, "dk", group_a); });
}
void do_jobs(Cast& cast)
{
    auto services = cast.product->services();
    auto const day = cast.read([&](db::Session& session) { return tenant::day_in(session, "dk", cast.product->clock.now()); });
    for (auto const& slice : app::slices().all()) {
        for (auto const& job : slice.jobs)
            MUST(job.run(services, "dk", day));
    }
}

} // namespace

TEST_CASE("a group is on each day what was said of it for that day, whatever was said first")
{
    Cast cast;
    MUST(change(cast, { "name", "2026-06-01", "Summer group" }));
    MUST(change(cast, { "name", "2026-12-01", "Winter group" })); // to come
    MUST(change(cast, { "name", "2026-03-01", "Spring group" })); // told late
    MUST(change(cast, { "phase", "2026-06-01", "3" }));
    CHECK(group_on(cast, "2025-01-01").name == "Alfa group"); // before its first row: what that one says
    CHECK(group_on(cast, "2026-02-28").name == "Alfa group");
    CHECK(group_on(cast, "2026-05-31").name == "Spring group");
    CHECK(group_on(cast, "2026-06-01").name == "Summer group");
    CHECK(group_on(cast, "2026-11-30").name == "Summer group");
    CHECK(group_on(cast, "2026-12-01").name == "Winter group");
    CHECK(group_on(cast, "2026-12-01").town == "Odense");
    CHECK(group_on(cast, "2026-12-01", group_b).name == "Beta group");
    CHECK(cast.get(cast.office(secretary), "/api/groups").contains("Summer group"));
    cast.product->clock.stand_still(ten_o_clock() + 8 * one_day);
    CHECK(cast.get(cast.office(secretary), "/api/groups").contains("Winter group"));
    auto names = cast.read([](db::Session& session) { return all_groups(session, "dk", "2026-12-01"); });
    CHECK(names.front().name == "Beta group"); // by name
    CHECK(names.back().name == "Winter group");
}

TEST_CASE("what is said twice of a group is there once, and what replaces the same day's word replaces it")
{
    Cast cast;
    MUST(change(cast, { "host", "2026-09-01", "Library" }));
    auto before = cast.everything();
    MUST(change(cast, { "host", "2026-09-01", "  Library " }));
    CHECK(before == cast.everything());
    MUST(change(cast, { "host", "2026-09-01", "Café" }));
    CHECK(group_on(cast, "2026-09-30").host == "Café");
    auto const rows = states(cast);
    CHECK(std::count_if(rows.begin(), rows.end(), [](GroupState const& state) { return state.starts_on == "2026-09-01"; }) == 1);
}

TEST_CASE("what a group cannot be is refused by name, and nothing is changed")
{
    Cast cast;
    auto before = cast.everything();
    struct Bad {
        GroupState state;
        char const* key;
        char const* field;
    };
    for (auto const& [state, key, field] : std::vector<Bad> {
             { { "colour", today, "red" }, "field.unknown_code", "field" },
             { { "name", today, "" }, "field.missing", "name" },
             { { "name", today, std::string(121, 'x') }, "field.too_long", "name" },
             { { "phase", today, "5" }, "programme.no_such_phase", "phase" },
             { { "phase", today, "" }, "programme.no_such_phase", "phase" },
             { { "status", today, "sleeping" }, "field.unknown_code", "status" },
             { { "region", today, "atlantis" }, "field.unknown_code", "region" },
             { { "host", "2026-02-30", "Library" }, "field.not_a_day", "starts_on" },
             { { "host", "", "Library" }, "field.not_a_day", "starts_on" },
             { { "host", "2027-11-25", "Library" }, "field.in_future", "starts_on" },
         }) {
        CAPTURE(state.field);
        CAPTURE(state.value);
        auto done = change(cast, state);
        REQUIRE(!done);
        CHECK(done.error().key == key);
        CHECK(done.error().field == field);
    }
    CHECK(change(cast, { "host", today, "Library" }, group_no).error().key == "record.not_found"); // of another programme
    CHECK(before == cast.everything());
    MUST(change(cast, { "host", "2027-11-24", "Library" }));
}

TEST_CASE("phones hear of a change of their group at once, or on the day for which it was said")
{
    Cast cast;
    auto phone = cast.phone(amina);
    auto const epoch = cast.read([](db::Session& session) { return journal::epoch(session); });
    auto hears = [&](std::string const& what) {
        auto position = cast.read([](db::Session& session) { return journal::last_sequence(session, "dk"); });
        return [&cast, &phone, epoch, position, what] {
            auto asked = Json::object({ { "epoch", epoch },
                { "cursor", Json::object({ { "group:" + group_a, position }, { "person:" + amina, position }, { "programme", position } }) } });
            return cast.post(phone, "/api/sync/pull", asked).contains(what);
        };
    };
    auto now = hears("Alfa by the canal"), later = hears("Alfa at the harbour");
    MUST(change(cast, { "name", today, "Alfa by the canal" }));
    CHECK(now());
    MUST(change(cast, { "name", "2026-11-25", "Alfa at the harbour" }));
    do_jobs(cast);
    CHECK(!later());
    cast.product->clock.stand_still(ten_o_clock() + 2 * one_day);
    auto on_the_day = hears("Alfa at the harbour");
    CHECK(!on_the_day()); // nobody told it yet
    do_jobs(cast);
    CHECK(on_the_day());
    auto size = cast.count("journal");
    do_jobs(cast);
    CHECK(cast.count("journal") == size); // told once
}

TEST_CASE("regions of content are there, others are added once, and a code never gets another name")
{
    Cast cast;
    auto add = [&](Region const& region) {
        return cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return add_region(session, journal, region); });
    };
    CHECK(cast.read([](db::Session& session) { return all_regions(session, "dk").size(); }) == 5);
    MUST(add({ "kreds_fyn", "Kreds Fyn" }));
    MUST(add({ "kreds_fyn", "Something else" }));
    CHECK(cast.read([](db::Session& session) { return find_region(session, "dk", "kreds_fyn")->name; }) == "Kreds Fyn");
    CHECK(add({ "Kreds Fyn", "Kreds Fyn" }).error().key == "field.not_a_code");
    CHECK(!cast.read([](db::Session& session) { return find_region(session, "no", "kreds_fyn").has_value(); }));
    MUST(change(cast, { "region", today, "kreds_fyn" }));
    CHECK(group_on(cast, today).region == "kreds_fyn");
}
