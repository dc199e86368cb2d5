// SPDX-License-Identifier: AGPL-3.0-or-later
// Pure counting.
#pragma once
#include "reporting/reporting.h"

namespace bydel::reporting {

/// What the events of one mother add up to, by dimension and code; `mothers` is 1 where she has any.
using Sums = std::map<std::pair<std::string, std::string>, Counts>;
/// So many times more, or less. Of mothers it says nothing: that depends on who they are.
void add(Counts& sum, Counts const& more, int times = 1);
/// Of what may have the same mothers: they are distinct within a group and month only, so the greatest is the least there can have been.
void add_of_same_mothers(Counts& sum, Counts const& more);
void add(Sums& sums, measure::Counted const& event, int times);
void add(Sums& sums, Sums const& more);
std::string to_text(Sums const& sums);
/// Of what to_text() wrote.
Sums sums_in(std::string_view text);

/// Whose tallies: a group's, of one event and period.
struct Counting {
    std::string group_id;
    std::string period;
    std::string event;
};
/// All tallies of what several mothers' events add up to, by their marks.
std::vector<Tally> tallies_in(std::map<std::string, Sums> const& by_mark, Counting const& counting);
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
