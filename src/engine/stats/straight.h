// SPDX-License-Identifier: AGPL-3.0-or-later
// Inside stats: the parts of the functions that go straight through, without a branch, so that a loop over a column of them can be several at a time.
// elementary.cpp and special.cpp are built of them too: there is one text of each, and so one result.
#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>

namespace bydel::stats {

template <int n>
constexpr double polynomial(double const (&ascending)[n], double x)
{
    double value = ascending[n - 1];
    for (int i = n - 2; i >= 0; --i)
        value = value * x + ascending[i];
    return value;
}

inline constexpr double ln2_high = 6.93147180369123816490e-01;
inline constexpr double ln2_low = 1.90821492927058770002e-10;

/// log(x·2^-halvings) of a number above 0 that is neither subnormal nor infinite.
inline double straight_log(double x, double halvings = 0)
{
    constexpr std::uint64_t from = 0x3fe6a09eULL << 32; // sqrt(1/2): the rest lies between it and sqrt(2)
    auto bits = std::bit_cast<std::uint64_t>(x) + ((0x3ff00000ULL << 32) - from);
    double dk = std::bit_cast<double>(0x4330000000000000ULL | (bits >> 52)) - (0x1p52 + 0x3ff) - halvings; // whole numbers: exact
    double f = std::bit_cast<double>((bits & 0x000fffffffffffffULL) + from) - 1.0;
    double half_square = 0.5 * f * f;
    double s = f / (2.0 + f);
    double z = s * s;
    double w = z * z;
    double even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
    double odd = z * (6.666666666666735130e-01 + w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
    return s * (half_square + (even + odd)) + dk * ln2_low - half_square + f + dk * ln2_high;
}

// Wichura (1988), AS 241 (PPND16): Φ^-1 in three regions. With q = p - 1/2 and r = sqrt(-log(min(p, 1 - p))):

/// |q| <= 0.425.
inline double normal_center(double q)
{
    constexpr double a[] = { 3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4, 4.5921953931549871457e4,
        6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3 };
    constexpr double b[] = { 1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4, 3.9307895800092710610e4,
        2.8729085735721942674e4, 5.2264952788528545610e3 };
    double r = 0.180625 - q * q;
    return q * polynomial(a, r) / polynomial(b, r);
}

/// The size of the score for r <= 5.
inline double normal_tail(double r)
{
    constexpr double c[] = { 1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0, 1.27045825245236838258e0,
        2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4 };
    constexpr double d[] = { 1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1, 1.48103976427480074590e-1,
        1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9 };
    return polynomial(c, r - 1.6) / polynomial(d, r - 1.6);
}

/// The size of the score for r > 5: p below 1.4e-11.
inline double normal_far_tail(double r)
{
    constexpr double e[] = { 6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1, 2.65321895265761230930e-2,
        1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7 };
    constexpr double f[] = { 1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4,
        1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15 };
    return polynomial(e, r - 5) / polynomial(f, r - 5);
}

} // namespace bydel::stats
