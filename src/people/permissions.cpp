// SPDX-License-Identifier: AGPL-3.0-or-later
// Which role grants which verbs: the one table. A role held in the programme holds in its groups too.
#include "people/people.h"
#include "platform/auth/locked.h"
#include <algorithm>
#include <map>

namespace bydel::people {

using Verbs = std::vector<std::string_view>;

static std::map<std::string_view, Verbs> const& table()
{
    static std::map<std::string_view, Verbs> const verbs {
        { "mother", { "people.me", "sync.push", "sync.pull", "sync.leave" } },
        { auth::locked_phone, { "sync.push" } }, // all that sending needs: whatever else is granted to a mother asks for her PIN
        { "helper_coordinator",
            { "people.me", "programme.group.read", "programme.template.read", "people.person.read", "outreach.conversation.record", "reporting.month.read" } },
        { "coordinator",
            { "people.me", "programme.group.read", "programme.template.read", "programme.overlay.write", "programme.group.contact", "library.fact.read",
                "people.person.read", "people.person.create", "people.person.update", "people.person.invite", "people.person.erase", "people.role.change",
                "outreach.conversation.record", "reporting.month.read", "reporting.sensitive.read", "concern.concern.read", "concern.concern.update",
                "sync.quarantine.read", "sync.quarantine.decide", "sync.import" } },
        // National staff see numbers and organisation, not a group's conversations or mothers (design 5).
        { "secretariat", { "people.me", "programme.group.read", "programme.template.read", "library.fact.read", "impact.model.read", "impact.model.write" } },
        { "regional_consultant", { "people.me", "programme.group.read", "programme.template.read", "library.fact.read", "impact.model.read" } },
        { "evaluator", { "people.me", "impact.model.read", "impact.model.write" } },
    };
    return verbs;
}

std::vector<std::string_view> verbs_of(std::string_view role)
{
    auto found = table().find(role);
    return found == table().end() ? Verbs {} : found->second;
}

static bool reaches(auth::Scope const& held, http::Permission const& permission, std::string_view group_id)
{
    switch (permission.where) {
    case http::Where::anyone:
    case http::Where::anywhere:
        return true;
    case http::Where::programme:
        return held.kind == auth::ScopeKind::programme;
    case http::Where::group:
        return held.kind == auth::ScopeKind::programme || held.id == group_id;
    }
    return false;
}

bool allows(auth::Actor const& actor, std::string_view verb, http::Permission const& permission, std::string_view group_id)
{
    return std::any_of(actor.grants.begin(), actor.grants.end(), [&](auth::Grant const& grant) {
        auto const verbs = verbs_of(grant.role);
        return std::find(verbs.begin(), verbs.end(), verb) != verbs.end() && reaches(grant.scope, permission, group_id);
    });
}

} // namespace bydel::people
