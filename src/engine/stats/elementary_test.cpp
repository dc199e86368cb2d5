// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/stats/elementary.h"
#include <bit>
#include <cmath>
#include <cstdint>
#include <doctest/doctest.h>
#include <limits>
#include <rapidcheck.h>

using namespace bydel::stats;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// How many doubles lie between two.
double places_between(double a, double b)
{
    if (a == b)
        return 0;
    return std::fabs(static_cast<double>(std::bit_cast<std::int64_t>(a) - std::bit_cast<std::int64_t>(b)));
}

/// Any number between two, evenly.
double between(double low, double high) { return low + (high - low) * (*rc::gen::inRange<std::int64_t>(0, 1LL << 52)) / static_cast<double>(1LL << 52); }

} // namespace

TEST_CASE("exp and log agree with the C library's to one place")
{
    CHECK(rc::check([] {
        double x = between(-700, 700);
        RC_ASSERT(places_between(exp_of(x), std::exp(x)) <= 1);
        double small = between(-1, 1);
        RC_ASSERT(places_between(exp_of(small), std::exp(small)) <= 1);
        double positive = std::exp(x);
        RC_ASSERT(places_between(log_of(positive), std::log(positive)) <= 1);
        double near_one = between(0.5, 2);
        RC_ASSERT(places_between(log_of(near_one), std::log(near_one)) <= 1);
    }));
}

TEST_CASE("exp and log at their ends")
{
    CHECK(exp_of(0) == 1);
    CHECK(exp_of(-infinity) == 0);
    CHECK(exp_of(infinity) == infinity);
    CHECK(exp_of(710) == infinity);
    CHECK(exp_of(-746) == 0);
    CHECK(places_between(exp_of(-745), std::exp(-745.0)) <= 1);
    CHECK(places_between(exp_of(-720), std::exp(-720.0)) <= 1);
    CHECK(places_between(exp_of(709.7), std::exp(709.7)) <= 1);
    CHECK(log_of(1) == 0);
    CHECK(log_of(0) == -infinity);
    CHECK(log_of(infinity) == infinity);
    CHECK(std::isnan(log_of(-1)));
    CHECK(std::isnan(exp_of(std::nan(""))));
    CHECK(places_between(log_of(5e-324), std::log(5e-324)) <= 1);
}

TEST_CASE("a power is exact where it can be, and close elsewhere")
{
    CHECK(power_of(3, 4) == 81);
    CHECK(power_of(2, -2) == 0.25);
    CHECK(power_of(0, 0) == 1);
    CHECK(power_of(2, 0.5) == std::sqrt(2.0));
    CHECK(power_of(4, -0.5) == 0.5);
    CHECK(power_of(2, std::numeric_limits<int>::min()) == 0);
    CHECK(rc::check([] {
        double x = between(0.01, 10);
        double y = between(-40, 40);
        double expected = std::pow(x, y);
        RC_ASSERT(std::fabs(power_of(x, y) / expected - 1) < 1e-15 * (1 + std::fabs(y * std::log(x))));
    }));
}

TEST_CASE("log gamma agrees with the C library's")
{
    CHECK(std::fabs(log_gamma(1)) < 4e-15);
    CHECK(std::fabs(log_gamma(2)) < 4e-15);
    CHECK(log_gamma(0.5) == doctest::Approx(0.57236494292470008707).epsilon(1e-15));
    double worst = 0;
    auto look = [&](double x) {
        double expected = std::lgamma(x);
        worst = std::max(worst, std::fabs(log_gamma(x) - expected) / std::max(1.0, std::fabs(expected)));
    };
    for (int i = 1; i < 200'000; ++i) {
        look(i * 1e-4);
        look(i * 0.37);
    }
    CHECK(worst < 1e-14);
}
