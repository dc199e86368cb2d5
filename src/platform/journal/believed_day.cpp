// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/journal/believed_day.h"
#include "platform/journal/journal.h"
#include <algorithm>
#include <cstdlib>

namespace bydel::journal {

static constexpr char const* setting_name = "believed_day";

static bool are_far_apart(std::string const& a, std::string const& b) { return std::abs(days_between(a, b)) > believed_at_once_days; }

std::optional<std::string> believed_day(db::Session& session) { return setting(session, setting_name); }

Done believe(db::Session& session, std::string const& today) { return set_setting(session, setting_name, today); }

/// Every programme: upkeep asks whether the clock has jumped.
std::optional<std::string> last_day(db::Session& session) { return session.query_one("SELECT MAX(occurred_on) FROM journal")->maybe_text(0); }

std::string no_later_than_believed(db::Session& session, std::string const& today) { return std::min(today, believed_day(session).value_or(today)); }

bool ClockWatch::believes(std::string const& believed, std::string const& today, Time now)
{
    if (!are_far_apart(believed, today)) {
        doubted_.clear();
        return true;
    }
    if (doubted_.empty() || are_far_apart(doubted_, today)) { // it jumps about: the waiting begins again
        doubted_ = today;
        since_ = now;
    }
    return now - since_ >= believed_after;
}

} // namespace bydel::journal
