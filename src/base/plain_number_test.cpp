// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/plain_number.h"
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace bydel;

TEST_CASE("a number is written with the digits it needs and no more")
{
    CHECK(plain_number(0.1) == "0.1");
    CHECK(plain_number(0.1 + 0.2) == "0.30000000000000004");
    CHECK(detail::tried_number(0.1) == "0.1");
    CHECK(detail::tried_number(0.1 + 0.2) == "0.30000000000000004");
    CHECK(detail::tried_number(137'000) == "137000");
    CHECK(detail::tried_number(1.7976931348623157e308) == "1.7976931348623157e+308");
}

TEST_CASE("any number is read back with the same bits, however it was written")
{
    CHECK(rc::check([] {
        auto number = std::bit_cast<double>(*rc::gen::arbitrary<std::uint64_t>());
        RC_PRE(std::isfinite(number));
        for (auto const& text : { plain_number(number), detail::tried_number(number) })
            RC_ASSERT(std::bit_cast<std::uint64_t>(std::strtod(text.c_str(), nullptr)) == std::bit_cast<std::uint64_t>(number));
    }));
}
