// SPDX-License-Identifier: AGPL-3.0-or-later
// Days ("2026-11-23"), months ("2026-11") and quarters ("2026-Q4") as the text they are stored in, so that they compare and sort as they are.
#pragma once
#include "base/clock.h"
#include "base/result.h"
#include <string>
#include <string_view>

namespace bydel {

bool is_day(std::string_view text);
bool is_month(std::string_view text);
bool is_quarter(std::string_view text);

/// The UTC day of an instant.
std::string day_of(Milliseconds at);
/// Midnight UTC before an instant: all that is stored of it (docs/security.md, "No clock time").
Milliseconds midnight_before(Milliseconds at);
/// Midnight UTC of a day. The day must be valid.
Milliseconds start_of(std::string_view day);
std::string add_days(std::string_view day, int days);
/// The latest day that may be written on a day: a day ahead is another time zone.
std::string latest_day(std::string_view today);
/// Days from `earlier` to `later`.
int days_between(std::string_view earlier, std::string_view later);
std::string month_of(std::string_view day);
std::string quarter_of(std::string_view month_or_day);
std::string add_months(std::string_view month, int months);
int months_between(std::string_view earlier, std::string_view later);
/// First and last day of a month or quarter.
std::string first_day_of(std::string_view period);
std::string last_day_of(std::string_view period);

} // namespace bydel
