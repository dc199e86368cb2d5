// SPDX-License-Identifier: AGPL-3.0-or-later
// Conversations as they are counted. Not for other folders.
#pragma once
#include "outreach/outreach.h"

namespace bydel::outreach {

/// What is counted anew when this conversation changes.
measure::Cell cell_of(Conversation const& conversation);
measure::Counted counted(Conversation const& conversation);
/// The tile that a number of minutes falls under: "not_stated", "5", "15", "30", "60", "90", "120".
std::string minutes_band(std::int64_t minutes);

measure::Event event();
std::vector<measure::Measure> measures();

} // namespace bydel::outreach
