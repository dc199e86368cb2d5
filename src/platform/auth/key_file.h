// SPDX-License-Identifier: AGPL-3.0-or-later
// The file that holds a server's keys: one JSON object a line, {"key":"k1","use":"field","secret":"<base64url>"}. A new key is a new last
// line: the last of each use seals, all of them open. Never printed, never logged, mode 0600.
#pragma once
#include "base/result.h"
#include <string>
#include <string_view>
#include <vector>

namespace bydel::auth {

struct StoredKey {
    std::string id;
    std::string use;    ///< "field", "index" or "outbox"
    std::string secret; ///< bytes
};

/// One fresh key for each use.
std::vector<StoredKey> new_keys();
std::string write_keys(std::vector<StoredKey> const& keys);
/// Problem 500 server.bad_key_file; the cause names the line, never what is in it.
Result<std::vector<StoredKey>> read_keys(std::string_view text);
/// Reads `file`; where there is none, creates it with `new_keys` so that it is whole or absent, even when two processes start at once.
Result<std::vector<StoredKey>> read_or_create_keys(std::string const& file);

/// "o" and a few characters that follow from the public key, so that no two servers' keys share a name.
std::string outbox_key_id_of(std::string_view public_key);

} // namespace bydel::auth
