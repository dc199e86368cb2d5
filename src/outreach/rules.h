// SPDX-License-Identifier: AGPL-3.0-or-later
// Pure decisions about conversations: what makes one odd (quarantined from a phone, a Problem from the office), what a worry stores.
#pragma once
#include "outreach/outreach.h"
#include "platform/sync/authored.h"

namespace bydel::outreach {

using sync::Fault;

struct Circumstances {
    programme::Vocabulary const& vocabulary;
    std::string today;             ///< the server's day
    std::string saved_on;          ///< the phone's day when it was saved
    int days_back = editable_days; ///< how far before `saved_on` it may have been held
};

/// Days, codes and numbers against the template and the calendar.
std::optional<Fault> find_fault(Conversation const& conversation, Circumstances const& now);

/// Reads what a phone or the office sent; the Problem of a wrong type or missing field becomes a Fault. `id` comes from the item.
tl::expected<Conversation, Fault> read_conversation(Json record, std::string const& id);

/// The day in a record's id: when it was first saved (docs/sync.md, day id). `fallback` where it holds no day of our calendar.
std::string first_saved_on(std::string_view id, std::string const& fallback);

/// After a person accepted it: what cannot be understood is not stated, days stay as she gave them.
Conversation made_storable(Json const& record, std::string const& id, programme::Vocabulary const& vocabulary, std::string const& fallback_day);

/// A worry is not stored with the conversation (design 9.8).
void hide_worry(Conversation& conversation);

} // namespace bydel::outreach
