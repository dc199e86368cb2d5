// SPDX-License-Identifier: AGPL-3.0-or-later
// Who is asking, and where she may do what. A permission is a verb; a role grants verbs in a scope.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace bydel::auth {

/// A role held in a region is held in each of its groups of that day too: its grants name them.
enum class ScopeKind { programme, region, group };

struct Scope {
    ScopeKind kind = ScopeKind::programme;
    std::string id; ///< the group's id or the region's code; empty for the programme
    bool operator==(Scope const&) const = default;
};

struct Grant {
    std::string role;
    Scope scope;
    std::string until = {}; ///< the last day of it, where it has one
};

struct Actor {
    std::string programme_id;
    std::string person_id;
    std::string device_id; ///< empty for an office session
    std::string language;
    std::vector<Grant> grants;     ///< roles of today
    std::string today = {};        ///< in her programme's time zone, as she came; empty for a guest
    std::vector<Grant> shown = {}; ///< on a phone that she enrolled with her password: her roles in groups. It pulls by them; no route goes by them
};

/// A permission verb such as `people.person.create`. There is no default: a route says who may.
struct Verb {
    std::string_view name;
    consteval Verb(char const* text)
        : name(text)
    {
    }
};

} // namespace bydel::auth
