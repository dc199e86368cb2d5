// SPDX-License-Identifier: AGPL-3.0-or-later
// The special functions behind the distributions: the normal, the incomplete gamma and the incomplete beta, and their inverses.
// Built on elementary.h only, so the same bits everywhere.
#pragma once

namespace bydel::stats {

/// The standard normal density φ(x).
double normal_density(double x);
/// The standard normal distribution Φ(x); Cody (1969), ACM algorithm 715. Relative error below 1e-15 in both tails.
double normal_cdf(double x);
/// Φ^-1(p), p in (0, 1); Wichura (1988), AS 241 (PPND16), relative error about 1e-16. -infinity at 0, infinity at 1.
double normal_quantile(double p);

/// Lower incomplete gamma ratio P(a, x), a > 0, x >= 0: series below x = a + 1, continued fraction above (Abramowitz and Stegun 6.5.29, 6.5.31).
double gamma_ratio(double a, double x);
/// The x with P(a, x) = p.
double gamma_ratio_inverse(double a, double p);
/// Incomplete beta ratio I_x(a, b), a, b > 0, 0 <= x <= 1: continued fraction (Abramowitz and Stegun 26.5.8).
double beta_ratio(double a, double b, double x);
/// The x with I_x(a, b) = p.
double beta_ratio_inverse(double a, double b, double p);

} // namespace bydel::stats
