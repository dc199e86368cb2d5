// SPDX-License-Identifier: AGPL-3.0-or-later
#include "people/unlock.h"
#include "platform/auth/locked.h"

namespace bydel::people {

bool Unlocking::locked() const { return kept_hash && !auth::is_unlock_secret(*kept_hash, said); }
bool Unlocking::is_first() const { return !kept_hash && said.size() == auth::unlock_secret_length; }

namespace store {

Done set_unlock_secret(db::Session& session, std::string const& programme_id, std::string const& device_id, std::optional<std::string> const& secret)
{
    auto hash = secret ? std::optional(auth::hash_token(*secret)) : std::nullopt;
    TRY(session.execute("UPDATE device SET unlock_hash = $3 WHERE programme_id = $1 AND id = $2", programme_id, device_id, hash));
    return {};
}

std::optional<std::string> unlock_hash_of(db::Session& session, std::string const& programme_id, std::string const& device_id)
{
    auto row = session.query_one("SELECT unlock_hash FROM device WHERE programme_id = $1 AND id = $2", programme_id, device_id);
    return row ? row->maybe_text(0) : std::nullopt;
}

Done trust_first_secret(db::Session& session, std::string const& programme_id, std::string const& device_id, std::string const& secret)
{
    TRY(session.execute(
        "UPDATE device SET unlock_hash = $3 WHERE programme_id = $1 AND id = $2 AND unlock_hash IS NULL", programme_id, device_id, auth::hash_token(secret)));
    Unlocking now { unlock_hash_of(session, programme_id, device_id), secret };
    return now.locked() ? fail({ 403, "auth.phone_locked" }) : Done();
}

} // namespace store
} // namespace bydel::people
