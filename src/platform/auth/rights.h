// SPDX-License-Identifier: AGPL-3.0-or-later
// Who may do what: each verb with the roles that grant it, as the slices say it (docs/permissions.md). A role held in the programme holds in its
// groups too.
#pragma once
#include "platform/auth/actor.h"
#include <map>

namespace bydel::auth {

/// Where a role is held, and whether by a person at all: a locked phone is a role that nobody is given. One held in a region may be held in all of
/// them: in the programme.
enum class Held { by_no_person, on_phone, in_group, in_region, in_programme };
/// May it be held in a scope of that kind ("group", "region", "programme")?
bool fits(Held held, std::string_view scope_kind);

struct Role {
    std::string_view name;
    Held held;
};

struct Granted {
    std::string_view verb;  ///< "concern.concern.read"
    std::string_view roles; ///< "coordinator secretariat"
};

class Rights {
public:
    explicit Rights(std::vector<Granted> const& granted);
    /// In the order in which the slices declare them.
    std::vector<std::string_view> verbs_of(std::string_view role) const;
    /// Does she hold the verb there? `group_id`: there or in the whole programme; without it: in the whole programme.
    bool holds(Actor const& actor, std::string_view verb, std::string_view group_id) const;
    bool holds_anywhere(Actor const& actor, std::string_view verb) const;
    bool grants(std::string_view role, std::string_view verb) const;

private:
    std::map<std::string, std::vector<std::string_view>, std::less<>> verbs_; ///< by role
};

} // namespace bydel::auth
