// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/stats/elementary.h"
#include "engine/stats/straight.h"
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace bydel::stats {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double one_by_ln2 = 1.44269504088896338700e+00;
constexpr double half_log_2pi = 0.91893853320467274178;

double two_to(int k) { return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52); } // -1022 <= k <= 1023

double scaled(double y, int k)
{
    if (k > 1023)
        return y * two_to(1023) * two_to(k - 1023);
    if (k < -1022)
        return y * two_to(k + 1022 < -1022 ? -1022 : k + 1022) * two_to(-1022);
    return y * two_to(k);
}

} // namespace

double exp_of(double x)
{
    if (x != x)
        return x;
    if (x > 709.782712893383973096)
        return infinity;
    if (x < -745.13321910194110842)
        return 0;
    auto k = static_cast<int>(one_by_ln2 * x + (x < 0 ? -0.5 : 0.5));
    double high = x - k * ln2_high;
    double low = k * ln2_low;
    double r = high - low;
    double t = r * r;
    double c = r
        - t
            * (1.66666666666666019037e-01
                + t * (-2.77777777770155933842e-03 + t * (6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
    double y = 1.0 - ((low - (r * c) / (2.0 - c)) - high);
    return scaled(y, k);
}

double log_of(double x)
{
    if (x != x || x == infinity)
        return x;
    if (x < 0)
        return not_a_number;
    if (x == 0)
        return -infinity;
    return x < 0x1p-1022 ? straight_log(x * 0x1p54, 54) : straight_log(x);
}

double power_of(double x, int n)
{
    auto left = static_cast<unsigned>(n < 0 ? -static_cast<long long>(n) : n);
    double result = 1;
    for (double square = x; left != 0; square *= square, left >>= 1) {
        if (left & 1)
            result *= square;
    }
    return n < 0 ? 1 / result : result;
}

double power_of(double x, double y)
{
    if (y > -1024 && y < 1024) {
        auto whole = static_cast<int>(std::floor(y));
        if (whole == y)
            return power_of(x, whole);
        if (whole + 0.5 == y)
            return power_of(x, whole) * std::sqrt(x);
    }
    return exp_of(y * log_of(x));
}

double log_gamma(double x)
{
    double product = 1;
    for (; x < 10; x += 1)
        product *= x;
    double y = 1 / (x * x);
    double series = 1.0 / 12
        + y * (-1.0 / 360 + y * (1.0 / 1260 + y * (-1.0 / 1680 + y * (1.0 / 1188 + y * (-691.0 / 360360 + y * (1.0 / 156 - y * (3617.0 / 122400)))))));
    return (x - 0.5) * log_of(x) - x + half_log_2pi + series / x - log_of(product);
}

} // namespace bydel::stats
