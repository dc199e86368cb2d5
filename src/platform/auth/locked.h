// SPDX-License-Identifier: AGPL-3.0-or-later
// What a phone may, whoever's it is: its cookie lasts a year and asks for no password, so it opens no office. It is locked as long as it does not show
// that its notes are open, and then only sends. It shows it by a secret of 256 random bits, of which the hash is kept: nobody guesses that, so guesses
// need no counting.
#pragma once
#include "platform/auth/actor.h"
#include <algorithm>

namespace bydel::auth {

inline constexpr std::string_view phone = "phone", locked_phone = "locked_phone";

inline bool is_locked(Actor const& actor)
{
    return std::any_of(actor.grants.begin(), actor.grants.end(), [](Grant const& grant) { return grant.role == locked_phone; });
}

inline constexpr std::size_t unlock_secret_length = 43; ///< 32 bytes as base64url
/// Compared in constant time. `kept_hash` as hash_token() makes it.
bool is_unlock_secret(std::string_view kept_hash, std::string_view said);

} // namespace bydel::auth
