// SPDX-License-Identifier: AGPL-3.0-or-later
// What a save makes of a document: approvals that belong to the numbers they were given for.
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

} // namespace bydel::impact
