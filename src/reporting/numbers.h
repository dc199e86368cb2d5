// SPDX-License-Identifier: AGPL-3.0-or-later
// What a group's pages show of an event: the tables behind the month, the quarter and read_number(). Not for other folders.
#pragma once
#include "reporting/disclosure.h"

namespace bydel::reporting {

/// One event of one group.
struct OfGroup {
    db::Session& session;
    std::string const& programme_id;
    std::string const& group_id;
    measure::Event const& event;
    measure::Codes const& codes;
};

/// Of a month or a quarter as it stands, raw, without what is sensitive.
Counts open_total(OfGroup const& of, std::string const& period);
std::vector<Table> open_tables(OfGroup const& of, std::string const& period);
/// What is sensitive in a closed quarter; what can't be spoken of at all is not there.
std::vector<Table> sensitive_tables(OfGroup const& of, std::string const& quarter);

} // namespace bydel::reporting
