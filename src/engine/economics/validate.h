// SPDX-License-Identifier: AGPL-3.0-or-later
// What is wrong with a cost model, all of it at once, in words of its lines: nothing is computed from a model with a problem, and nothing is saved half.
#pragma once
#include "engine/economics/model.h"

namespace bydel::economics {

/// Every problem, in the order of the document. Empty means that compile() succeeds. Each has status 422, `field` (path in the document:
/// "outcomes[1].drop_off"), and params with line (the id) and what the sentence needs. Keys:
///   impact.missing_line             no cost, no outcome, or a formula left empty           part (costs, outcomes, or the field's name)
///   impact.bad_id                   an id that is not a letter followed by at most 39 letters, digits and _ ; min and max are taken      line
///   impact.duplicate_id             two lines of one kind with the same id                 line
///   impact.too_many_lines           more than line_limit                                   part, limit
///   impact.formula_syntax           see formula.h                                          line, position, found
///   impact.formula_too_long, impact.formula_too_deep                                       line, limit
///   impact.unknown_name             a formula, correlation or override names no input      line, name
///   impact.circular                 inputs that are computed from each other               line, path ("a, b, a")
///   impact.negative_duration        a duration below one year                              line, years
///   impact.year_out_of_range        a year or duration outside its limits                  line, years, least, most
///   impact.share_sum                payer shares that do not sum to one                    line, sum
///   impact.share_out_of_range       a payer share, or the base value of deadweight, displacement, attribution or drop_off, outside 0 to 1   line, part, value
///   impact.range_order              low above high, or only one of them                    line, low, high
///   impact.impossible_distribution  see distribution.h                                     line, kind, what, limit
///   impact.formula_with_distribution a computed input can't have a distribution or range of its own   line
///   impact.correlation_not_possible the correlations contradict each other                 line
///   impact.correlation_out_of_range rho not between -1 and 1, or a pair named twice, or an input that is certain   line, rho
///   impact.unknown_schedule, impact.rate_out_of_range, impact.bands_out_of_order           schedule, rate
///   impact.bias_out_of_range        optimism bias outside its limits                       part, value
///   impact.not_finite               a base value that is not a number (a division by zero)  line
std::vector<Problem> validate(Model const& model);

} // namespace bydel::economics
