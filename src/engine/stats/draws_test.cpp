// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/stats/draws.h"
#include "engine/stats/special.h"
#include <algorithm>
#include <bit>
#include <cmath>
#include <doctest/doctest.h>
#include <optional>
#include <rapidcheck.h>
#include <vector>

using namespace bydel;
using namespace bydel::stats;

namespace {

/// The first replicate whose bits differ from those of draw(), or of Φ^-1 of its uniform where there is no distribution.
std::optional<std::size_t> first_other(Distribution const* one, ReplicateRange const& range, std::size_t count)
{
    std::vector<double> alone(count);
    for (std::size_t i = 0; i < count; ++i) {
        VariableStream stream { range.seed, range.stream, range.variable, range.first + static_cast<std::uint32_t>(i) };
        alone[i] = one ? draw(*one, stream) : normal_quantile(stream.next().first);
    }
    for (auto lanes : { Lanes::two, Lanes::four, Lanes::eight }) {
        std::vector<double> many(count);
        if (one)
            draw_many(*one, range, many, lanes);
        else
            normal_scores(range, many, lanes);
        for (std::size_t i = 0; i < count; ++i) {
            if (std::bit_cast<std::uint64_t>(alone[i]) != std::bit_cast<std::uint64_t>(many[i]))
                return i;
        }
    }
    return std::nullopt;
}

Distribution any_distribution()
{
    auto number = [](int low, int high) { return *rc::gen::inRange(low, high) / 64.0; };
    auto const kind = *rc::gen::element(DistributionKind::fixed, DistributionKind::uniform, DistributionKind::triangular, DistributionKind::pert,
        DistributionKind::normal, DistributionKind::lognormal, DistributionKind::gamma, DistributionKind::beta, DistributionKind::bernoulli);
    double const low = number(-640, 640);
    switch (kind) {
    case DistributionKind::fixed:
    case DistributionKind::bernoulli:
        return { kind, number(0, 65), 0, 0 };
    case DistributionKind::uniform:
        return { kind, low, low + number(1, 640), 0 };
    case DistributionKind::triangular:
    case DistributionKind::pert: {
        double const mode = low + number(0, 640);
        return { kind, low, mode, mode + number(1, 640) };
    }
    case DistributionKind::normal:
    case DistributionKind::lognormal:
        return { kind, low, number(0, 320), 0 };
    case DistributionKind::gamma:
    case DistributionKind::beta:
        return { kind, number(1, 6400), number(1, 1280), 0 };
    }
    return {};
}

} // namespace

TEST_CASE("many draws at once have the bits of each drawn alone, for every distribution, seed and count")
{
    CHECK(rc::check([] {
        ReplicateRange const range { *rc::gen::arbitrary<std::uint64_t>(), *rc::gen::arbitrary<std::uint32_t>(), *rc::gen::arbitrary<std::uint32_t>(),
            *rc::gen::inRange<std::uint32_t>(0, 10'000'000) };
        auto const one = any_distribution();
        auto const count = static_cast<std::size_t>(*rc::gen::inRange(0, 700));
        RC_ASSERT(!first_other(&one, range, count));
        RC_ASSERT(!first_other(nullptr, range, count));
    }));
}

TEST_CASE("what the first attempt does not accept is among them")
{
    double const d = 2.0 / 3; // of shape 1, which has the most refusals
    ReplicateRange const range { 2016, 0, 7, 0 };
    std::size_t refused = 0;
    for (std::uint32_t i = 0; i < 10'000; ++i)
        refused += 1 + normal_quantile(VariableStream(range.seed, range.stream, range.variable, i).next().first) / std::sqrt(9 * d) <= 0;
    CHECK(refused > 50);
    Distribution const one { DistributionKind::gamma, 1, 2, 0 };
    CHECK(!first_other(&one, range, 10'000));
}

TEST_CASE("the far tail is among them: a number that comes once in 10^11")
{
    ReplicateRange const range { 2016, 0, 5, 2'804'430'251 };
    CHECK(VariableStream(range.seed, range.stream, range.variable, range.first).next().first > 1 - 1.3e-11);
    CHECK(!first_other(nullptr, range, 1));
    CHECK(!first_other(nullptr, { range.seed, range.stream, range.variable, range.first - 100 }, 300));
    Distribution const one { DistributionKind::gamma, 100, 3, 0 };
    CHECK(!first_other(&one, range, 1));
}

TEST_CASE("the last numbers of a counter's range follow one another without a gap")
{
    Distribution const one { DistributionKind::beta, 3, 9, 0 };
    CHECK(!first_other(&one, { 1, 2, 3, 0xffffffffU - 300 }, 300));
}
