// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/auth/locked.h"
#include "platform/auth/secrets.h"
#include <sodium.h>

namespace bydel::auth {

bool is_unlock_secret(std::string_view kept_hash, std::string_view said)
{
    auto hash = hash_token(said);
    return said.size() == unlock_secret_length && kept_hash.size() == hash.size() && sodium_memcmp(kept_hash.data(), hash.data(), hash.size()) == 0;
}

} // namespace bydel::auth
