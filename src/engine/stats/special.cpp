// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/stats/special.h"
#include "engine/stats/elementary.h"
#include "engine/stats/straight.h"
#include <cmath>
#include <limits>

namespace bydel::stats {

namespace {

using Limits = std::numeric_limits<double>;
constexpr double one_by_sqrt_2pi = 0.39894228040143267794;
constexpr double tiny = 1e-300;
constexpr double close_enough = 1e-16;

double cody_center(double x)
{
    constexpr double a[] = { 18154.981253343561249, 1067.6894854603709582, 161.02823106855587881, 2.2352520354606839287, 0.065682337918207449113 };
    constexpr double b[] = { 45507.789335026729956, 10260.932208618978205, 976.09855173777669322, 47.20258190468824187, 1 };
    double square = x * x;
    return x * polynomial(a, square) / polynomial(b, square);
}

/// Φ(-x) / exp(-x²/2) for x > 0.66291.
double cody_tail(double x)
{
    constexpr double c[] = { 9842.7148383839780218, 11602.651437647350124, 6848.1904505362823326, 2494.5375852903726711, 597.27027639480026226,
        93.506656132177855979, 8.8831497943883759412, 0.39894151208813466764, 1.0765576773720192317e-8 };
    constexpr double d[] = { 19685.429676859990727, 38912.003286093271411, 34900.952721145977266, 18615.571640885098091, 6485.558298266760755,
        1519.377599407554805, 235.38790178262499861, 22.266688044328115691, 1 };
    if (x <= 5.656854249492380195)
        return polynomial(c, x) / polynomial(d, x);
    constexpr double p[]
        = { 2.9112874951168792e-5, 0.001421619193227893466, 0.022235277870649807, 0.1274011611602473639, 0.21589853405795699, 0.02307344176494017303 };
    constexpr double q[] = { 7.29751555083966205e-5, 0.00378239633202758244, 0.0659881378689285515, 0.468238212480865118, 1.28426009614491121, 1 };
    double square = 1 / (x * x);
    return (one_by_sqrt_2pi - square * polynomial(p, square) / polynomial(q, square)) / x;
}

struct Bracket {
    double low;
    double high;
};

/// The x in the bracket with cdf(x) = p, cdf rising: Newton's steps, halving where they leave the bracket.
template <class Cdf, class Density>
double inverse_of(Cdf cdf, Density density, double p, Bracket bracket, double x)
{
    for (int i = 0; i < 200; ++i) {
        double error = cdf(x) - p;
        if (error == 0)
            return x;
        (error < 0 ? bracket.low : bracket.high) = x;
        double next = x - error / density(x);
        if (!(next > bracket.low && next < bracket.high))
            next = bracket.low + (bracket.high - bracket.low) / 2;
        double step = next - x;
        x = next;
        if (std::fabs(step) <= 4e-16 * std::fabs(x))
            return x;
    }
    return x;
}

double gamma_series(double a, double x)
{
    double term = 1 / a;
    double sum = term;
    for (double n = a + 1; term > sum * close_enough; n += 1) {
        term *= x / n;
        sum += term;
    }
    return sum;
}

/// Lentz's method for Γ(a, x) / (x^a e^-x).
double gamma_fraction(double a, double x)
{
    double b = x + 1 - a;
    double c = 1 / tiny;
    double d = 1 / b;
    double value = d;
    for (int i = 1; i < 10000; ++i) {
        double an = -i * (i - a);
        b += 2;
        d = an * d + b;
        d = 1 / (std::fabs(d) < tiny ? tiny : d);
        c = b + an / c;
        c = std::fabs(c) < tiny ? tiny : c;
        value *= d * c;
        if (std::fabs(d * c - 1) < 3e-16)
            break;
    }
    return value;
}

double beta_fraction(double a, double b, double x)
{
    double c = 1;
    double d = 1 - (a + b) * x / (a + 1);
    d = 1 / (std::fabs(d) < tiny ? tiny : d);
    double value = d;
    auto advance = [&](double numerator) {
        d = 1 + numerator * d;
        d = 1 / (std::fabs(d) < tiny ? tiny : d);
        c = 1 + numerator / c;
        c = std::fabs(c) < tiny ? tiny : c;
        value *= d * c;
    };
    for (int m = 1; m < 10000; ++m) {
        advance(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)));
        advance(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)));
        if (std::fabs(d * c - 1) < 3e-16)
            break;
    }
    return value;
}

