// SPDX-License-Identifier: AGPL-3.0-or-later
// Named distributions of an uncertain input, as a person states them (mean and spread, or low, most likely and high) and as they are drawn.
// An impossible one (a beta with more spread than its mean allows, low above high) is a Problem that says which number is wrong and its limit.
#pragma once
#include "base/result.h"
#include "engine/stats/philox.h"
#include <string_view>

namespace bydel::stats {

enum class DistributionKind { fixed, uniform, triangular, pert, normal, lognormal, gamma, beta, bernoulli };
constexpr std::string_view distribution_names[] = { "fixed", "uniform", "triangular", "pert", "normal", "lognormal", "gamma", "beta", "bernoulli" };

/// How the numbers of a specification are meant.
enum class StatedBy {
    mean_sd,       ///< first = mean, second = standard deviation. normal, lognormal, gamma, beta
    around_value,  ///< first = standard deviation; the mean is the input's own value, also after a scenario changed it. normal, lognormal, gamma, beta
    native,        ///< lognormal: mu, sigma of the logarithm; gamma: shape, scale; beta: alpha, beta; normal: mean, sd; bernoulli: first = probability of 1
    low_mode_high, ///< first = low, second = most likely, third = high. triangular, pert
    low_high,      ///< first = low, second = high. uniform
};
constexpr std::string_view stated_by_names[] = { "mean_sd", "around_value", "native", "low_mode_high", "low_high" };

struct DistributionSpec {
    DistributionKind kind = DistributionKind::fixed; ///< fixed: always the input's value
    StatedBy stated_by = StatedBy::mean_sd;
    double first = 0;
    double second = 0;
    double third = 0;
};

/// A checked distribution in native parameters: uniform (low, high), triangular and pert (low, mode, high), normal (mean, sd), lognormal (mu, sigma),
/// gamma (shape, scale), beta (alpha, beta), bernoulli (p), fixed (value).
struct Distribution {
    DistributionKind kind = DistributionKind::fixed;
    double a = 0;
    double b = 0;
    double c = 0;
};

/// `value` is the input's own value (used by fixed and around_value).
/// Problem impact.impossible_distribution, params: kind, what (stable word for the number that is wrong: sd, mean, low, mode, high, shape, scale, alpha,
/// beta, probability, stated_by), limit (the bound it must keep, as text such as "below 0.4583" or "above 0").
/// Moments to parameters: beta alpha = m·(m(1-m)/s² - 1); gamma shape = m²/s², scale = s²/m; lognormal sigma² = log(1 + s²/m²), mu = log m - sigma²/2.
Result<Distribution> make_distribution(DistributionSpec const& spec, double value);

/// The shapes of a pert's beta.
inline double pert_alpha(Distribution const& one) { return 1 + 4 * (one.b - one.a) / (one.c - one.a); }
inline double pert_beta(Distribution const& one) { return 1 + 4 * (one.c - one.b) / (one.c - one.a); }

double mean_of(Distribution const& distribution);
double sd_of(Distribution const& distribution);
/// Probability of at most x.
double cdf(Distribution const& distribution, double x);
/// The value with probability p (in (0, 1)) below it.
double quantile(Distribution const& distribution, double p);
/// One independent draw: gamma by Marsaglia and Tsang (2000), beta from two gammas, pert as a beta, the others by their quantile of one uniform.
double draw(Distribution const& distribution, VariableStream stream);

} // namespace bydel::stats
