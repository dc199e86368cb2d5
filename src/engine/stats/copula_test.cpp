// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/stats/copula.h"
#include "engine/stats/philox.h"
#include "engine/stats/special.h"
#include <cmath>
#include <doctest/doctest.h>

using namespace bydel;
using namespace bydel::stats;

TEST_CASE("Cholesky's triangle gives the matrix back")
{
    Matrix matrix { 3, { 1, 0.5, -0.2, 0.5, 1, 0.3, -0.2, 0.3, 1 } };
    auto lower = MUST(cholesky(matrix));
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
            double sum = 0;
            for (std::size_t k = 0; k < 3; ++k)
                sum += lower.at(i, k) * lower.at(j, k);
            CHECK(sum == doctest::Approx(matrix.at(i, j)).epsilon(1e-15));
        }
    }
    CHECK(MUST(cholesky(unit_matrix(4))).values == unit_matrix(4).values);
}

TEST_CASE("correlations that contradict each other are a problem which names the row")
{
    Matrix matrix { 3, { 1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1 } };
    auto problem = cholesky(matrix).error();
    CHECK(problem.key == "impact.correlation_not_possible");
    CHECK(problem.params[0].second == "3");
}

TEST_CASE("uniforms of the copula have the correlation of normal scores that was asked for")
{
    auto lower = MUST(cholesky(Matrix { 2, { 1, 0.7, 0.7, 1 } }));
    double sum = 0;
    for (std::uint32_t i = 0; i < 50'000; ++i) {
        auto uniforms = VariableStream(3, 0, 0, i).next();
        double pair[] = { normal_quantile(uniforms.first), normal_quantile(uniforms.second) };
        correlate(lower, pair);
        sum += normal_quantile(pair[0]) * normal_quantile(pair[1]);
    }
    CHECK(sum / 50'000 == doctest::Approx(0.7).epsilon(0.02));
}
