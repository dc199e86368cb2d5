// SPDX-License-Identifier: AGPL-3.0-or-later
// Every SQL statement on conversations. Not for other folders.
#pragma once
#include "outreach/outreach.h"

namespace bydel::outreach::store {

std::optional<Conversation> find(db::Session& session, std::string const& programme_id, std::string const& id);
Done insert(db::Session& session, std::string const& programme_id, Conversation const& conversation);
Done update(db::Session& session, std::string const& programme_id, Conversation const& conversation);
Done remove(db::Session& session, std::string const& programme_id, std::string const& id);
/// All of a group held in a period (month or quarter).
std::vector<Conversation> held_in(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& period);
/// Every group and month that has any.
std::vector<measure::Cell> group_months(db::Session& session, std::string const& programme_id);
/// By mother the last month in which she held one in this group.
LastActive last_active(db::Session& session, std::string const& programme_id, std::string const& group_id);
/// Done by her, held on `from` or later.
std::vector<Conversation> of_person(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& from);
/// Held between two days and saved since a third.
struct Recorded {
    std::string group_id;
    std::string person_id;
    std::string from;
    std::string to;
    std::string saved_from;
};
std::vector<Conversation> recorded_by(db::Session& session, std::string const& programme_id, Recorded const& wanted);
/// The mark of this mother's conversations in this group and year, if she has any.
std::optional<std::string> author_mark(
    db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& group_id, std::string const& year);
std::vector<Conversation> linked_before(db::Session& session, std::string const& programme_id, std::string const& day);
Done unlink(db::Session& session, std::string const& programme_id, std::string const& id);

} // namespace bydel::outreach::store
