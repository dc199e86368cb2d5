// SPDX-License-Identifier: AGPL-3.0-or-later
// Which strategies are worth considering at all: incremental cost-effectiveness ratios with strong and extended dominance.
#pragma once
#include "base/result.h"
#include <optional>
#include <string>
#include <vector>

namespace bydel::economics {

struct Strategy {
    std::string name;
    double cost = 0;
    double effect = 0;
};

enum class Standing {
    on_frontier,
    dominated,          ///< another costs no more and does no less
    extended_dominated, ///< a mixture of two others is cheaper for the same effect
};

struct FrontierRow {
    Strategy strategy;
    Standing standing = Standing::on_frontier;
    std::optional<double> extra_cost = {}; ///< over the one before on the frontier; nothing for the first and for the dominated
    std::optional<double> extra_effect = {};
    std::optional<double> icer = {}; ///< money for one more unit of effect
};

/// The frontier by rising cost, then the extended dominated, then the dominated, each by cost; equal costs by larger effect, then by name.
/// Problem impact.not_finite (params line) where a cost or effect is no number.
Result<std::vector<FrontierRow>> frontier(std::vector<Strategy> strategies);

} // namespace bydel::economics
