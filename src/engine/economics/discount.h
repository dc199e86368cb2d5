// SPDX-License-Identifier: AGPL-3.0-or-later
// What a krone of a later year is worth today. Rates are real, yearly, in bands of years; the convention (cumulative or spot; when in the year) is part
// of every result, because it moves published ratios in the second digit. impact-model.md A3; tables V4.
#pragma once
#include "base/result.h"
#include <string>
#include <string_view>
#include <vector>

namespace bydel::economics {

/// The rate from this year on (year 1 is the first that is discounted), until the next band.
struct RateBand {
    int from_year = 1;
    double rate = 0;
};

struct Schedule {
    std::string id;
    std::vector<RateBand> bands; ///< ascending, the first from year 1
};

/// cumulative: D(t) = Π_{k=1..t} 1/(1+r_k). spot: D(t) = (1+r(t))^-t with the rate of that year alone.
enum class DiscountMethod { cumulative, spot };
constexpr std::string_view discount_method_names[] = { "cumulative", "spot" };

/// When in its year a sum falls: year t >= 1 is discounted to t, t - 1/2 or t - 1. Year 0 is now, in every convention.
enum class Timing { end_of_year, mid_year, start_of_year };
constexpr std::string_view timing_names[] = { "end_of_year", "mid_year", "start_of_year" };

/// Shipped: none (0 %), green_book (HM Treasury, STPR 3.5/3.0/2.5/2.0/1.5/1.0 %), denmark_2021 (3.5 % to year 35, 2.5 % to 70, 1.5 % after),
/// denmark_2013 (4/3/2 %, in force 2013 to 2020).
std::vector<Schedule> const& shipped_schedules();
/// Problem impact.unknown_schedule, params: schedule.
Result<Schedule> find_schedule(std::string_view id);
/// One rate for every year.
Schedule flat_schedule(double rate);

/// Problems: impact.rate_out_of_range (params rate; a rate is above -1 and at most 1), impact.bands_out_of_order.
Done check_schedule(Schedule const& schedule);

/// The rate in force in a year (>= 1).
double rate_in(Schedule const& schedule, int year);

/// D at a time in years >= 0; a part of a year is discounted at the rate of the year it lies in: D(t) = D(⌈t⌉)·(1+r(⌈t⌉))^(⌈t⌉-t) when cumulative.
double factor_at(Schedule const& schedule, DiscountMethod method, double time);
/// D for a sum of a year (>= 0) by the convention.
double factor_in(Schedule const& schedule, DiscountMethod method, Timing timing, int year);
/// The time in years to which a sum of a year is discounted: 0 for year 0, else year, year - 1/2 or year - 1.
double time_of(Timing timing, int year);

} // namespace bydel::economics
