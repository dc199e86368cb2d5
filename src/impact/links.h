// SPDX-License-Identifier: AGPL-3.0-or-later
// A line of a model that stands on what the programme itself counted: {"measure": "hours.talked", "from": "2026-01", "to": "2026-06"}.
// Not for other folders.
#pragma once
#include "impact/impact.h"
#include "impact/wire.h"

namespace bydel::impact {

/// Where the number behind a link stands. Problems (of the link's members) impact.unknown_measure, field.not_a_month, impact.period_order.
Result<reporting::Address> address_of(measure::Measures const& measures, std::string const& name, std::string const& from, std::string const& to);

/// Links to what no slice declares, and from after to: what a document by itself can't know. Fields as in problems_of().
std::vector<Problem> problems_of_links(Json const& document, measure::Measures const& measures);

/// The number that stands behind a link now.
using Count = std::function<Result<reporting::Number>(std::string const& measure, std::string const& from, std::string const& to)>;
/// The document with every linked input counted again. Problem impact.link_withheld (field inputs[i].link; params line, why) where a number
/// may not be shown.
Result<Json> with_numbers(Json document, Count const& count, std::string const& today);
/// For each linked input whether its number is still what was saved.
Result<std::vector<LinkState>> compare_numbers(Json const& document, Count const& count, std::string const& today);

/// Changes every line of a list in place: `change(line, index)` gives the new line.
Done change_lines(Json& document, std::string_view list, std::function<Result<Json>(Json const& line, std::size_t index)> const& change);

} // namespace bydel::impact
