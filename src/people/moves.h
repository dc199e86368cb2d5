// SPDX-License-Identifier: AGPL-3.0-or-later
// A mother's change of group as two roles, one ending the day before the other begins. Not for other folders.
#pragma once
#include "people/people.h"

namespace bydel::people {

struct Move {
    Role from;
    Role to;
};

/// Mothers who are in the group on that day, or come later.
std::vector<std::string> mothers_on(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& day);
/// Her roles as a mother, in order.
std::vector<Role> mother_roles(db::Session& session, std::string const& programme_id, std::string const& person_id);
/// The change of group that brought her where she is (or was last).
std::optional<Move> latest_move(db::Session& session, std::string const& programme_id, std::string const& person_id);
/// The group she is in may correct it; the one she was moved from for thirty days, as long as she has not left the other.
bool may_correct(db::Session& session, std::string const& programme_id, Move const& move, std::string const& group_id, Milliseconds now);

} // namespace bydel::people
