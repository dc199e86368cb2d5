// SPDX-License-Identifier: AGPL-3.0-or-later
// For the random programmes of the law tests only: what a careful bystander writes down while phones and server talk, from the laws alone,
// and what she therefore expects to find on the server after every step.
#pragma once
#include "app/sync_world.h"

namespace bydel::app::world {

/// What the bystander knows of the server; a backup is a copy of it.
struct Ledger {
    struct Role {
        std::string group_id;
        std::string from;
        std::string to; ///< empty: it lasts
    };
    struct Stamped {
        std::int64_t by_revision;
        std::string group_id;
    };
    using Key = std::pair<std::string, std::string>; ///< entity, id
    std::map<std::string, std::vector<Role>> roles;   ///< of each mother, in order
    std::map<Key, sync::Stamp> stored;                ///< the greatest that counts
    std::map<Key, sync::Stamp> waiting;               ///< in quarantine
    std::map<Key, Stamped> stamped;
    std::set<Key> deleted;

    std::string group_on(std::string const& person_id, std::string const& day) const;
    /// Does it count by itself, by the rules of docs/sync.md and decision 4?
    bool counts(std::string const& person_id, sync::Item const& item, std::string const& today) const;
    /// One item the server took, and what it said; LawBroken where that cannot be.
    void take(std::string const& person_id, sync::Item const& item, std::string const& outcome, std::string const& today);
    /// A coordinator said that what waits counts.
    void accept(std::string const& person_id, Key const& key, std::string const& held_on, std::string const& waited_in);
    /// The server holds exactly this.
    void compare(World& world) const;
};

} // namespace bydel::app::world
