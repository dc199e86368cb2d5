// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/discount.h"
#include <cmath>
#include <doctest/doctest.h>

using namespace bydel;
using namespace bydel::economics;

namespace {

struct Row {
    int year;
    double factor;
};

void check_table(std::string_view id, std::initializer_list<Row> rows, double half_of_last_digit)
{
    auto schedule = MUST(find_schedule(id));
    CHECK(check_schedule(schedule));
    for (auto row : rows)
        CHECK_MESSAGE(std::fabs(factor_at(schedule, DiscountMethod::cumulative, row.year) - row.factor) <= half_of_last_digit, id << " year " << row.year);
}

} // namespace

TEST_CASE("V4: the Green Book's table of discount factors, to its four digits")
{
    check_table("green_book",
        { { 1, .9662 }, { 2, .9335 }, { 3, .9019 }, { 4, .8714 }, { 5, .8420 }, { 10, .7089 }, { 15, .5969 }, { 20, .5026 }, { 25, .4231 }, { 30, .3563 },
            { 31, .3459 }, { 35, .3073 }, { 40, .2651 }, { 50, .1973 }, { 60, .1468 }, { 75, .0942 }, { 76, .0919 }, { 100, .0508 }, { 125, .0274 },
            { 126, .0269 }, { 200, .0062 }, { 300, .0014 }, { 500, .0002 } },
        0.5e-4);
}

TEST_CASE("V4: Denmark's schedules, to their six digits")
{
    check_table(
        "denmark_2021", { { 1, .966184 }, { 5, .841973 }, { 10, .708919 }, { 35, .299977 }, { 36, .292660 }, { 70, .126402 }, { 71, .124534 } }, 0.5e-6);
    check_table(
        "denmark_2013", { { 1, .961538 }, { 5, .821927 }, { 10, .675564 }, { 35, .253415 }, { 36, .246034 }, { 70, .090060 }, { 71, .088294 } }, 0.5e-6);
}

TEST_CASE("year 0 is now; a year's sum falls at its end, its middle or its start")
{
    auto flat = flat_schedule(0.04);
    auto const cumulative = DiscountMethod::cumulative;
    for (auto timing : { Timing::end_of_year, Timing::mid_year, Timing::start_of_year })
        CHECK(factor_in(flat, cumulative, timing, 0) == 1);
    CHECK(factor_in(flat, cumulative, Timing::end_of_year, 3) == doctest::Approx(std::pow(1.04, -3)).epsilon(1e-15));
    CHECK(factor_in(flat, cumulative, Timing::mid_year, 3) == doctest::Approx(std::pow(1.04, -2.5)).epsilon(1e-15));
    CHECK(factor_in(flat, cumulative, Timing::start_of_year, 3) == doctest::Approx(std::pow(1.04, -2)).epsilon(1e-15));
    CHECK(factor_in(flat, cumulative, Timing::start_of_year, 1) == 1);
    CHECK(factor_at(flat, cumulative, 2.25) == doctest::Approx(std::pow(1.04, -2.25)).epsilon(1e-15));
}

TEST_CASE("spot takes the rate of its own year, cumulative that of every year before")
{
    auto schedule = MUST(find_schedule("denmark_2021"));
    CHECK(factor_at(schedule, DiscountMethod::spot, 35) == doctest::Approx(factor_at(schedule, DiscountMethod::cumulative, 35)).epsilon(1e-14));
    CHECK(factor_at(schedule, DiscountMethod::spot, 36) == doctest::Approx(std::pow(1.025, -36)).epsilon(1e-14));
    CHECK(factor_at(schedule, DiscountMethod::spot, 36) > factor_at(schedule, DiscountMethod::cumulative, 36));
    CHECK(rate_in(schedule, 35) == 0.035);
    CHECK(rate_in(schedule, 36) == 0.025);
    CHECK(rate_in(schedule, 200) == 0.015);
    CHECK(factor_at(MUST(find_schedule("none")), DiscountMethod::cumulative, 12.5) == 1);
}

TEST_CASE("a schedule that can't be used says why")
{
    CHECK(find_schedule("moon").error().key == "impact.unknown_schedule");
    CHECK(check_schedule({ "own", {} }).error().key == "impact.bands_out_of_order");
    CHECK(check_schedule({ "own", { { 2, 0.1 } } }).error().key == "impact.bands_out_of_order");
    CHECK(check_schedule({ "own", { { 1, 0.1 }, { 1, 0.2 } } }).error().key == "impact.bands_out_of_order");
    CHECK(check_schedule({ "own", { { 1, -1 } } }).error().key == "impact.rate_out_of_range");
    CHECK(check_schedule({ "own", { { 1, std::nan("") } } }).error().key == "impact.rate_out_of_range");
    CHECK(check_schedule({ "own", { { 1, 0.05 }, { 10, 0.02 } } }));
}
