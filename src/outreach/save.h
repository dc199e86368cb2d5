// SPDX-License-Identifier: AGPL-3.0-or-later
// The one way a conversation is written or removed, with its journal entry. Not for other folders.
#pragma once
#include "outreach/outreach.h"

namespace bydel::outreach {

Done save(db::Session& session, journal::Journal& journal, Conversation conversation);
Done discard(db::Session& session, journal::Journal& journal, Conversation const& existing);

} // namespace bydel::outreach
