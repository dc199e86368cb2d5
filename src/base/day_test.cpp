// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/day.h"
#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace bydel;

TEST_CASE("a day must exist in the calendar")
{
    for (auto text : { "2026-11-23", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31" })
        CHECK_MESSAGE(is_day(text), text);
    for (auto text : { "", "2026-11-31", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-11-00", "2026-1-1", "20261123", "2026/11/23",
             "2026-11-23T", "x026-11-23", "2026-11-2 " })
        CHECK_MESSAGE(!is_day(text), text);
}

TEST_CASE("months and quarters")
{
    CHECK((is_month("2026-12") && is_quarter("2026-Q4")));
    for (auto text : { "2026-13", "2026-00", "2026-1", "2026-Q1", "" })
        CHECK(!is_month(text));
    for (auto text : { "2026-Q0", "2026-Q5", "2026-q1", "2026-12", "" })
        CHECK(!is_quarter(text));
    CHECK(month_of("2026-11-23") == "2026-11");
    CHECK(quarter_of("2026-11-23") == "2026-Q4");
    CHECK(quarter_of("2026-01") == "2026-Q1");
    CHECK(add_months("2026-11", 2) == "2027-01");
    CHECK(add_months("2026-01", -1) == "2025-12");
    CHECK(months_between("2025-12", "2026-02") == 2);
}

TEST_CASE("first and last day of a month and a quarter")
{
    CHECK(first_day_of("2026-02") == "2026-02-01");
    CHECK(last_day_of("2026-02") == "2026-02-28");
    CHECK(last_day_of("2024-02") == "2024-02-29");
    CHECK(first_day_of("2026-Q3") == "2026-07-01");
    CHECK(last_day_of("2026-Q4") == "2026-12-31");
}

TEST_CASE("the UTC day of an instant, also just before midnight and before 1970")
{
    CHECK(day_of(0) == "1970-01-01");
    CHECK(day_of(-1) == "1969-12-31");
    CHECK(day_of(start_of("2026-11-23") + one_day - 1) == "2026-11-23");
    CHECK(day_of(start_of("2026-11-23")) == "2026-11-23");
}

TEST_CASE("adding days and counting them agree, and text sorts as time")
{
    CHECK(rc::check([] {
        auto day = day_of(*rc::gen::inRange<Milliseconds>(0, 80 * 365 * one_day));
        int days = *rc::gen::inRange(-4000, 4000);
        auto other = add_days(day, days);
        RC_ASSERT(is_day(other));
        RC_ASSERT(days_between(day, other) == days);
        RC_ASSERT((other < day) == (days < 0));
        RC_ASSERT(first_day_of(month_of(day)) <= day);
        RC_ASSERT(day <= last_day_of(quarter_of(day)));
    }));
}
