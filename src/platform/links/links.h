// SPDX-License-Identifier: AGPL-3.0-or-later
// A link opens one thing for one subject until a day: a phone for a mother, a new password for who works in the office. Its token is random and kept
// as a hash; it travels in the fragment of an address, which no server's log holds, is looked at and used by POST only (messengers open links by
// themselves), and is shown once. Days are the programme's. Not for what lasts (an address of a calendar), and not for signing in.
#pragma once
#include "platform/journal/journal.h"

namespace bydel::links {

/// Declared by the slice whose it is (`Slice::links`).
struct Purpose {
    std::string_view name;
    int days;     ///< that it opens after the day on which it was made
    int uses = 1; ///< how often
};

/// Null: it is none of these.
Purpose const* find_purpose(std::span<Purpose const> purposes, std::string_view name);

struct Link {
    std::string id;
    std::string purpose;
    std::string subject_id;  ///< for whom or for what it opens
    Milliseconds expires_at; ///< this and the next two: midnights that stand for the programme's days
    std::int64_t uses_left = 1;
    std::optional<Milliseconds> used_at = {};
    std::optional<Milliseconds> revoked_at = {};
    std::optional<std::string> attempt_hash = {}; ///< of what the page that used it named, so that it can ask again when the answer was lost
    std::optional<std::string> outcome_id = {};   ///< what came of using it: a phone
    std::optional<std::string> made_by = {};
};
/// The last day on which it opens.
std::string last_day_of(Link const& link);

struct Made {
    Link link;
    std::string token; ///< begins with the programme; shown once
};
/// A new link. `id`: chosen by who asks; empty: by us.
Result<Made> make(db::Session& session, journal::Journal& journal, Purpose const& purpose, std::string const& subject_id, std::string const& id = "");
/// The same link with another token: the answer that held the first was lost, and it is known to nobody here.
Result<Made> renew(db::Session& session, journal::Journal& journal, Link const& link);

std::optional<Link> find(db::Session& session, std::string const& programme_id, std::string const& token);
std::optional<Link> with_id(db::Session& session, std::string const& programme_id, std::string const& id);
/// The newest that opens something for that subject, of the purposes.
std::optional<Link> open_one(
    db::Session& session, std::string const& programme_id, std::string const& subject_id, std::span<Purpose const> purposes, std::string const& today);
/// Who made the links whose outcomes are these: outcome, person.
std::map<std::string, std::string> made_by_outcome(db::Session& session, std::string const& programme_id, std::string const& subject_id);

/// What a slice says of a link that opens nothing: keys of problems.
struct Refusals {
    char const* used;
    char const* revoked;
    char const* expired;
};
/// Problem 410, where it opens nothing today.
Done check_open(Link const& link, Purpose const& purpose, std::string const& today, Refusals const& refusals);
/// Whether the page that used it asks once more, on that day or the next: it never heard the answer, or could not store it.
bool is_same_attempt(Link const& link, std::string const& attempt, std::string const& today);
/// One use less. False where another was quicker. `attempt`: what the page names; may be empty.
Result<bool> use(db::Session& session, journal::Journal& journal, Link const& link, std::string const& attempt, std::string const& outcome_id);
/// Those that are open.
Done revoke(db::Session& session, journal::Journal& journal, std::string const& subject_id, std::span<Purpose const> purposes);

} // namespace bydel::links
