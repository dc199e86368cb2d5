// SPDX-License-Identifier: AGPL-3.0-or-later
// For the law tests only (law 16): the phone of a mother who knows the ids of another's items, and forges all she can with them.
#pragma once
#include "app/sync_world.h"

namespace bydel::app::world {

class Stranger {
public:
    Stranger(World& world, std::string const& person_id);
    /// Says that a record is so and so, as if it were hers; what the server said to it.
    std::string put(sync::Item const& seen, Dice& dice);
    std::string remove(sync::Item const& seen, Dice& dice);
    /// Her coordinator decides about something of hers that waits.
    void decide(Dice& dice);
    /// Nothing of the record that she saw comes to her.
    void pull(sync::Item const& seen);

private:
    std::string send(sync::Item item);
    sync::Item forged(sync::Item const& seen, std::string const& operation, Dice& dice);

    World& world_;
    Phone phone_;
};

} // namespace bydel::app::world
