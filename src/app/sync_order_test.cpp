// SPDX-License-Identifier: AGPL-3.0-or-later
// docs/sync.md, law 3, on random sets of items of a mother who changes group: sent in several orders to servers that were the same before.
#include "app/sync_world.h"
#include <doctest/doctest.h>

using namespace bydel;
using namespace bydel::app::world;

namespace {

/// Some days of saving, correcting and deleting, nothing sent, while the coordinator moves her about.
void live(World& world, Phone& phone, Dice& dice)
{
    for (int day = 0; day < 5; ++day) {
        for (int i = dice.below(5); i > 0; --i) {
            auto record = talk(add_days(phone.today(), -dice.below(7)), 1 + dice.below(50));
            if (dice.chance(15))
                record.set("place", "on_the_moon");
            if (phone.held.empty() || dice.chance(40)) {
                phone.log(record);
                continue;
            }
            auto known = phone.held.begin();
            std::advance(known, dice.below(static_cast<int>(phone.held.size())));
            auto id = known->first.second;
            if (dice.chance(10))
                phone.remove(id);
            else
                phone.edit(id, record);
        }
        if (dice.chance(50) && world.group_of(phone.person_id) != world.group(day % 3))
            world.move(phone.person_id, world.group(day % 3), world.today());
        world.go_to(add_days(world.today(), 1 + dice.below(3)));
    }
    if (dice.chance(30))
        world.leave(phone.person_id, world.today());
}

void send_in_some_order(Phone& phone, Dice& dice)
{
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < phone.outbox.size(); ++i) {
        which.push_back(i);
        if (dice.chance(30))
            which.push_back(i);
    }
    dice.shuffle(which);
    auto size = 1 + static_cast<std::size_t>(dice.below(12));
    for (std::size_t from = 0; from < which.size(); from += size)
        phone.push(
            { which.begin() + static_cast<std::ptrdiff_t>(from), which.begin() + static_cast<std::ptrdiff_t>(std::min(from + size, which.size())) }, false);
}

std::string tallies(World& world)
{
    std::string all;
    for (auto const& row : world.rows("SELECT group_id || month || sums FROM tally ORDER BY 1"))
        all += row.text(0) + "\n";
    return all;
}

} // namespace

TEST_CASE("law 3: the same items in any order, any batches and with any repetitions leave the same")
{
    auto first = from_environment("BYDEL_LAW_SEED", 1);
    auto cases = from_environment("BYDEL_LAW_CASES", 60) / 2;
    for (auto seed = first; seed < first + cases; ++seed) {
        CAPTURE(seed);
        Dice dice(seed);
        World world;
        Phone phone(world, world.add_mother(world.group(0), "Mother", "2026-09-01"), seed, dice.below(3) - 1);
        live(world, phone, dice);
        auto backup = world.back_up();
        std::string before;
        for (int order = 0; order < 4; ++order) {
            send_in_some_order(phone, dice);
            check_books(world);
            auto now = contents(world) + tallies(world);
            CHECK_MESSAGE((before.empty() || now == before), "order ", order, "\n", before, "\n", now);
            before = now;
            world.restore(backup);
        }
    }
}
