// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/json.h"
#include "base/typed_number.h"
#include <doctest/doctest.h>
#include <fstream>
#include <iterator>

using namespace bydel;

static Json contract()
{
    std::ifstream file(BYDEL_SOURCE_DIR "/contracts/typed.json");
    return MUST(parse_json(std::string(std::istreambuf_iterator<char>(file), {})));
}

TEST_CASE("a number in a file is read as the page reads it; what could be two numbers is none")
{
    auto const known = contract();
    std::size_t seen = 0;
    for (auto const* list : { "numbers", "numbers_in_files" }) {
        for (auto const& pair : *known[list].as_array()) {
            auto const& [typed, value] = std::pair((*pair.as_array())[0], (*pair.as_array())[1]);
            CHECK_MESSAGE(typed_number(*typed.as_string()) == value.as_number(), *typed.as_string());
            ++seen;
        }
    }
    for (auto const& typed : *known["no_numbers"].as_array())
        CHECK_MESSAGE(!typed_number(*typed.as_string()), *typed.as_string());
    CHECK(seen > 20);
}

TEST_CASE("what is not seen is not read, and broken bytes do no harm")
{
    CHECK(plain_typed("\u200f٢٠٢٦\u00a0 \u2212 ۷\ufeff") == "2026  - 7");
    CHECK(typed_formula("\u200f١ - share * ٠٫٢٥") == "1 - share * 0.25");
    for (auto const* bytes : { "\xff", "\xd9", "\xe2\x80", "1\xf0", "\xd9\xa3\xd9" })
        CHECK(!typed_number(bytes));
}
