// SPDX-License-Identifier: AGPL-3.0-or-later
// Reading a cost model's document for the engine: types, prices of another year. Not for other folders; impact.h has what they may ask.
#pragma once
#include "impact/impact.h"

namespace bydel::impact {

/// A document as it was read, and what was wrong with its shape; the model is whole only where there is no problem.
struct Reading {
    economics::Model model;
    std::vector<Problem> problems;
};
Reading read_document(Json const& document);

/// values[to] / values[from] of the document's price index. Problems impact.no_price_index (params from, to).
Result<double> price_factor(Json const& document, std::int64_t from_year, std::int64_t to_year);

/// A number with as many digits as it needs, and a point: what a formula or a cell holds.
std::string plain_number(double value);

} // namespace bydel::impact
