// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/stats/special.h"
#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>

using namespace bydel::stats;

TEST_CASE("the normal distribution agrees with erfc in both tails")
{
    double worst = 0;
    for (int i = -3700; i <= 830; ++i) {
        double x = i / 100.0;
        double expected = 0.5 * std::erfc(-x / std::sqrt(2.0));
        // erfc of a rounded argument is itself off by x² places in the far tail
        worst = std::max(worst, std::fabs(normal_cdf(x) / expected - 1) / (1 + x * x));
    }
    CHECK(worst < 1e-15);
    CHECK(normal_cdf(0) == 0.5);
    CHECK(normal_cdf(-50) == 0);
    CHECK(normal_cdf(50) == 1);
    CHECK(normal_density(0) == doctest::Approx(0.3989422804014327).epsilon(1e-15));
}

TEST_CASE("the normal quantile undoes the normal distribution")
{
    for (double p : { 1e-300, 1e-100, 1e-20, 1e-10, 1e-5, 0.01, 0.07, 0.08, 0.3, 0.5, 0.6, 0.93, 0.99 })
        CHECK(normal_cdf(normal_quantile(p)) == doctest::Approx(p).epsilon(p < 1e-15 ? 2e-13 : 1e-14));
    CHECK(normal_quantile(0.25) == doctest::Approx(-0.6744897501960817).epsilon(1e-15)); // AS 241, its own check values
    CHECK(normal_quantile(0.001) == doctest::Approx(-3.090232306167814).epsilon(1e-15));
    CHECK(normal_quantile(1e-20) == doctest::Approx(-9.262340089798408).epsilon(1e-15));
    CHECK(std::isinf(normal_quantile(0)));
    CHECK(std::isinf(normal_quantile(1)));
    CHECK(std::isnan(normal_quantile(2)));
}

TEST_CASE("the incomplete gamma and beta agree with their closed forms")
{
    for (double x : { 0.01, 0.5, 1.0, 3.0, 20.0 }) {
        CHECK(gamma_ratio(1, x) == doctest::Approx(1 - std::exp(-x)).epsilon(1e-14));
        CHECK(gamma_ratio(3, x) == doctest::Approx(1 - std::exp(-x) * (1 + x + x * x / 2)).epsilon(1e-11));
        CHECK(gamma_ratio(0.5, x) == doctest::Approx(std::erf(std::sqrt(x))).epsilon(1e-14));
    }
    for (double x : { 0.001, 0.2, 0.5, 0.9, 0.999 }) {
        CHECK(beta_ratio(1, 1, x) == doctest::Approx(x).epsilon(1e-14));
        CHECK(beta_ratio(2, 3, x) == doctest::Approx(x * x * (6 - 8 * x + 3 * x * x)).epsilon(1e-13));
        CHECK(beta_ratio(0.5, 0.5, x) == doctest::Approx(2 / 3.14159265358979323846 * std::asin(std::sqrt(x))).epsilon(1e-13));
    }
    CHECK(gamma_ratio(2, 0) == 0);
    CHECK(beta_ratio(2, 2, 0) == 0);
    CHECK(beta_ratio(2, 2, 1) == 1);
}

TEST_CASE("the inverses of the incomplete gamma and beta come back to where they started")
{
    for (double a : { 0.05, 0.5, 1.0, 2.5, 25.0, 100.0, 5000.0 }) {
        for (double p : { 1e-6, 0.01, 0.2, 0.5, 0.9, 0.999, 1 - 1e-9 }) {
            CHECK_MESSAGE(gamma_ratio(a, gamma_ratio_inverse(a, p)) == doctest::Approx(p).epsilon(1e-11), a << " " << p);
            for (double b : { 0.05, 1.0, 3.0, 500.0 }) {
                double x = beta_ratio_inverse(a, b, p);
                if (x < 1 - 1e-6) // nearer to 1 the next double is a step in p
                    CHECK_MESSAGE(beta_ratio(a, b, x) == doctest::Approx(p).epsilon(1e-10), a << " " << b << " " << p);
            }
        }
    }
}
