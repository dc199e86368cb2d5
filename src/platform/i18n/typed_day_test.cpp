// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/json.h"
#include "platform/i18n/typed_day.h"
#include <doctest/doctest.h>
#include <fstream>
#include <iterator>

using namespace bydel;

static std::string said(std::string const& typed, std::string_view today)
{
    auto day = i18n::typed_day(typed, today);
    return day ? *day : day.error().key;
}

TEST_CASE("a day in a file is read as the page reads it; one that could be two is refused, one of another calendar is told")
{
    std::ifstream file(BYDEL_SOURCE_DIR "/contracts/typed.json");
    auto const known = MUST(parse_json(std::string(std::istreambuf_iterator<char>(file), {})));
    std::size_t seen = 0;
    for (auto const* list : { "days", "no_days", "days_in_files" }) {
        for (auto const& pair : *known[list].as_array()) {
            auto const typed = *(*pair.as_array())[0].as_string(), right = *(*pair.as_array())[1].as_string();
            CHECK_MESSAGE(said(typed, known.text("today")) == (std::string_view(list) == "days" ? right : "field." + right), typed);
            ++seen;
        }
    }
    CHECK(seen > 30);
}

TEST_CASE("a day without a year needs to know what day it is")
{
    CHECK(said("14 nov", "2026-11-13") == "2025-11-14");
    CHECK(said("14 nov", "") == "field.not_a_day");
    CHECK(said("29. 2.", "2025-03-01") == "2024-02-29");
    CHECK(said("\xff/\xd9/2026", "2026-11-26") == "field.not_a_day");
    CHECK(said(std::string(100'000, '1'), "2026-11-26") == "field.not_a_day");
}
