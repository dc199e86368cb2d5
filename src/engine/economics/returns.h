// SPDX-License-Identifier: AGPL-3.0-or-later
// Inside the engine: internal rate of return and payback, from a timeline of money.
#pragma once
#include "engine/economics/evaluate.h"

namespace bydel::economics {

/// `net[k]` is the money of time k/2 years. See InternalRate.
InternalRate internal_rate(std::vector<double> const& net);

/// See Outcome::payback_years. Costs and benefits by year, from year 0.
std::optional<double> payback(std::vector<double> const& costs, std::vector<double> const& benefits);

} // namespace bydel::economics