/// Where one tail is thin, the first term of its series is nearly the whole; else the mean.
double beta_start(double a, double b, double p, double constant)
{
    double low = exp_of((log_of(p) + log_of(a) - constant) / a);
    if (low < 0.05)
        return low > 0 ? low : 1e-300;
    double high = exp_of((log_of(1 - p) + log_of(b) - constant) / b);
    return high < 0.05 && high > 1e-16 ? 1 - high : a / (a + b);
}

double beta_constant(double a, double b) { return log_gamma(a + b) - log_gamma(a) - log_gamma(b); }

} // namespace

double normal_density(double x) { return one_by_sqrt_2pi * exp_of(-0.5 * x * x); }

double normal_cdf(double x)
{
    if (x != x)
        return x;
    double size = std::fabs(x);
    if (size <= 0.67448975)
        return 0.5 + cody_center(x);
    if (size > 40)
        return x < 0 ? 0 : 1;
    double coarse = static_cast<int>(size * 16) / 16.0; // exp(-x²/2) in two parts, so that x² is not rounded
    double tail = exp_of(-0.5 * coarse * coarse) * exp_of(-0.5 * (size - coarse) * (size + coarse)) * cody_tail(size);
    return x < 0 ? tail : 1 - tail;
}

double normal_quantile(double p)
{
    if (!(p > 0 && p < 1))
        return p == 0 ? -Limits::infinity() : p == 1 ? Limits::infinity() : Limits::quiet_NaN();
    double q = p - 0.5;
    if (std::fabs(q) <= 0.425)
        return normal_center(q);
    double r = std::sqrt(-log_of(q < 0 ? p : 1 - p));
    double size = r <= 5 ? normal_tail(r) : normal_far_tail(r);
    return q < 0 ? -size : size;
}

double gamma_ratio(double a, double x)
{
    if (!(x > 0))
        return 0;
    if (x == Limits::infinity())
        return 1;
    double front = exp_of(a * log_of(x) - x - log_gamma(a));
    return x < a + 1 ? front * gamma_series(a, x) : 1 - front * gamma_fraction(a, x);
}

double gamma_ratio_inverse(double a, double p)
{
    if (!(p > 0))
        return 0;
    if (p >= 1)
        return Limits::infinity();
    double constant = log_gamma(a);
    auto density = [&](double x) { return exp_of((a - 1) * log_of(x) - x - constant); };
    double cube = 1 - 1 / (9 * a) + normal_quantile(p) / (3 * std::sqrt(a)); // Wilson and Hilferty 1931
    double start = a * cube * cube * cube;
    if (!(cube > 0.1) || a < 0.5)
        start = exp_of((log_of(p) + constant + log_of(a)) / a); // the first term of the series
    double high = a + 40 * std::sqrt(a) + 800;
    if (!(start > 0 && start < high))
        start = start > 0 ? a : 1e-300;
    return inverse_of([&](double x) { return gamma_ratio(a, x); }, density, p, { 0, high }, start);
}

double beta_ratio(double a, double b, double x)
{
    if (!(x > 0))
        return 0;
    if (x >= 1)
        return 1;
    double front = exp_of(beta_constant(a, b) + a * log_of(x) + b * log_of(1 - x));
    return x < (a + 1) / (a + b + 2) ? front * beta_fraction(a, b, x) / a : 1 - front * beta_fraction(b, a, 1 - x) / b;
}

double beta_ratio_inverse(double a, double b, double p)
{
    if (!(p > 0))
        return 0;
    if (p >= 1)
        return 1;
    double constant = beta_constant(a, b);
    auto density = [&](double x) { return exp_of(constant + (a - 1) * log_of(x) + (b - 1) * log_of(1 - x)); };
    return inverse_of([&](double x) { return beta_ratio(a, b, x); }, density, p, { 0, 1 }, beta_start(a, b, p, constant));
}

} // namespace bydel::stats
