// SPDX-License-Identifier: AGPL-3.0-or-later
// What tallies.cpp and closed.cpp keep, for the reader of numbers. Not for other folders.
#pragma once
#include "reporting/rules.h"

namespace bydel::reporting {

// tallies.cpp
/// Months in which this group has any event, oldest first.
std::vector<std::string> months_of(db::Session& session, std::string const& programme_id, std::string const& group_id);

// closed.cpp
/// Periods close in order, so that what comes before the first in which anything was counted has closed with it, empty.
bool has_closed(db::Session& session, std::string const& programme_id, std::string const& period);
/// Of one event.
std::vector<ClosedTally> closed_tallies_of(
    db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& period, std::string_view event);

/// Cells that are added up.
struct Cells {
    std::string_view event;
    std::string dimension;
    std::vector<std::string> codes;
};
/// Their sum over all groups, for each closed month from `from` to `to` that has any. `mothers`: of the code that has most.
std::map<std::string, Counts> closed_months(
    db::Session& session, std::string const& programme_id, Cells const& cells, std::string const& from, std::string const& to);

} // namespace bydel::reporting
