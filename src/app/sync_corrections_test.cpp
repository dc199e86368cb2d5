// SPDX-License-Identifier: AGPL-3.0-or-later
// docs/sync.md, law 9 and decision 6: a correction of her roles says that the mistake never held. What was stamped follows, whether it came
// before the correction or after it.
#include "app/sync_world.h"
#include <doctest/doctest.h>

using namespace bydel;
using namespace bydel::app::world;

namespace {

struct Mistake {
    World world;
    std::string alma = world.add_mother(world.group(0), "Alma", "2026-09-01");
    Phone phone { world, alma, 1 };

    std::string groups()
    {
        std::string all;
        for (auto const& row : world.rows("SELECT group_id FROM conversation ORDER BY held_on, women"))
            all += row.text(0) == world.group(0) ? "A" : row.text(0) == world.group(1) ? "B" : "C";
        return all;
    }
    void settle()
    {
        phone.flush();
        check_books(world);
        check_mirror(world, phone);
    }
    void take_back_move() { world.correct(alma, "move/take_back", "", ""); }
};

/// Does the same with her conversations sent before the correction, after it, and half of them each; what is stored in the end must not differ.
template <class Enter, class Correct>
std::string in_every_order(Enter enter, Correct correct)
{
    std::set<std::string> ends;
    std::string groups;
    for (int sent_before : { 0, 2, 4 }) {
        Mistake one;
        for (int back : { 0, 1, 3, 6 })
            one.phone.log(talk(add_days(first_day, -back), back + 1));
        enter(one);
        for (std::size_t i = 0; i < static_cast<std::size_t>(sent_before); ++i)
            one.phone.push({ i });
        correct(one);
        one.settle();
        auto all = contents(one.world);
        for (int group = 0; group < 3; ++group) { // ids of groups and persons are made anew in each world
            for (auto at = all.find(one.world.group(group)); at != std::string::npos; at = all.find(one.world.group(group)))
                all.replace(at, 36, std::string(1, static_cast<char>('A' + group)));
        }
        for (auto at = all.find(one.alma); at != std::string::npos; at = all.find(one.alma))
            all.replace(at, 36, "alma");
        ends.insert(all);
        groups = one.groups();
    }
    CHECK(ends.size() == 1);
    return groups;
}

} // namespace

TEST_CASE("law 9: a move taken back never was, for what came before the correction and after it")
{
    auto groups = in_every_order([](Mistake& one) { one.world.move(one.alma, one.world.group(1), "2026-11-21"); }, [](Mistake& one) { one.take_back_move(); });
    CHECK(groups == "AAAA");
}

TEST_CASE("law 9: a move whose day was wrong moves what was held in between, one way and the other")
{
    auto earlier = in_every_order([](Mistake& one) { one.world.move(one.alma, one.world.group(1), first_day); },
        [](Mistake& one) { one.world.correct(one.alma, "move/correct", "moved_on", "2026-11-20"); });
    CHECK(earlier == "ABBB");
    auto later = in_every_order([](Mistake& one) { one.world.move(one.alma, one.world.group(1), "2026-11-18"); },
        [](Mistake& one) { one.world.correct(one.alma, "move/correct", "moved_on", "2026-11-23"); });
    CHECK(later == "AAAB");
}

TEST_CASE("law 9: a leave taken back or corrected lets count what waited for want of a role")
{
    auto never = in_every_order(
        [](Mistake& one) { one.world.leave(one.alma, "2026-11-19"); }, [](Mistake& one) { one.world.correct(one.alma, "leave/take_back", "", ""); });
    CHECK(never == "AAAA");
    auto later = in_every_order([](Mistake& one) { one.world.leave(one.alma, "2026-11-19"); },
        [](Mistake& one) { one.world.correct(one.alma, "leave/correct", "left_on", "2026-11-22"); });
    CHECK(later == "AAA"); // that of the 23rd waits
}

TEST_CASE("law 9: a day of joining that was too late is corrected, and nothing of hers waits any more")
{
    auto groups = in_every_order(
        [](Mistake& one) { one.world.correct_joined(one.alma, "2026-11-22"); }, [](Mistake& one) { one.world.correct_joined(one.alma, "2026-10-01"); });
    CHECK(groups == "AAAA");
}

