// SPDX-License-Identifier: AGPL-3.0-or-later
// After a person's roles were corrected: what waited for want of a role is judged once more (docs/decisions/0006).
#include "platform/sync/quarantine.h"
#include <algorithm>

namespace bydel::sync {

bool Correction::covers(std::string_view day) const
{
    return std::any_of(spans.begin(), spans.end(), [&](auto const& span) { return span.first <= day && day <= span.second; });
}

static Done judge_one(http::Services& services, Storing const& storing)
{
    auto const& item = storing.item;
    auto const* entity = services.entities->find_pushed(item.entity);
    if (!entity)
        return {};
    Whose whose { storing.author.programme_id, item.entity, item.id, storing.author.person_id };
    auto stored = entity->find_stored(storing.session, whose.programme_id, item.id);
    if (stored && stored->author == whose.person_id && stored->stamp > Stamp { item.revision, item.item_id }) {
        TRY(entity->learn_from_earlier(storing));
        return leave_quarantine(storing.session, whose);
    }
    auto judged = TRY(entity->store(storing));
    if (judged.odd)
        return judged.odd->reason == "no_role" ? Done() : quarantine(services, storing, *judged.odd);
    return leave_quarantine(storing.session, whose);
}

/// The clock of the phone was looked at when the item came.
Done judge_again(http::Services& services, db::Session& session, journal::Journal& journal, std::string const& person_id)
{
    Author author { journal.programme_id(), person_id };
    for (auto const& kept : waiting_for_role(session, journal.programme_id(), person_id)) {
        auto item = TRY(open_kept(services.vault, journal.programme_id(), kept));
        TRY(judge_one(services, { session, journal, services.entities->directory, author, item }));
    }
    return {};
}

Done wait_elsewhere(
    db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& from_group, std::string const& to_group)
{
    TRY(session.execute(
        "UPDATE quarantine SET group_id = $4 WHERE programme_id = $1 AND person_id = $2 AND group_id = $3", programme_id, person_id, from_group, to_group));
    TRY(session.execute("UPDATE quarantine_accepted SET group_id = $4 WHERE programme_id = $1 AND person_id = $2 AND group_id = $3", programme_id, person_id,
        from_group, to_group));
    return {};
}

} // namespace bydel::sync
