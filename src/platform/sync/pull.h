// SPDX-License-Identifier: AGPL-3.0-or-later
// What a phone receives: per scope a snapshot or the changes since its position, and which scopes to forget.
#pragma once
#include "platform/sync/sync.h"

namespace bydel::sync {

/// Lists in the request are sets with a small limit.
Done check_pull(Json const& body);
/// The scopes that this person may follow today, and the library languages she asked for; each once.
std::vector<std::string> followed_scopes(http::Services const& services, db::Session& session, auth::Actor const& actor, Json const& wanted);

/// A scope of a group that she leads, and how long the phone keeps it where it hears nothing.
struct ShownScope {
    std::string scope;
    GroupScope of;
    std::string group_id;
    std::string until;
};
/// On a phone that its person enrolled with her password; none on any other.
std::vector<ShownScope> shown_scopes(http::Services const& services, auth::Actor const& actor, std::string const& today);

/// The answer of POST /api/sync/pull, as text. `session` must be an unchanging view. Problem 503 server.busy where too many ask for whole scopes.
Result<std::string> pull(http::Services& services, db::Session& session, auth::Actor const& actor, Json const& body, std::string const& today);

} // namespace bydel::sync
