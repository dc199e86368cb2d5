// SPDX-License-Identifier: AGPL-3.0-or-later
// Cohort Markov model: a share of people in each state, moved by yearly probabilities; what the years cost and what they are worth.
// s_t = s_{t-1}·P_t; cost = Σ D_c(t) s_t·c_t; effect = Σ D_e(t) s_t·u_t (impact-model.md A3; V9).
#pragma once
#include "base/result.h"
#include "engine/economics/discount.h"
#include "engine/stats/copula.h"
#include <vector>

namespace bydel::economics {

/// Which membership a cycle counts: at its start, at its end, or the mean of the two (half-cycle correction).
enum class CycleCount { start, end, half_cycle };

/// The same for a run of cycles.
struct MarkovPhase {
    int cycles = 1;
    stats::Matrix transitions;   ///< row: from, column: to; rows sum to 1
    std::vector<double> costs;   ///< a cycle in each state, money
    std::vector<double> effects; ///< a cycle in each state
};

struct MarkovModel {
    std::vector<double> start; ///< share in each state, together 1
    std::vector<MarkovPhase> phases;
    CycleCount count = CycleCount::end;
    Schedule cost_discount;
    Schedule effect_discount;
    DiscountMethod method = DiscountMethod::cumulative;
    Timing timing = Timing::end_of_year; ///< when in its cycle a cycle is discounted
};

struct MarkovResult {
    double cost = 0;
    double effect = 0;
    std::vector<std::vector<double>> states; ///< shares at the start and after each cycle
};

/// Problems: impact.probability_sum (params row, 1-based, sum) where a row or the start does not sum to 1 (to 1e-9) or has a negative share;
/// impact.draws_do_not_fit where lengths differ; impact.year_out_of_range where a phase has no cycle or all together more than 1000.
Result<MarkovResult> run_markov(MarkovModel const& model);

} // namespace bydel::economics
