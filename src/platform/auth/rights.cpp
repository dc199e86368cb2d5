// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/auth/rights.h"
#include "base/text.h"
#include <algorithm>

namespace bydel::auth {

bool fits(Held held, std::string_view scope_kind)
{
    switch (held) {
    case Held::by_no_person:
        return false;
    case Held::on_phone:
    case Held::in_group:
        return scope_kind == "group";
    case Held::in_region:
        return scope_kind == "region" || scope_kind == "programme";
    case Held::in_programme:
        return scope_kind == "programme";
    }
    return false;
}

Rights::Rights(std::vector<Granted> const& granted)
{
    for (auto const& one : granted) {
        for (auto const& role : split(one.roles, ' '))
            verbs_[role].push_back(one.verb);
    }
}

std::vector<std::string_view> Rights::verbs_of(std::string_view role) const
{
    auto found = verbs_.find(role);
    return found == verbs_.end() ? std::vector<std::string_view> {} : found->second;
}

bool Rights::grants(std::string_view role, std::string_view verb) const
{
    auto found = verbs_.find(role);
    return found != verbs_.end() && std::find(found->second.begin(), found->second.end(), verb) != found->second.end();
}

bool Rights::holds(Actor const& actor, std::string_view verb, std::string_view group_id) const
{
    return std::any_of(actor.grants.begin(), actor.grants.end(), [&](Grant const& grant) {
        bool here = grant.scope.kind == ScopeKind::group && !group_id.empty() && grant.scope.id == group_id;
        bool reaches = grant.scope.kind == ScopeKind::programme || here;
        return reaches && grants(grant.role, verb);
    });
}

bool Rights::holds_anywhere(Actor const& actor, std::string_view verb) const
{
    return std::any_of(actor.grants.begin(), actor.grants.end(), [&](Grant const& grant) { return grants(grant.role, verb); });
}

} // namespace bydel::auth
