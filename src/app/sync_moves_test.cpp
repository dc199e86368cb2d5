// SPDX-License-Identifier: AGPL-3.0-or-later
// docs/sync.md, laws 3, 8 and 9: a mother who changes group. Here every peer fails, by double counts or silent loss.
#include "app/sync_world.h"
#include "reporting/reporting.h"
#include <algorithm>
#include <doctest/doctest.h>

using namespace bydel;
using namespace bydel::app::world;

namespace {

struct Move {
    World world;
    std::string alma = world.add_mother(world.group(0), "Alma", "2026-09-01");
    Phone phone { world, alma, 1 };
    std::string group_of(std::string const& id)
    {
        auto group_id = world.word("SELECT group_id FROM conversation WHERE id = '" + id + "'");
        for (int i = 0; i < 3; ++i) {
            if (world.group(i) == group_id)
                return std::string(1, static_cast<char>('A' + i));
        }
        return group_id;
    }
    bool holds(Phone const& one, int group) const { return one.positions.contains("group:" + world.group(group)); }
};

} // namespace

TEST_CASE("law 8: a mother who changes group keeps her unsent work, forgets the old group's data and receives the new group's")
{
    Move move;
    move.phone.flush();
    CHECK(move.holds(move.phone, 0));
    auto sent = move.phone.log(talk(first_day));
    move.phone.flush();
    auto unsent = move.phone.log(talk(first_day, 2));
    move.world.move(move.alma, move.world.group(1), first_day);
    move.phone.pull();
    CHECK_FALSE(move.holds(move.phone, 0));
    CHECK(move.holds(move.phone, 1));
    CHECK_FALSE(move.phone.held.contains({ "group", move.world.group(0) }));
    CHECK(move.phone.held.contains({ "group", move.world.group(1) }));
    CHECK(move.phone.held[{ "profile", move.alma }].record.text("group_id") == move.world.group(1));
    CHECK(move.phone.held.contains({ "conversation", unsent }));
    CHECK(move.phone.waiting().size() == 1);
    move.phone.flush();
    CHECK(move.group_of(sent) == "A");
    CHECK(move.group_of(unsent) == "B");
    check_mirror(move.world, move.phone);
    check_books(move.world);
}

TEST_CASE("law 9: the group is hers on the day it was held, whenever it was saved and sent")
{
    Move move;
    std::map<std::string, std::string> ids;
    for (auto const* day : { "2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21" })
        ids[day] = move.phone.log(talk(day));
    move.world.move(move.alma, move.world.group(1), "2026-11-20");
    SUBCASE("sent after the move") { }
    SUBCASE("sent after the next move too") { move.world.move(move.alma, move.world.group(2), "2026-11-22"); }
    SUBCASE("sent after she left") { move.world.leave(move.alma, "2026-11-22"); }
    move.phone.flush();
    CHECK(move.group_of(ids["2026-11-18"]) == "A");
    CHECK(move.group_of(ids["2026-11-19"]) == "A");
    CHECK(move.group_of(ids["2026-11-20"]) == "B");
    CHECK(move.group_of(ids["2026-11-21"]) == "B");
    check_books(move.world);
}

TEST_CASE("law 9: once stamped, no edit, no late word about a move, no leaving and no rebuilding changes the group")
{
    Move move;
    auto id = move.phone.log(talk("2026-11-20"));
    move.phone.flush();
    REQUIRE(move.group_of(id) == "A");
    move.world.move(move.alma, move.world.group(1), "2026-11-10"); // the coordinator hears of it late
    CHECK(move.group_of(id) == "A");
    move.phone.edit(id, talk("2026-11-20", 2));
    move.phone.flush();
    CHECK(move.group_of(id) == "A");
    move.phone.edit(id, talk("2026-11-22", 3));
    move.phone.flush();
    CHECK(move.group_of(id) == "A");
    CHECK(move.world.number("SELECT women FROM conversation") == 3);
    move.world.leave(move.alma, first_day);
    MUST(reporting::rebuild(move.world.product->services(), "dk"));
    move.world.reopen();
    CHECK(move.group_of(id) == "A");
    CHECK(counted(move.world, "2026-11").events == 1);
    check_books(move.world);
}

TEST_CASE("law 9: saved after she left, it waits for her last group and counts there once accepted")
{
    Move move;
    move.world.move(move.alma, move.world.group(1), "2026-11-10");
    move.world.leave(move.alma, "2026-11-20");
    auto id = move.phone.log(talk("2026-11-21"));
    move.phone.flush();
    CHECK(move.world.word("SELECT reason FROM quarantine") == "no_role");
    CHECK(move.phone.held[{ "conversation", id }].record.text("state") == "quarantined");
    auto path = "/quarantine/conversation/" + id;
    auto accept = Json::object({ { "decision", "accept" } });
    CHECK(move.world.office_post("/api/groups/" + move.world.group(0) + path, accept).status == 404);
    CHECK(move.world.office_post("/api/groups/" + move.world.group(1) + path, accept).status == 200);
    CHECK(move.group_of(id) == "B");
    move.phone.flush();
    CHECK(move.phone.held[{ "conversation", id }].record.text("state") == "stored");
    check_books(move.world);
    check_mirror(move.world, move.phone);
}

