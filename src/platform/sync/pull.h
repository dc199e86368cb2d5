// SPDX-License-Identifier: AGPL-3.0-or-later
// What a phone receives: per scope a snapshot or the changes since its position, and which scopes to forget.
#pragma once
#include "platform/sync/sync.h"

namespace bydel::sync {

/// Lists in the request are sets with a small limit.
Done check_pull(Json const& body);
/// The scopes this person may see today, and the library languages she asked for; each once.
std::vector<std::string> visible_scopes(
    Directory const& directory, db::Session& session, auth::Actor const& actor, std::string const& today, Json const& wanted);

/// The answer of POST /api/sync/pull, as text. `session` must be an unchanging view. Problem 503 server.busy where too many ask for whole scopes.
Result<std::string> pull(http::Services& services, db::Session& session, auth::Actor const& actor, Json const& body, std::string const& today);

} // namespace bydel::sync
