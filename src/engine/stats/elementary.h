// SPDX-License-Identifier: AGPL-3.0-or-later
// exp, log, pow and log-gamma of our own, made only of + - * / and sqrt, which IEEE 754 rounds in one way: the C libraries of the server (glibc) and of
// WebAssembly (musl) differ in the last bits, and a result must be the same bits on both. Compile with -ffp-contract=off.
// After FreeBSD's msun (Sun Microsystems, 1993), whose error bounds are kept.
#pragma once

namespace bydel::stats {

/// e^x; error below 1 unit in the last place. 0 below -745.13, infinity above 709.78.
double exp_of(double x);
/// Natural logarithm; error below 1 unit in the last place. -infinity at 0, not a number below 0.
double log_of(double x);
/// x^n by squaring; relative error below 2·log2|n| units in the last place and at most |n|. 0^0 is 1.
double power_of(double x, int n);
/// x^y for x >= 0: whole y by squaring, y = k + 1/2 with a square root, others exp(y·log x) with a relative error below 1e-15·(1 + |y·log x|).
double power_of(double x, double y);
/// log Γ(x) for x > 0: Stirling's series above 10, below it by recurrence. Error below 1e-14, relative where |log Γ| > 1, else absolute.
double log_gamma(double x);

} // namespace bydel::stats
