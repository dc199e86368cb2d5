// SPDX-License-Identifier: AGPL-3.0-or-later
// How a report writes words, numbers, money, days and simple blocks.
#include "base/text.h"
#include "impact/report_parts.h"
#include "platform/i18n/isolate.h"
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace bydel::impact::report_parts {

std::string say(ReportContext const& context, std::string_view key, i18n::Params const& params)
{
    return context.messages.say(context.settings.language, key, params);
}

std::string code(ReportContext const& context, std::string_view text)
{
    // The mark in front keeps the line itself right to left, the isolate keeps what is in it left to right.
    constexpr auto right_to_left_mark = "\u200f", left_to_right_isolate = "\u2066", pop_isolate = "\u2069";
    return context.right_to_left && !text.empty() ? std::string(right_to_left_mark) + left_to_right_isolate + std::string(text) + pop_isolate
                                                  : std::string(text);
}

/// Whether a text has a Hebrew, Arabic or Syriac letter: in UTF-8 these begin with the bytes D6 to DD.
static bool has_right_to_left_letter(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xd6 && static_cast<unsigned char>(c) <= 0xdd; });
}

std::string as_written(ReportContext const& context, std::string_view text) { return has_right_to_left_letter(text) ? std::string(text) : code(context, text); }

std::string text_of(ReportContext const& context, Json const& text) { return as_written(context, text_in(text, context.settings.language)); }

std::string kept_apart(ReportContext const& context, std::string_view text)
{
    using i18n::Direction;
    return i18n::isolated(text, context.right_to_left ? Direction::right_to_left : Direction::left_to_right);
}

std::string listed(ReportContext const& context, std::vector<std::string> const& texts)
{
    std::vector<std::string> apart;
    for (auto const& text : texts)
        apart.push_back(kept_apart(context, text));
    return join(apart, say(context, "report.impact.list_separator"));
}

// --- numbers ------------------------------------------------------------------------------------------------------------------

std::string number(ReportContext const& context, double value, int decimals) { return document::number_text(context.locale, value, decimals); }

/// The fewest decimals, at most `most`, that write the value whole; noise of computing is not written.
static int decimals_of(double value, int most)
{
    int decimals = 0;
    double const noise = 1e-9 * std::max(1.0, std::abs(value));
    for (double scale = 1; decimals < most && std::abs(std::round(value * scale) / scale - value) > noise; scale *= 10)
        ++decimals;
    return decimals;
}

std::string exact(ReportContext const& context, double value) { return number(context, value, decimals_of(value, 6)); }

std::string counted(double value, int decimals)
{
    double const scale = std::pow(10, decimals);
    std::array<char, 32> room;
    auto const written = std::to_chars(room.data(), room.data() + room.size(), std::round(value * scale) / scale);
    return { room.data(), written.ptr };
}

static std::string with_percent_sign(ReportContext const& context, std::string const& number)
{
    return say(context, "report.impact.percent", { { "number", number } });
}

std::string percent(ReportContext const& context, double share)
{
    return with_percent_sign(context, number(context, share * 100, decimals_of(share * 100, 4)));
}

std::string percent(ReportContext const& context, double share, int decimals) { return with_percent_sign(context, number(context, share * 100, decimals)); }

std::string money(ReportContext const& context, double value)
{
    auto const written = number(context, value, std::abs(value) >= 1000 ? 0 : decimals_of(value, 2));
    return say(context, "report.impact.money", { { "number", written }, { "currency", context.json.text("currency") } });
}

std::string ratio(ReportContext const& context, std::optional<double> value)
{
    return value ? number(context, *value, 2) : say(context, "report.impact.no_ratio");
}

std::string measured(ReportContext const& context, economics::Measure measure, double value)
{
    return measure == economics::Measure::bcr ? ratio(context, value) : money(context, value);
}

std::string amount(ReportContext const& context, std::string const& unit, double value)
{
    if (unit == "share")
        return percent(context, value);
    if (unit == "money_per_hour")
        return say(context, "report.impact.money_per_hour", { { "number", exact(context, value) }, { "currency", context.json.text("currency") } });
    if (unit == "money")
        return say(context, "report.impact.money", { { "number", exact(context, value) }, { "currency", context.json.text("currency") } });
    return exact(context, value);
}

std::string bare_amount(ReportContext const& context, std::string const& unit, double value)
{
    return unit == "share" ? percent(context, value) : exact(context, value);
}

std::string unit_name(ReportContext const& context, std::string const& unit)
{
    for (std::string_view const known : { "share", "money", "money_per_hour", "hours", "women", "years", "number" }) {
        if (unit == known)
            return say(context, "report.impact.unit." + unit, { { "currency", context.json.text("currency") } });
    }
    return unit;
}

std::string calendar_year(ReportContext const& context, std::int64_t year)
{
    return say(context, "report.impact.calendar_year", { { "year", std::to_string(year) } });
}

std::string day(ReportContext const& context, std::string const& iso) { return context.messages.day(context.settings.language, iso); }

std::string horizon(ReportContext const& context) { return say(context, "report.impact.horizon", { { "last", std::to_string(context.run.model.last_year) } }); }

// --- blocks ---------------------------------------------------------------------------------------------------------------------

document::Paragraph paragraph(ReportContext const& context, std::string_view key, i18n::Params const& params) { return { say(context, key, params) }; }

document::Table table(ReportContext const& context, std::vector<std::string_view> const& columns)
{
    document::Table made;
    for (auto key : columns) {
        bool numbers = key.starts_with('#');
        made.columns.push_back({ say(context, key.substr(numbers ? 1 : 0)), numbers ? document::Align::number : document::Align::text });
    }
    return made;
}

document::Table properties(ReportContext const& context) { return table(context, { "report.impact.column.what", "report.impact.column.is" }); }

} // namespace bydel::impact::report_parts
