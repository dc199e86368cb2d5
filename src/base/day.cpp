// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/day.h"
#include <chrono>
#include <fmt/core.h>

namespace bydel {

namespace chrono = std::chrono;

static bool digits(std::string_view text, std::size_t from, std::size_t count)
{
    for (std::size_t i = from; i < from + count; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return false;
    }
    return true;
}

static int number(std::string_view text, std::size_t from, std::size_t count)
{
    int value = 0;
    for (std::size_t i = from; i < from + count; ++i)
        value = value * 10 + (text[i] - '0');
    return value;
}

static chrono::year_month_day civil(std::string_view day)
{
    return { chrono::year(number(day, 0, 4)), chrono::month(static_cast<unsigned>(number(day, 5, 2))), chrono::day(static_cast<unsigned>(number(day, 8, 2))) };
}

static std::string written(chrono::year_month_day day)
{
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

bool is_month(std::string_view text)
{
    return text.size() == 7 && digits(text, 0, 4) && text[4] == '-' && digits(text, 5, 2) && number(text, 5, 2) >= 1 && number(text, 5, 2) <= 12;
}

bool is_day(std::string_view text) { return text.size() == 10 && is_month(text.substr(0, 7)) && text[7] == '-' && digits(text, 8, 2) && civil(text).ok(); }

bool is_quarter(std::string_view text)
{
    return text.size() == 7 && digits(text, 0, 4) && text[4] == '-' && text[5] == 'Q' && text[6] >= '1' && text[6] <= '4';
}

Milliseconds midnight_before(Milliseconds at)
{
    return chrono::duration_cast<chrono::milliseconds>(chrono::floor<chrono::days>(chrono::milliseconds(at))).count();
}

std::string day_of(Milliseconds at)
{
    auto days = chrono::floor<chrono::days>(chrono::sys_time<chrono::milliseconds>(chrono::milliseconds(at)));
    return written(chrono::year_month_day(days));
}

Milliseconds start_of(std::string_view day) { return chrono::duration_cast<chrono::milliseconds>(chrono::sys_days(civil(day)).time_since_epoch()).count(); }

std::string add_days(std::string_view day, int days) { return written(chrono::year_month_day(chrono::sys_days(civil(day)) + chrono::days(days))); }

std::string latest_day(std::string_view today) { return add_days(today, 1); }

int days_between(std::string_view earlier, std::string_view later)
{
    return static_cast<int>((chrono::sys_days(civil(later)) - chrono::sys_days(civil(earlier))).count());
}

std::string month_of(std::string_view day) { return std::string(day.substr(0, 7)); }

std::string quarter_of(std::string_view month_or_day) { return fmt::format("{}-Q{}", month_or_day.substr(0, 4), (number(month_or_day, 5, 2) + 2) / 3); }

static int month_number(std::string_view month) { return number(month, 0, 4) * 12 + number(month, 5, 2) - 1; }

std::string add_months(std::string_view month, int months)
{
    int total = month_number(month) + months;
    return fmt::format("{:04}-{:02}", total / 12, total % 12 + 1);
}

int months_between(std::string_view earlier, std::string_view later) { return month_number(later) - month_number(earlier); }

static std::string first_month_of(std::string_view period)
{
    if (!is_quarter(period))
        return std::string(period);
    return fmt::format("{}-{:02}", period.substr(0, 4), (period[6] - '1') * 3 + 1);
}

std::string first_day_of(std::string_view period) { return first_month_of(period) + "-01"; }

std::string last_day_of(std::string_view period)
{
    auto next = add_months(first_month_of(period), is_quarter(period) ? 3 : 1);
    return add_days(next + "-01", -1);
}

} // namespace bydel
