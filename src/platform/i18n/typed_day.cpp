// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/i18n/typed_day.h"
#include "base/day.h"
#include "base/text.h"
#include "base/typed_number.h"
#include <algorithm>
#include <optional>
#include <set>
#include <unicode/dtfmtsym.h>
#include <unicode/smpdtfmt.h>
#include <vector>

namespace bydel::i18n {

namespace {

struct MonthName {
    std::string name;
    int month = 0;
};

constexpr std::size_t least_letters = 3;

std::string folded(icu::UnicodeString name)
{
    name.foldCase();
    std::string text;
    return plain_typed(name.toUTF8String(text));
}

/// Arabic has three sets of names: Egypt and the Gulf, the Levant and Iraq, the Maghreb.
std::vector<MonthName> names_in(std::vector<char const*> const& locales)
{
    std::vector<MonthName> names;
    for (auto const* locale : locales) {
        UErrorCode error = U_ZERO_ERROR;
        icu::SimpleDateFormat const format("MMMM", icu::Locale(locale), error);
        if (U_FAILURE(error))
            continue;
        auto const& symbols = *format.getDateFormatSymbols();
        for (auto width : { icu::DateFormatSymbols::WIDE, icu::DateFormatSymbols::ABBREVIATED }) {
            std::int32_t count = 0;
            auto const* months = symbols.getMonths(count, icu::DateFormatSymbols::FORMAT, width);
            for (std::int32_t i = 0; i < count; ++i) {
                names.push_back({ folded(months[i]), i + 1 });
                std::erase(names.back().name, '.');
            }
        }
    }
    return names;
}

/// The month of a name or of its beginning, where that fits one month only.
int month_named(std::string const& typed)
{
    static auto const names = names_in({ "en", "da", "ar_EG", "ar_SY", "ar_DZ", "ar_MA" });
    std::set<int> whole, begun;
    for (auto const& [name, month] : names) {
        if (name == typed)
            whole.insert(month);
        if (typed.size() >= least_letters && name.starts_with(typed))
            begun.insert(month);
    }
    auto const& found = whole.empty() ? begun : whole;
    return found.size() == 1 ? *found.begin() : 0;
}

bool is_islamic_month(std::string const& typed)
{
    static auto const names = names_in({ "ar@calendar=islamic-civil", "en@calendar=islamic-civil" });
    return typed.size() >= least_letters && std::any_of(names.begin(), names.end(), [&](MonthName const& one) { return one.name == typed; });
}

/// A day in pieces: numbers as they stand, one name of a month, and whether its numbers are parted by "/".
struct Pieces {
    std::vector<std::string> numbers;
    std::string name;
    bool slashes = false;
    bool odd = false; ///< holds what no day holds
};

Pieces pieces_of(std::string const& text)
{
    Pieces pieces;
    enum class Last { none, number, name } last = Last::none;
    for (char c : text) {
        if (c >= '0' && c <= '9') {
            if (last != Last::number)
                pieces.numbers.emplace_back();
            pieces.numbers.back() += c;
            last = Last::number;
        } else if (std::string_view(" ./-,").find(c) != std::string_view::npos) {
            pieces.slashes = pieces.slashes || c == '/';
            pieces.name += last == Last::name && c == ' ' ? " " : ""; // a name of two words
            last = last == Last::name && c == ' ' ? Last::name : Last::none;
        } else {
            pieces.odd = pieces.odd || (last != Last::name && !pieces.name.empty()) || static_cast<unsigned char>(c) < 'A';
            pieces.name += c;
            last = Last::name;
        }
    }
    pieces.name = std::string(trimmed(pieces.name));
    if (pieces.name == "م" && pieces.numbers.size() == 3)
        pieces.name.clear(); // says that the year is of the common calendar
    return pieces;
}

std::string iso(int year, int month, int day)
{
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
    return text;
}

enum class Fault { not_a_day, ambiguous_day, other_calendar };
using Read = tl::expected<std::string, Fault>;

Read day_of_year(int year, int month, int day)
{
    // 1300 to 1500: the Islamic and the Persian calendar; 2400 to 2600: the Buddhist one.
    if ((year >= 1300 && year <= 1500) || (year >= 2400 && year <= 2600))
        return tl::unexpected(Fault::other_calendar);
    auto const text = iso(year, month, day);
    return year >= 1900 && year <= 2200 && is_day(text) ? Read(text) : tl::unexpected(Fault::not_a_day);
}

Read latest_day(int month, int day, std::string_view today)
{
    if (!is_day(today))
        return tl::unexpected(Fault::not_a_day);
    auto const year = std::stoi(std::string(today.substr(0, 4)));
    auto const text = iso(year, month, day);
    return is_day(text) && text <= today ? Read(text) : day_of_year(year - 1, month, day);
}

Read from_pieces(Pieces const& pieces, std::string_view today)
{
    auto const& numbers = pieces.numbers;
    if (pieces.name == "ه" || pieces.name == "هـ")
        return tl::unexpected(Fault::other_calendar); // says that the year is an Islamic one
    bool sizes = std::all_of(numbers.begin(), numbers.end(), [](std::string const& one) { return one.size() <= 2 || one.size() == 4; });
    auto const count = numbers.size() + !pieces.name.empty();
    if (pieces.odd || !sizes || numbers.empty() || count < 2 || count > 3)
        return tl::unexpected(Fault::not_a_day);
    auto number = [&](std::size_t i) { return std::stoi(numbers[i]); };
    bool year_first = numbers[0].size() == 4, has_year = count == 3;
    auto const& year = year_first ? numbers.front() : numbers.back();
    if (has_year && year.size() != 4)
        return tl::unexpected(Fault::ambiguous_day); // 14-3-26 could be of 2014
    if (!pieces.name.empty()) {
        if (is_islamic_month(pieces.name))
            return tl::unexpected(Fault::other_calendar);
        auto const month = month_named(pieces.name);
        if (month == 0 || year_first || numbers[0].size() > 2)
            return tl::unexpected(Fault::not_a_day);
        return has_year ? day_of_year(std::stoi(year), month, number(0)) : latest_day(month, number(0), today);
    }
    if (year_first)
        return count == 3 && numbers[1].size() <= 2 && numbers[2].size() <= 2 ? day_of_year(number(0), number(1), number(2)) : tl::unexpected(Fault::not_a_day);
    if (numbers[1].size() > 2)
        return tl::unexpected(Fault::not_a_day);
    if (pieces.slashes && number(0) <= 12 && number(1) <= 12 && number(0) != number(1))
        return tl::unexpected(Fault::ambiguous_day); // the 3rd of April in Copenhagen, the 4th of March in New York
    return has_year ? day_of_year(std::stoi(year), number(1), number(0)) : latest_day(number(1), number(0), today);
}

} // namespace

Result<std::string> typed_day(std::string_view text, std::string_view today)
{
    auto plain = text.size() > 100 ? std::string() : plain_typed(text);
    auto read = from_pieces(pieces_of(folded(icu::UnicodeString::fromUTF8(plain))), today);
    if (read)
        return *read;
    static constexpr char const* keys[] { "field.not_a_day", "field.ambiguous_day", "field.other_calendar" };
    return fail({ 422, keys[static_cast<int>(read.error())], "", { { "typed", plain_typed(text.substr(0, 100)) } } });
}

} // namespace bydel::i18n
