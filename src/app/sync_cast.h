// SPDX-License-Identifier: AGPL-3.0-or-later
// For the law tests only: one server, two mothers in two groups, and the phone of one.
#pragma once
#include "app/sync_world.h"

namespace bydel::app::world {

struct Cast {
    World world;
    std::string alma = world.add_mother(world.group(0), "Alma", "2026-09-01");
    std::string bahar = world.add_mother(world.group(1), "Bahar", "2026-09-01");
    Phone phone { world, alma, 1 };

    Phone other(int skew = 0) { return { world, alma, 7, skew }; }
    std::int64_t count(std::string const& table) { return world.number("SELECT COUNT(*) FROM " + table); }
    std::string push(Phone& one)
    {
        one.push_all();
        return one.outcome_of_last();
    }
    std::string push() { return push(phone); }
};

inline Json with(Json record, std::string const& field, Json value)
{
    record.set(field, std::move(value));
    return record;
}

} // namespace bydel::app::world
