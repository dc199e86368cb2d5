// SPDX-License-Identifier: AGPL-3.0-or-later
// Read as libphonenumber reads them, by its tables (docs/decisions/0008).
#include "platform/i18n/phone_number.h"
#include "platform/i18n/phone_plans.h"
#include <algorithm>
#include <unicode/regex.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace bydel::i18n {

namespace {

constexpr std::size_t shortest_e164 = 7, longest_e164 = 15; // digits, with the country code

icu::UnicodeString wide(std::string_view text) { return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))); }

std::string narrow(icu::UnicodeString const& text)
{
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

/// A pattern of the tables against digits. `at_start`: it need not reach to the end.
class Match {
public:
    Match(std::string_view pattern, std::string_view digits, bool at_start = false)
        : digits_(wide(digits))
        , matcher_(wide(pattern), digits_, 0, status_)
    {
        found_ = !pattern.empty() && U_SUCCESS(status_) && (at_start ? matcher_.lookingAt(status_) : matcher_.matches(status_));
    }
    explicit operator bool() const { return found_ && U_SUCCESS(status_); }
    std::size_t length() { return static_cast<std::size_t>(matcher_.end(status_)); }
    bool has_last_group() { return matcher_.groupCount() > 0 && matcher_.start(matcher_.groupCount(), status_) >= 0; }
    std::string replaced(std::string_view with) { return narrow(matcher_.reset().replaceFirst(wide(with), status_)); }

private:
    UErrorCode status_ = U_ZERO_ERROR;
    icu::UnicodeString digits_;
    icu::RegexMatcher matcher_;
    bool found_ = false;
};

PhonePlan const* plan_of(std::string_view country)
{
    auto const plans = phone_plans();
    auto found = std::find_if(plans.begin(), plans.end(), [&](PhonePlan const& plan) { return plan.country == country; });
    return found == plans.end() ? nullptr : &*found;
}

/// The countries whose code the digits begin with: no code is the beginning of another.
std::span<PhonePlan const> plans_with_code(std::string_view digits)
{
    auto const plans = phone_plans();
    auto fits = [&](PhonePlan const& plan) { return digits.starts_with(plan.code); };
    auto first = std::find_if(plans.begin(), plans.end(), fits);
    return { first, std::find_if_not(first, plans.end(), fits) };
}

/// What may stand between digits: any space, dash or bracket, a full stop, a slash, signs that cannot be seen.
bool is_between(UChar32 c)
{
    return u_isUWhiteSpace(c) || u_charType(c) == U_DASH_PUNCTUATION || u_charType(c) == U_FORMAT_CHAR || c == '.' || c == '/' || c == '(' || c == ')';
}

/// Western digits, with a + in front where one was typed; nothing where anything else stands in it.
std::optional<std::string> digits_in(std::string_view typed)
{
    auto const text = wide(typed);
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

/// A number of that country without the prefix of inside the country; nothing where it has no such number.
std::optional<std::string> national(PhonePlan const& plan, std::string_view digits)
{
    bool whole = static_cast<bool>(Match(plan.number, digits));
    if (auto prefix = Match(plan.prefix, digits, true)) {
        bool rewrite = !plan.rewritten.empty() && prefix.has_last_group();
        auto rest = rewrite ? prefix.replaced(plan.rewritten) : std::string(digits.substr(prefix.length()));
        if (Match(plan.number, rest))
            return rest;
    }
    return whole ? std::optional(std::string(digits)) : std::nullopt;
}

/// Digits that begin with a country code.
std::optional<std::string> international(std::string_view digits)
{
    if (digits.size() < shortest_e164 || digits.size() > longest_e164 + 1) // one more: the prefix in brackets, +49 (0) 30 ...
        return std::nullopt;
    for (auto const& plan : plans_with_code(digits)) {
        if (auto rest = national(plan, digits.substr(plan.code.size())))
            return "+" + std::string(plan.code) + *rest;
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> phone_number(std::string_view typed, std::string_view country)
{
    auto const found = digits_in(typed);
    if (!found || found->empty())
        return std::nullopt;
    std::string_view digits = *found;
    if (digits.starts_with("+"))
        return international(digits.substr(1));
    auto const* plan = plan_of(country);
    if (auto abroad = Match(plan ? plan->abroad : "00", digits, true)) {
        if (auto number = international(digits.substr(abroad.length())))
            return number;
    }
    if (!plan)
        return std::nullopt;
    if (auto rest = national(*plan, digits))
        return "+" + std::string(plan->code) + *rest;
    return digits.starts_with(plan->code) ? international(digits) : std::nullopt; // "45 20 12 34 56": the + was left out
}

std::string shown_phone_number(std::string const& stored)
{
    if (!stored.starts_with('+') || phone_number(stored, "") != stored)
        return stored;
    auto const plans = plans_with_code(std::string_view(stored).substr(1));
    auto const code = "+" + std::string(plans.front().code);
    auto const rest = stored.substr(code.size());
    for (auto const& format : plans.front().formats) {
        if (!format.leading.empty() && !Match(format.leading, rest, true))
            continue;
        if (auto number = Match(format.number, rest))
            return code + " " + number.replaced(format.shown);
    }
    return code + " " + rest;
}

} // namespace bydel::i18n
