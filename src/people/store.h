// SPDX-License-Identifier: AGPL-3.0-or-later
// Every SQL statement on the tables of people. Not for other folders.
#pragma once
#include "people/people.h"

namespace bydel::people::store {

// store.cpp: persons and roles
Done insert_person(db::Session& session, auth::Vault const& vault, std::string const& programme_id, Person person, Milliseconds now);
Done update_person(db::Session& session, auth::Vault const& vault, std::string const& programme_id, Person person);
std::optional<std::string> language_of(db::Session& session, std::string const& programme_id, std::string const& person_id);
Done set_language(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& language);
/// The last day of that role, "" where it has none; nothing where it is not there.
std::optional<std::string> end_of_role(db::Session& session, std::string const& programme_id, std::string const& role_id);
Done insert_role(db::Session& session, std::string const& programme_id, Role const& role);
Done end_role(db::Session& session, std::string const& programme_id, std::string const& role_id, std::string const& ends_on);
Done set_role_days(db::Session& session, std::string const& programme_id, Role const& role);
Done delete_role(db::Session& session, std::string const& programme_id, std::string const& role_id);
Done insert_role_change(db::Session& session, std::string const& programme_id, RoleChange const& change);
/// Newest first.
std::vector<RoleChange> role_changes(db::Session& session, std::string const& programme_id, std::string const& person_id);

// access_store.cpp: accounts, sessions, phones
struct StoredAccount {
    std::string programme_id;
    std::string person_id;
    std::string password_hash;
};
/// Whoever signs in has one.
struct OwnAccount {
    std::string email_index;
    std::string password_hash;
};
std::optional<OwnAccount> account_of(db::Session& session, std::string const& programme_id, std::string const& person_id);
/// Of that programme; of every programme, one after the other, where none is named.
std::vector<StoredAccount> accounts_with_email(db::Session& session, std::string const& email_index, std::optional<std::string> const& programme_id);
/// In how many programmes the address that has the most accounts has one; 1 where there is none.
std::size_t most_accounts_of_an_address(db::Session& session);
/// After that address got one more.
Done count_accounts_of(db::Session& session, std::string const& email_index);
Done insert_account(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& sealed_email,
    std::string const& email_index, std::string const& password_hash, Milliseconds now);
Result<bool> update_password(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& password_hash);
std::optional<std::string> sealed_email_of(db::Session& session, std::string const& programme_id, std::string const& person_id);

Done insert_session(db::Session& session, std::string const& programme_id, std::string const& token_hash, std::string const& person_id, Milliseconds now,
    Milliseconds expires_at);
struct OfficeSession {
    std::string person_id;
    Milliseconds expires_at;
};
std::optional<OfficeSession> find_session(db::Session& session, std::string const& programme_id, std::string const& token_hash);
Done delete_session(db::Session& session, std::string const& programme_id, std::string const& token_hash);
Done delete_sessions_of(db::Session& session, std::string const& programme_id, std::string const& person_id);
Done delete_expired_sessions(db::Session& session, std::string const& programme_id, Milliseconds now);

struct Device {
    std::string id;
    std::string person_id;
    std::string token_hash;
    std::string last_seen_on;
    std::optional<std::string> revoked_on;
    std::optional<std::string> heard_on = {}; ///< the day it first asked for something by itself
    std::string enrolled_on = {};             ///< insert_device() takes the day of last_seen_on
    bool shows_groups = false;                ///< what she leads: she enrolled it with her password
};
std::optional<Device> find_device(db::Session& session, std::string const& programme_id, std::string const& device_id);
std::vector<Device> devices_of(db::Session& session, std::string const& programme_id, std::string const& person_id);
Done insert_device(db::Session& session, std::string const& programme_id, Device const& device);
Done see_device(db::Session& session, std::string const& programme_id, std::string const& device_id, std::string const& day);
/// Her phones show no group any more.
Done close_own_phones(db::Session& session, std::string const& programme_id, std::string const& person_id);
Done renew_device_token(db::Session& session, std::string const& programme_id, std::string const& device_id, std::string const& token_hash);
Done revoke_device(db::Session& session, std::string const& programme_id, std::string const& device_id, std::string const& day);

} // namespace bydel::people::store
