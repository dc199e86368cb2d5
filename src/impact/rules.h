// SPDX-License-Identifier: AGPL-3.0-or-later
// What a save makes of a document: approvals that belong to the numbers they were given for, and numbers of the programme's own.
#pragma once
#include "impact/impact.h"

namespace bydel::impact {

struct Approver {
    std::string name;
    std::string today;
};
/// The document with its approvals as they may stand: a line that asks for one (`"approved": true`) gets the approver and the day; one
/// whose numbers are those of `before` keeps what it had there; any other has none. Nobody writes another's name.
Json with_approvals(Json document, Json const& before, Approver const& approver);

/// The number that stands behind a link now.
using Count = std::function<Result<reporting::ProgrammeNumber>(std::string const& measure, std::string const& from, std::string const& to)>;
/// The document with every linked input counted again. Problem impact.link_withheld (field inputs[i].link; params line, why) where a number
/// may not be shown.
Result<Json> with_numbers(Json document, Count const& count, std::string const& today);
/// For each linked input whether its number is still what was saved: [{input, state: same|changed|withheld, value, counted_on}].
Result<Json> compare_numbers(Json const& document, Count const& count, std::string const& today);

} // namespace bydel::impact