TEST_CASE("law 9: mothers are counted per group when one is in two within a month")
{
    Move move;
    move.phone.log(talk("2026-11-05"));
    move.phone.log(talk("2026-11-06"));
    move.world.move(move.alma, move.world.group(1), "2026-11-10");
    move.phone.log(talk("2026-11-12"));
    move.phone.flush();
    check_books(move.world);
    auto mothers
        = [&](int group) { return move.world.number("SELECT COUNT(*) FROM tally WHERE month = '2026-11' AND group_id = '" + move.world.group(group) + "'"); };
    CHECK(mothers(0) == 1);
    CHECK(mothers(1) == 1);
    CHECK(move.world.number("SELECT COUNT(DISTINCT author_mark) FROM conversation") == 2);
}

// The phone's ids of one day are in no order, so what was saved and corrected on one day is sent in any.
TEST_CASE("law 3: a day corrected across a change of group stamps the same group in every order")
{
    std::set<std::string> ends;
    for (int turn = 0; turn < 18; ++turn) {
        std::vector<std::size_t> order { 0, 1, 2 };
        for (int i = 0; i < turn % 6; ++i)
            std::next_permutation(order.begin(), order.end());
        auto size = static_cast<std::size_t>(1 + turn / 6); // one by one, two batches, one batch
        Move move;
        move.world.move(move.alma, move.world.group(1), "2026-11-20");
        auto id = move.phone.log(talk("2026-11-21", 1));
        move.phone.edit(id, talk("2026-11-18", 2));
        move.phone.edit(id, talk("2026-11-18", 3));
        for (std::size_t from = 0; from < order.size(); from += size)
            move.phone.push(
                { order.begin() + static_cast<std::ptrdiff_t>(from), order.begin() + static_cast<std::ptrdiff_t>(std::min(from + size, order.size())) });
        move.phone.flush();
        ends.insert(move.group_of(id) + move.world.word("SELECT women || held_on FROM conversation"));
        check_books(move.world);
        check_mirror(move.world, move.phone);
        CHECK(counted(move.world, "2026-11").events == 1);
    }
    CHECK(ends
        == std::set<std::string> { "B"
                                   "3"
                                   "2026-11-18" }); // stamped by its first save
}

TEST_CASE("law 3: an edit to a day without a role waits in every order")
{
    std::set<std::string> ends;
    for (std::vector<std::size_t> const& order : { std::vector<std::size_t> { 0, 1 }, { 1, 0 } }) {
        Move move;
        move.world.leave(move.alma, "2026-11-20");
        auto id = move.phone.log(talk("2026-11-19", 1));
        move.phone.edit(id, talk("2026-11-22", 2));
        for (auto i : order)
            move.phone.push({ i });
        ends.insert(move.group_of(id) + move.world.word("SELECT women || ' ' FROM conversation") + move.world.word("SELECT reason FROM quarantine"));
        move.phone.flush();
        check_mirror(move.world, move.phone);
    }
    CHECK(ends.size() == 1);
}

TEST_CASE("law 3: an edit more than thirty days after the first save waits in every order")
{
    std::set<std::string> ends;
    for (std::vector<std::size_t> const& order : { std::vector<std::size_t> { 0, 1 }, { 1, 0 } }) {
        Move move;
        auto id = move.phone.log(talk(first_day, 1));
        move.world.go_to("2026-12-30");
        move.phone.edit(id, talk("2026-12-29", 2));
        for (auto i : order)
            move.phone.push({ i });
        ends.insert(move.world.word("SELECT held_on FROM conversation") + move.world.word("SELECT reason FROM quarantine"));
    }
    CHECK(ends == std::set<std::string> { "2026-11-23late_edit" });
}

TEST_CASE("law 3: a concern whose day is corrected across a change of group is seen by the same coordinator in every order")
{
    std::set<std::string> ends;
    for (std::vector<std::size_t> const& order : { std::vector<std::size_t> { 0, 1 }, { 1, 0 } }) {
        Move move;
        move.world.move(move.alma, move.world.group(1), "2026-11-20");
        auto id = move.phone.log(worry("2026-11-21"), "concern");
        move.phone.edit(id, worry("2026-11-18"), "concern");
        for (auto i : order)
            move.phone.push({ i });
        auto group_id = move.world.word("SELECT group_id FROM concern");
        ends.insert(group_id == move.world.group(0) ? "A" : group_id == move.world.group(1) ? "B" : "?");
    }
    CHECK(ends.size() == 1);
}
