// SPDX-License-Identifier: AGPL-3.0-or-later
#include "concern/rules.h"
#include "base/text.h"
#include <algorithm>

namespace bydel::concern {

bool is_recipient(std::string_view passed_to)
{
    auto all = split(recipients, ' ');
    return std::find(all.begin(), all.end(), passed_to) != all.end();
}

std::optional<std::string> day_or_nothing(Json const& record, std::string_view field)
{
    auto text = record.text(field);
    return is_day(text) ? std::optional(text) : std::nullopt;
}

std::optional<sync::Fault> find_fault(Json const& record, std::string const& today)
{
    auto raised_on = day_or_nothing(record, "raised_on");
    if (!raised_on)
        return sync::Fault { "wrong_type", "raised_on" };
    if (*raised_on > latest_day(today))
        return sync::Fault { "in_future", "raised_on" };
    auto const& passed_to = record["passed_to"];
    if (!passed_to.is_null() && !is_recipient(record.text("passed_to")))
        return sync::Fault { "unknown_code", "passed_to" };
    if (!record["passed_on"].is_null() && !day_or_nothing(record, "passed_on"))
        return sync::Fault { "wrong_type", "passed_on" };
    return std::nullopt;
}

void read_passing(Json const& record, Concern& concern)
{
    auto const passed_to = record.text("passed_to");
    concern.passed_to = is_recipient(passed_to) ? std::optional(passed_to) : std::nullopt;
    concern.passed_on = concern.passed_to ? day_or_nothing(record, "passed_on") : std::nullopt;
}

} // namespace bydel::concern
