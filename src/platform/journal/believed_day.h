// SPDX-License-Identifier: AGPL-3.0-or-later
// The newest day that this installation believes. A clock that jumps (a flat battery, a virtual machine that wakes up wrong) must not close
// periods or drop what is old: neither can be taken back. A day far from the believed one is believed once the clock has said so for a whole
// day of one process, or when an administrator says so (bydel clock --believe). The rest of the server goes by the clock as it is.
#pragma once
#include "base/day.h"
#include "platform/db/db.h"
#include <chrono>

namespace bydel::journal {

/// How far the clock may be from the newest believed day to be believed at once.
inline constexpr int believed_at_once_days = 7;
inline constexpr std::chrono::hours believed_after { 24 };

/// The newest believed day; nothing where no server has run yet.
std::optional<std::string> believed_day(db::Session& session);
Done believe(db::Session& session, std::string const& today);
/// The newest day of any entry of the journal: what is believed before any server has said what day it is.
std::optional<std::string> last_day(db::Session& session);
/// `today`, or the newest believed day where that is earlier: for what can't be taken back.
std::string no_later_than_believed(db::Session& session, std::string const& today);

/// One process watching its clock.
class ClockWatch {
public:
    using Time = std::chrono::steady_clock::time_point;
    /// Whether `today` is to be believed. `now` is of a clock that nobody can set.
    bool believes(std::string const& believed, std::string const& today, Time now);

private:
    std::string doubted_; ///< the first day that was not believed; empty: there is no doubt
    Time since_;
};

} // namespace bydel::journal
