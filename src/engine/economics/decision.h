// SPDX-License-Identifier: AGPL-3.0-or-later
// Choosing among strategies whose costs and effects are uncertain: draws in, decision out. Net benefit is willingness·effect - cost, in money.
// Conventions as in the R packages dampack and BCEA, whose examples are the tests (impact-model.md V6, V8, V10). Nothing here draws.
#pragma once
#include "base/result.h"
#include <span>
#include <vector>

namespace bydel::economics {

/// A column for each strategy, a row for each draw.
struct DecisionDraws {
    std::vector<std::vector<double>> costs;
    std::vector<std::vector<double>> effects;
};

/// Problem impact.draws_do_not_fit where columns differ in number or length, or there are none.
Done check_draws(DecisionDraws const& draws);

/// Net benefit columns at a willingness to pay (money for one unit of effect).
std::vector<std::vector<double>> net_benefits(DecisionDraws const& draws, double willingness);

/// What one willingness to pay says. By strategy where a vector.
struct DecisionPoint {
    double willingness = 0;
    std::vector<double> expected;      ///< mean net benefit
    std::vector<double> acceptability; ///< CEAC: share of draws in which it is best; ties go to the first
    std::vector<double> expected_loss; ///< ELC: mean of best - this
    std::size_t best = 0;              ///< highest mean net benefit, the first of equals
    double frontier = 0;               ///< CEAF: acceptability of the best
    double evpi = 0;                   ///< mean of the best - best of the means; the smallest expected loss
};
DecisionPoint decide(DecisionDraws const& draws, double willingness);
/// For money net benefits that are there already.
DecisionPoint decide(std::vector<std::vector<double>> const& net_benefit);

/// EVPPI of one input: each strategy's difference from the first is regressed on the input with a polynomial of at most degree 5 (fewer with fewer than
/// 60 distinct values) in discrete orthogonal polynomials (Forsythe 1957), and the decision is made on the fitted values: the method of Strong, Oakley and
/// Brennan (2014) with a polynomial for the smoother. Kept within [0, EVPI]. `input` as long as the columns.
double evppi(std::vector<std::vector<double>> const& net_benefit, std::span<double const> input);

/// The least-squares polynomial's value at each point.
std::vector<double> fitted_polynomial(std::span<double const> x, std::span<double const> y, int degree);

/// Normal theory, two options: the difference in net benefit has mean m and standard deviation s. EVPI = s·φ(m/s) - |m|·Φ(-|m|/s).
/// With s the standard deviation of E[NB|φ] it is the EVPPI of φ.
double normal_evpi(double mean, double sd);

} // namespace bydel::economics
