// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/discount.h"
#include "engine/stats/elementary.h"
#include "engine/stats/number_text.h"
#include <cmath>

namespace bydel::economics {

std::vector<Schedule> const& shipped_schedules()
{
    static std::vector<Schedule> const schedules {
        { "none", { { 1, 0 } } },
        { "green_book", { { 1, 0.035 }, { 31, 0.03 }, { 76, 0.025 }, { 126, 0.02 }, { 201, 0.015 }, { 301, 0.01 } } },
        { "denmark_2021", { { 1, 0.035 }, { 36, 0.025 }, { 71, 0.015 } } },
        { "denmark_2013", { { 1, 0.04 }, { 36, 0.03 }, { 71, 0.02 } } },
    };
    return schedules;
}

Result<Schedule> find_schedule(std::string_view id)
{
    for (auto const& one : shipped_schedules()) {
        if (one.id == id)
            return one;
    }
    return fail({ 422, "impact.unknown_schedule", {}, { { "schedule", std::string(id) } } });
}

Schedule flat_schedule(double rate) { return { "flat", { { 1, rate } } }; }

Done check_schedule(Schedule const& schedule)
{
    int before = 0;
    for (auto const& band : schedule.bands) {
        if (before == 0 ? band.from_year != 1 : band.from_year <= before)
            return fail({ 422, "impact.bands_out_of_order", {}, { { "schedule", schedule.id } } });
        if (!(band.rate > -1 && band.rate <= 1))
            return fail({ 422, "impact.rate_out_of_range", {}, { { "rate", stats::number_text(band.rate) } } });
        before = band.from_year;
    }
    if (before == 0)
        return fail({ 422, "impact.bands_out_of_order", {}, { { "schedule", schedule.id } } });
    return {};
}

double rate_in(Schedule const& schedule, int year)
{
    double rate = schedule.bands.empty() ? 0 : schedule.bands.front().rate;
    for (auto const& band : schedule.bands) {
        if (band.from_year <= year)
            rate = band.rate;
    }
    return rate;
}

double factor_at(Schedule const& schedule, DiscountMethod method, double time)
{
    if (!(time > 0))
        return 1;
    auto year = static_cast<int>(std::ceil(time));
    if (method == DiscountMethod::spot)
        return 1 / stats::power_of(1 + rate_in(schedule, year), time);
    double factor = 1;
    for (int k = 1; k <= year; ++k)
        factor /= 1 + rate_in(schedule, k);
    return year == time ? factor : factor * stats::power_of(1 + rate_in(schedule, year), year - time);
}

double factor_in(Schedule const& schedule, DiscountMethod method, Timing timing, int year) { return factor_at(schedule, method, time_of(timing, year)); }

double time_of(Timing timing, int year)
{
    if (year <= 0)
        return 0;
    switch (timing) {
    case Timing::end_of_year:
        return year;
    case Timing::mid_year:
        return year - 0.5;
    case Timing::start_of_year:
        return year - 1;
    }
    return year;
}

} // namespace bydel::economics
