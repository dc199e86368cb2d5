// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/day.h"
#include "base/id.h"
#include <doctest/doctest.h>
#include <set>

using namespace bydel;

TEST_CASE("new ids are ids, differ, and sort by time")
{
    std::set<std::string> ids;
    for (int i = 0; i < 1000; ++i)
        ids.insert(new_id(1'700'000'000'000));
    CHECK(ids.size() == 1000);
    for (auto const& id : ids)
        CHECK(is_id(id));
    CHECK(new_id(start_of("2026-11-23")) < new_id(start_of("2026-11-24")));
    CHECK(new_id(start_of("2026-11-23") + 5).substr(0, 13) == new_day_id("2026-11-23").substr(0, 13)); // no clock time
}

TEST_CASE("a day id tells the day and no clock time")
{
    auto id = new_day_id("2026-11-23");
    CHECK(is_id(id));
    CHECK(id.substr(0, 13) == make_id(start_of("2026-11-23"), {}).substr(0, 13));
}

TEST_CASE("the same random bits make the same id")
{
    CHECK(make_id(0x0123456789ab, { 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4, 5, 6 }) == "01234567-89ab-7fff-bfff-010203040506");
}

TEST_CASE("what is no UUIDv7 in lower case is no id")
{
    for (auto text : { "", "01234567-89ab-7fff-bfff-01020304050", "01234567-89ab-7fff-bfff-0102030405067", "01234567-89AB-7fff-bfff-010203040506",
             "01234567-89ab-4fff-bfff-010203040506", "01234567-89ab-7fff-ffff-010203040506", "01234567089ab-7fff-bfff-010203040506",
             "01234567-89ab-7fff-bfff-01020304050g", "{1234567-89ab-7fff-bfff-010203040506}" })
        CHECK_MESSAGE(!is_id(text), text);
}