TEST_CASE("law 9: a correction takes nothing out of the numbers: where it leaves no role, what counted goes on counting, what comes later waits")
{
    Mistake one;
    one.phone.log(talk("2026-11-20"));
    one.phone.flush();
    one.world.leave(one.alma, "2026-11-22");
    one.phone.log(talk("2026-11-21", 2));
    one.world.correct(one.alma, "leave/correct", "left_on", "2026-11-15");
    one.settle();
    CHECK(one.groups() == "A");
    CHECK(one.world.word("SELECT reason FROM quarantine") == "no_role");
}

TEST_CASE("law 9: an edit keeps the day that stamped it, and a correction asks for that day")
{
    Mistake one;
    one.world.move(one.alma, one.world.group(1), "2026-11-20");
    auto id = one.phone.log(talk("2026-11-21"));
    one.phone.flush();
    one.phone.edit(id, talk("2026-11-18", 2));
    one.phone.flush();
    REQUIRE(one.groups() == "B");
    one.world.correct(one.alma, "move/correct", "moved_on", "2026-11-22");
    one.settle();
    CHECK(one.groups() == "A");
}

TEST_CASE("law 9: what is older than thirty days stays where it was counted")
{
    Mistake one;
    one.world.move(one.alma, one.world.group(1), "2026-10-10");
    one.phone.log(talk("2026-10-24"));
    one.phone.log(talk("2026-11-01", 2));
    one.phone.flush();
    one.world.go_to("2026-11-24"); // 31 and 23 days later
    one.take_back_move();
    one.settle();
    CHECK(one.groups() == "BA");
}

TEST_CASE("law 9: real moves go on stamping as they did, also entered late")
{
    Mistake one;
    one.phone.log(talk("2026-11-20"));
    one.phone.flush();
    one.world.move(one.alma, one.world.group(1), "2026-11-18"); // heard of late: no correction
    CHECK(one.groups() == "A");
    one.world.leave(one.alma, first_day);
    one.world.correct(one.alma, "leave/correct", "left_on", "2026-11-22"); // corrects the 23rd, nothing else
    one.settle();
    CHECK(one.groups() == "A");
}

TEST_CASE("law 9: a worry and an item to look at go back to the coordinator of the group she was in after all")
{
    Mistake one;
    one.world.move(one.alma, one.world.group(1), "2026-11-20");
    one.phone.log(worry("2026-11-21"), "concern");
    auto odd = talk("2026-11-21");
    odd.set("place", "on_the_moon");
    one.phone.log(odd);
    one.phone.flush();
    REQUIRE(one.world.word("SELECT group_id FROM concern") == one.world.group(1));
    REQUIRE(one.world.word("SELECT group_id FROM quarantine") == one.world.group(1));
    one.take_back_move();
    CHECK(one.world.word("SELECT group_id FROM concern") == one.world.group(0));
    CHECK(one.world.word("SELECT group_id FROM quarantine") == one.world.group(0));
    one.settle();
}

TEST_CASE("law 8 and 9: she who left and returns is the same person on the same phone, and what she saved from that day counts")
{
    Mistake one;
    one.phone.flush();
    one.world.leave(one.alma, "2026-11-10");
    one.phone.pull();
    CHECK_FALSE(one.phone.positions.contains("group:" + one.world.group(0)));
    one.phone.log(talk("2026-11-22"));
    one.phone.log(talk("2026-11-15", 2));
    one.phone.push_all();
    CHECK(one.groups() == "");
    one.world.correct(one.alma, "return", "returned_on", "2026-11-20");
    one.settle();
    CHECK(one.groups() == "A");
    CHECK(one.phone.positions.contains("group:" + one.world.group(0)));
    CHECK(one.world.number("SELECT COUNT(*) FROM person WHERE id <> (SELECT person_id FROM role WHERE role = 'coordinator' LIMIT 1)") == 1);
    CHECK(one.world.number("SELECT COUNT(*) FROM device") == 1);
}
