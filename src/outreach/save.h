// SPDX-License-Identifier: AGPL-3.0-or-later
// The one way a conversation is written or removed, with its journal entry. Not for other folders.
#pragma once
#include "outreach/outreach.h"

namespace bydel::outreach {

/// The group-months that a change from one to the other touches.
std::string cells_of(Conversation const& before, Conversation const& after);
void write_journal(journal::Journal& journal, Conversation const& conversation, journal::Operation operation, std::string cells);
/// The mark of its author in its group and year: the one that her others have, else a new one.
std::string mark_for(db::Session& session, std::string const& programme_id, Conversation const& conversation);

Done save(db::Session& session, journal::Journal& journal, Conversation conversation);
Done discard(db::Session& session, journal::Journal& journal, Conversation const& existing);

} // namespace bydel::outreach
