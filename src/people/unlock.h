// SPDX-License-Identifier: AGPL-3.0-or-later
// How a phone shows that its notes are open (docs/sync.md): by a secret that it made when it was enrolled and keeps encrypted under the key that the
// PIN opens. Not for other folders.
#pragma once
#include "people/people.h"

namespace bydel::people {

inline constexpr std::string_view unlock_header = "bydel-unlocked";

/// What the gate needs to know of a phone's secret.
struct Unlocking {
    std::optional<std::string> kept_hash; ///< none: the phone was enrolled before there were secrets
    std::string said;                     ///< by this request; empty where it said none
    bool locked() const;
    /// The first one it says: from now on nothing but sending is open without it.
    bool is_first() const;
};

namespace store {

/// What the phone that has just been enrolled said, if it said one.
Done set_unlock_secret(db::Session& session, std::string const& programme_id, std::string const& device_id, std::optional<std::string> const& secret);
std::optional<std::string> unlock_hash_of(db::Session& session, std::string const& programme_id, std::string const& device_id);
/// Problem 403 auth.phone_locked where another request was quicker with another secret.
Done trust_first_secret(db::Session& session, std::string const& programme_id, std::string const& device_id, std::string const& secret);

} // namespace store
} // namespace bydel::people
