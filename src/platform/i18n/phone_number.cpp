// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/i18n/phone_number.h"
#include <algorithm>
#include <array>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace bydel::i18n {

namespace {

/// How long a number is without country code and prefix, by the numbering plans that each country gave to ITU-T (E.164 national plans).
struct Plan {
    std::string_view country;
    std::string_view code;
    std::string_view prefix;  ///< dialled before a number inside the country, and not with the country code
    std::size_t shortest, longest;
    std::string_view begins;  ///< first digits of a number that rings a telephone
};
constexpr std::array plans {
    Plan { "DK", "45", "", 8, 8, "23456789" }, Plan { "NO", "47", "", 8, 8, "23456789" }, Plan { "SE", "46", "0", 7, 9, "123456789" },
    Plan { "FI", "358", "0", 6, 11, "123456789" }, Plan { "DE", "49", "0", 6, 11, "123456789" }, Plan { "AT", "43", "0", 7, 12, "123456789" },
    Plan { "NL", "31", "0", 9, 9, "123456789" }, Plan { "CH", "41", "0", 9, 9, "23456789" }, Plan { "GB", "44", "0", 9, 10, "1235789" },
};
constexpr std::size_t shortest_e164 = 8, longest_e164 = 15; // digits, with the country code

Plan const* plan_of(std::string_view country)
{
    auto found = std::find_if(plans.begin(), plans.end(), [&](Plan const& plan) { return plan.country == country; });
    return found == plans.end() ? nullptr : found;
}

Plan const* plan_with_code(std::string_view digits)
{
    auto found = std::find_if(plans.begin(), plans.end(), [&](Plan const& plan) { return digits.starts_with(plan.code); });
    return found == plans.end() ? nullptr : found;
}

/// What may stand between digits: any space, dash or bracket, a full stop, a slash, signs that cannot be seen.
bool is_between(UChar32 c)
{
    return u_isUWhiteSpace(c) || u_charType(c) == U_DASH_PUNCTUATION || u_charType(c) == U_FORMAT_CHAR || c == '.' || c == '/' || c == '(' || c == ')';
}

/// Western digits, with a + in front where one was typed; nothing where anything else stands in it.
std::optional<std::string> digits_in(std::string_view typed)
{
    auto const text = icu::UnicodeString::fromUTF8(icu::StringPiece(typed.data(), static_cast<std::int32_t>(typed.size())));
    std::string digits;
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        auto c = text.char32At(at);
        if (auto value = u_charDigitValue(c); value >= 0)
            digits += static_cast<char>('0' + value);
        else if ((c == '+' || c == 0xff0b) && digits.empty())
            digits = "+";
        else if (!is_between(c))
            return std::nullopt;
    }
    return digits;
}

bool fits(Plan const& plan, std::string_view national)
{
    return national.size() >= plan.shortest && national.size() <= plan.longest && plan.begins.find(national.front()) != std::string_view::npos;
}

/// "45" and the rest, of digits that begin with a country code.
std::optional<std::string> international(std::string_view digits)
{
    if (digits.size() < shortest_e164 || digits.size() > longest_e164 || digits.front() == '0')
        return std::nullopt;
    auto const* plan = plan_with_code(digits);
    if (!plan)
        return "+" + std::string(digits);
    auto national = digits.substr(plan->code.size());
    if (!plan->prefix.empty() && national.starts_with(plan->prefix)) // +49 (0) 30 …
        national.remove_prefix(plan->prefix.size());
    return fits(*plan, national) ? std::optional("+" + std::string(plan->code) + std::string(national)) : std::nullopt;
}

} // namespace

std::optional<std::string> phone_number(std::string_view typed, std::string_view country)
{
    auto const found = digits_in(typed);
    if (!found || found->empty())
        return std::nullopt;
    std::string_view digits = *found;
    if (digits.starts_with("+"))
        return digits.size() > 1 ? international(digits.substr(1)) : std::nullopt;
    if (digits.starts_with("00"))
        return digits.size() > 2 ? international(digits.substr(2)) : std::nullopt;
    auto const* plan = plan_of(country);
    if (!plan)
        return std::nullopt;
    auto national = digits;
    if (!plan->prefix.empty() && national.starts_with(plan->prefix))
        national.remove_prefix(plan->prefix.size());
    if (!national.empty() && fits(*plan, national))
        return "+" + std::string(plan->code) + std::string(national);
    return digits.starts_with(plan->code) ? international(digits) : std::nullopt; // "45 20 12 34 56": the + was left out
}

std::string shown_phone_number(std::string const& stored)
{
    if (!stored.starts_with('+') || phone_number(stored, "") != stored)
        return stored;
    auto const* plan = plan_with_code(std::string_view(stored).substr(1));
    std::size_t at = plan ? 1 + plan->code.size() : 3;
    auto shown = stored.substr(0, at);
    auto const rest = stored.size() - at;
    if (rest % 2 == 1) { // three first, then pairs
        shown += " " + stored.substr(at, 3);
        at += 3;
    }
    for (; at < stored.size(); at += 2)
        shown += " " + stored.substr(at, 2);
    return shown;
}

} // namespace bydel::i18n
