// SPDX-License-Identifier: AGPL-3.0-or-later
// Accounts, office sessions and phones.
#include "people/store.h"

namespace bydel::people::store {

std::optional<OwnAccount> account_of(db::Session& session, std::string const& programme_id, std::string const& person_id)
{
    auto row = session.query_one("SELECT email_index, password_hash FROM account WHERE programme_id = $1 AND person_id = $2", programme_id, person_id);
    return row ? std::optional(OwnAccount { row->text(0), row->text(1) }) : std::nullopt;
}

std::vector<StoredAccount> accounts_with_email(db::Session& session, std::string const& email_index, std::optional<std::string> const& programme_id)
{
    std::vector<StoredAccount> accounts;
    auto add = [&](std::string const& named) {
        auto row = session.query_one("SELECT person_id, password_hash FROM account WHERE programme_id = $1 AND email_index = $2", named, email_index);
        if (row)
            accounts.push_back({ named, row->text(0), row->text(1) });
    };
    if (programme_id)
        add(*programme_id);
    else
        for (auto const& programme : tenant::all(session))
            add(programme.programme_id);
    return accounts;
}

static std::string const most_setting = "most_accounts_of_an_address";

std::size_t most_accounts_of_an_address(db::Session& session)
{
    if (auto most = journal::setting(session, most_setting))
        return std::stoul(*most);
    // Every programme: until an account is added to an installation of before.
    auto row = session.query_one("SELECT COUNT(*) FROM account GROUP BY email_index ORDER BY COUNT(*) DESC LIMIT 1");
    return row ? static_cast<std::size_t>(row->integer(0)) : 1;
}

Done count_accounts_of(db::Session& session, std::string const& email_index)
{
    auto const most = std::max(most_accounts_of_an_address(session), accounts_with_email(session, email_index, {}).size());
    return journal::set_setting(session, most_setting, std::to_string(most));
}

Done insert_account(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& sealed_email,
    std::string const& email_index, std::string const& password_hash, Milliseconds now)
{
    TRY(session.execute("INSERT INTO account (programme_id, person_id, email, email_index, password_hash, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        programme_id, person_id, sealed_email, email_index, password_hash, midnight_before(now)));
    return {};
}

Result<bool> update_password(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& password_hash)
{
    auto changed
        = TRY(session.execute("UPDATE account SET password_hash = $3 WHERE programme_id = $1 AND person_id = $2", programme_id, person_id, password_hash));
    return changed == 1;
}

std::optional<std::string> sealed_email_of(db::Session& session, std::string const& programme_id, std::string const& person_id)
{
    auto const row = session.query_one("SELECT email FROM account WHERE programme_id = $1 AND person_id = $2", programme_id, person_id);
    return row ? std::optional(row->text(0)) : std::nullopt;
}

Done insert_session(db::Session& session, std::string const& programme_id, std::string const& token_hash, std::string const& person_id, Milliseconds now,
    Milliseconds expires_at)
{
    static constexpr Milliseconds hour = 60 * one_minute;
    TRY(session.execute("INSERT INTO office_session (programme_id, token_hash, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)", programme_id,
        token_hash, person_id, midnight_before(now), (expires_at + hour - 1) / hour * hour));
    return {};
}

std::optional<OfficeSession> find_session(db::Session& session, std::string const& programme_id, std::string const& token_hash)
{
    auto row = session.query_one("SELECT person_id, expires_at FROM office_session WHERE programme_id = $1 AND token_hash = $2", programme_id, token_hash);
    return row ? std::optional(OfficeSession { row->text(0), row->integer(1) }) : std::nullopt;
}

Done delete_session(db::Session& session, std::string const& programme_id, std::string const& token_hash)
{
    TRY(session.execute("DELETE FROM office_session WHERE programme_id = $1 AND token_hash = $2", programme_id, token_hash));
    return {};
}

Done delete_sessions_of(db::Session& session, std::string const& programme_id, std::string const& person_id)
{
    TRY(session.execute("DELETE FROM office_session WHERE programme_id = $1 AND person_id = $2", programme_id, person_id));
    return {};
}

Done delete_expired_sessions(db::Session& session, std::string const& programme_id, Milliseconds now)
{
    TRY(session.execute("DELETE FROM office_session WHERE programme_id = $1 AND (expires_at < $2 OR created_at > $3)", programme_id, now, now + one_minute));
    return {};
}

static std::string const select_device
    = "SELECT id, person_id, token_hash, last_seen_on, revoked_on, heard_on, enrolled_on, shows_groups FROM device WHERE programme_id = $1 AND ";

static Device read_device(db::Row const& row)
{
    return { row.text(0), row.text(1), row.text(2), row.text(3), row.maybe_text(4), row.maybe_text(5), row.text(6), row.integer(7) == 1 };
}

std::optional<Device> find_device(db::Session& session, std::string const& programme_id, std::string const& device_id)
{
    auto row = session.query_one(select_device + "id = $2", programme_id, device_id);
    return row ? std::optional(read_device(*row)) : std::nullopt;
}

std::vector<Device> devices_of(db::Session& session, std::string const& programme_id, std::string const& person_id)
{
    std::vector<Device> devices;
    for (auto const& row : session.query(select_device + "person_id = $2", programme_id, person_id))
        devices.push_back(read_device(row));
    return devices;
}

Done insert_device(db::Session& session, std::string const& programme_id, Device const& device)
{
    TRY(session.execute(
        "INSERT INTO device (programme_id, id, person_id, token_hash, enrolled_on, last_seen_on, shows_groups) VALUES ($1, $2, $3, $4, $5, $5, $6)",
        programme_id, device.id, device.person_id, device.token_hash, device.last_seen_on, device.shows_groups ? 1 : 0));
    return {};
}

Done see_device(db::Session& session, std::string const& programme_id, std::string const& device_id, std::string const& day)
{
    TRY(session.execute(
        "UPDATE device SET last_seen_on = $3, heard_on = COALESCE(heard_on, $3) WHERE programme_id = $1 AND id = $2", programme_id, device_id, day));
    return {};
}

Done close_own_phones(db::Session& session, std::string const& programme_id, std::string const& person_id)
{
    TRY(session.execute("UPDATE device SET shows_groups = 0 WHERE programme_id = $1 AND person_id = $2", programme_id, person_id));
    return {};
}

Done renew_device_token(db::Session& session, std::string const& programme_id, std::string const& device_id, std::string const& token_hash)
{
    TRY(session.execute("UPDATE device SET token_hash = $3 WHERE programme_id = $1 AND id = $2", programme_id, device_id, token_hash));
    return {};
}

Done revoke_device(db::Session& session, std::string const& programme_id, std::string const& device_id, std::string const& day)
{
    TRY(session.execute("UPDATE device SET revoked_on = $3 WHERE programme_id = $1 AND id = $2 AND revoked_on IS NULL", programme_id, device_id, day));
    return {};
}

} // namespace bydel::people::store
