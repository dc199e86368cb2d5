// SPDX-License-Identifier: AGPL-3.0-or-later
// Which phones open her notes, for her to see on each of them (profile), and for the audit: who invited a phone, when it came and when it went.
// Not for other folders.
#pragma once
#include "people/people.h"

namespace bydel::people {

struct Phones {
    std::int64_t open = 0;                 ///< heard from and not shut out
    std::int64_t so_far = 0;               ///< ever heard from
    std::optional<std::string> since = {}; ///< the day on which the newest of those that are open was enrolled
};

struct PhoneEvent {
    std::string enrolled_on;
    std::optional<std::string> revoked_on;
    std::optional<std::string> invited_by;
};

/// A phone of hers was enrolled, heard from for the first time, or shut out: her other phones hear of it, and the audit has it.
void phone_changed(journal::Journal& journal, std::string const& person_id, std::string const& device_id, journal::Operation operation);
/// The day only: a phone is used near to when a conversation is.
Done hear_first(http::Services& services, std::string const& programme_id, std::string const& person_id, std::string const& device_id);

namespace store {

Phones phones_of(db::Session& session, std::string const& programme_id, std::string const& person_id);
/// Every one, newest first.
std::vector<PhoneEvent> phone_events(db::Session& session, std::string const& programme_id, std::string const& person_id);

} // namespace store
} // namespace bydel::people
