// SPDX-License-Identifier: AGPL-3.0-or-later
// Pure counting.
#pragma once
#include "reporting/reporting.h"

namespace bydel::reporting {

/// Whose tallies: a group's, of one event and period.
struct Counting {
    std::string group_id;
    std::string period;
    std::string event;
};
/// All tallies of these events, sorted by dimension and code. No rows where there are none.
std::vector<Tally> count(std::vector<measure::Counted> const& events, Counting const& counting);

/// A cell of a closed period. `others` is the same without what the office recorded: who recorded that can take it away from the sum.
struct ClosedTally {
    Tally tally;
    Counts others;
};
std::vector<ClosedTally> count_closed(std::vector<measure::Counted> events, Counting const& counting);

/// A period may be looked at this many days after its end, when late phones have sent.
inline constexpr int closes_after_days = 14;

} // namespace bydel::reporting
