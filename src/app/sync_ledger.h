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
        std::string day; ///< whose role gave the group
    };
    struct ForRole {
        std::string person_id;
        sync::Item item;
    };
    using Key = std::pair<std::string, std::string>; ///< entity, id
    std::map<std::string, std::vector<Role>> roles;  ///< of each mother, in order
    std::map<Key, sync::Stamp> stored;               ///< the greatest that counts
    std::map<Key, sync::Stamp> waiting;              ///< in quarantine
    std::map<Key, ForRole> for_role;                 ///< those that wait only because she had no role on their day
    std::map<Key, Stamped> stamped;
    struct Accepted {
        sync::Stamp stamp;
        std::optional<sync::Stamp> replaced; ///< what there would be without it: the greatest other one that counts
        std::optional<ForRole> for_role;     ///< it had waited only for want of a role
    };
    std::map<Key, Accepted> accepted; ///< may be taken back while it is what is stored
    std::map<Key, std::string> author;
    std::set<Key> deleted;
    std::string stranger; ///< whose phone forges: what is hers is no matter of this ledger

    std::string group_on(std::string const& person_id, std::string const& day) const;
    /// Does it count by itself, by the rules of docs/sync.md and decision 4? `enrolled_on` of the phone that sealed it; empty: not known.
    bool counts(std::string const& person_id, sync::Item const& item, std::string const& today, std::string const& enrolled_on) const;
    /// The same but for the role.
    static bool is_sound(sync::Item const& item, std::string const& today, std::string const& enrolled_on);
    /// One item the server took, and what it said; LawBroken where that cannot be.
    void take(std::string const& person_id, sync::Item const& item, std::string const& outcome, std::string const& today, std::string const& enrolled_on);
    /// A coordinator said that what waits counts.
    void accept(std::string const& person_id, Key const& key, std::string const& held_on, std::string const& waited_in);
    /// The office said that her roles were others all along: what was stamped follows, what waited for a role is judged again.
    void correct(std::string const& person_id, std::vector<Role> after, std::string const& today);
    void judge_again(std::string const& person_id, std::string const& today);
    /// She took it back; it waits again.
    void take_back(Key const& key);
    /// The server holds exactly this.
    void compare(World& world) const;
};

} // namespace bydel::app::world
