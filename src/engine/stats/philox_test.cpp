// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/stats/philox.h"
#include <doctest/doctest.h>

using namespace bydel::stats;

TEST_CASE("Philox gives the published known answers of Random123 (kat_vectors, philox4x32 10)")
{
    CHECK(philox4x32_10({ 0, 0, 0, 0 }, { 0, 0 }) == PhiloxCounter { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 });
    CHECK(philox4x32_10({ 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff }, { 0xffffffff, 0xffffffff })
        == PhiloxCounter { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd });
    CHECK(philox4x32_10({ 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 }, { 0xa4093822, 0x299f31d0 })
        == PhiloxCounter { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 });
}

TEST_CASE("a uniform number is never 0 and never 1")
{
    CHECK(uniform_of(0, 0) == 0x1p-53);
    CHECK(uniform_of(0xffffffff, 0xffffffff) == 1 - 0x1p-53);
    CHECK(uniform_of(0x80000000, 0) > 0.5);
    CHECK(uniform_of(0x7fffffff, 0xffffffff) < 0.5);
}

TEST_CASE("a number belongs to its seed, stream, variable, replicate and attempt, and to nothing else")
{
    auto first = [](std::uint64_t seed, std::uint32_t stream, std::uint32_t variable, std::uint32_t replicate) {
        return VariableStream(seed, stream, variable, replicate).next().first;
    };
    CHECK(first(1, 2, 3, 4) == first(1, 2, 3, 4));
    CHECK(first(1, 2, 3, 4) != first(1ULL << 40 | 1, 2, 3, 4));
    CHECK(first(1, 2, 3, 4) != first(1, 3, 3, 4));
    CHECK(first(1, 2, 3, 4) != first(1, 2, 4, 4));
    CHECK(first(1, 2, 3, 4) != first(1, 2, 3, 5));
    VariableStream stream(1, 2, 3, 4);
    auto once = stream.next();
    CHECK(once.first != stream.next().first);
    CHECK(once.first != once.second);
}

TEST_CASE("uniform numbers fill a hundred bins evenly")
{
    std::array<int, 100> bins {};
    for (std::uint32_t i = 0; i < 100'000; ++i)
        ++bins[static_cast<std::size_t>(VariableStream(7, 0, 0, i).next().second * 100)];
    double chi_square = 0;
    for (int count : bins)
        chi_square += (count - 1000.0) * (count - 1000.0) / 1000;
    CHECK(chi_square < 149); // 99.9 % of a chi-square with 99 degrees of freedom
}

TEST_CASE("a name's number is FNV-1a, and the empty name is 0")
{
    CHECK(number_of_name("") == 0);
    CHECK(number_of_name("a") == 0xe40c292c); // published test vector
    CHECK(number_of_name("foobar") == 0xbf9cf968);
}
