// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/stats/summary.h"
#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace bydel::stats;

TEST_CASE("percentiles are those of type 7: R's quantile(x) and NumPy's percentile")
{
    std::vector<double> const values { 1, 2, 4, 8, 16 };
    CHECK(percentile(values, 0) == 1);
    CHECK(percentile(values, 0.25) == 2);
    CHECK(percentile(values, 0.1) == doctest::Approx(1.4)); // 1 + 0.4·(2-1)
    CHECK(percentile(values, 0.9) == doctest::Approx(12.8));
    CHECK(percentile(values, 1) == 16);
    CHECK(percentile({}, 0.5) == 0);
}

TEST_CASE("an exact sum does not depend on order to the last bit, and cancels what must cancel")
{
    CHECK(exact_sum_of({ 1e100, 1, -1e100 }) == 1);
    CHECK(exact_sum_of({ 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1 }) == 1.0);
    CHECK(exact_sum_of({ 1e16, 1, 1e-16 }) == 10000000000000002.0); // above half-way between two doubles
    CHECK(exact_sum_of({}) == 0);
    CHECK(sum_of(std::vector<double> { 1e100, 1, -1e100 }) == 1);
    CHECK(rc::check([](std::vector<int> const& numbers) {
        std::vector<double> values;
        for (int number : numbers)
            values.push_back(number * std::pow(1.7, number % 90));
        double forward = exact_sum_of(values);
        std::reverse(values.begin(), values.end());
        RC_ASSERT(exact_sum_of(values) == forward);
        std::sort(values.begin(), values.end());
        RC_ASSERT(exact_sum_of(values) == forward);
    }));
}

TEST_CASE("mean and spread of a small column")
{
    std::vector<double> const values { 2, 4, 4, 4, 5, 5, 7, 9 };
    CHECK(mean_of(values) == 5);
    CHECK(sd_of(values) == doctest::Approx(std::sqrt(32.0 / 7)));
    CHECK(sd_of(std::vector<double> { 3 }) == 0);
    CHECK(mean_of({}) == 0);
    CHECK(sd_of(std::vector<double> { 1e9, 1e9 + 1, 1e9 + 2 }) == doctest::Approx(1));
}

TEST_CASE("a histogram counts every value once")
{
    std::vector<double> values;
    for (int i = 0; i < 1000; ++i)
        values.push_back(i);
    auto bins = histogram(values, 10);
    std::size_t total = bins.below + bins.above;
    for (auto count : bins.counts)
        total += count;
    CHECK(total == 1000);
    CHECK((bins.below == 5 && bins.above == 5));
    std::vector<double> same(7, 3.0);
    CHECK(histogram(same, 4).counts[0] == 7);
    CHECK(histogram({}, 4).counts.size() == 4);
}
