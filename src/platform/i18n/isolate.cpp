// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/i18n/isolate.h"
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace bydel::i18n {

namespace {

/// Hebrew, Arabic, Syriac, Thaana, N'Ko and Adlam letters, Eastern digits, and signs that turn text around by themselves.
bool turns_around(UChar32 sign)
{
    static constexpr struct {
        UChar32 first, last;
    } ranges[] { { 0x590, 0x8ff }, { 0x200f, 0x200f }, { 0x202a, 0x202e }, { 0x2066, 0x2069 }, { 0xfb1d, 0xfdff }, { 0xfe70, 0xfefc }, { 0x10800, 0x10fff },
        { 0x1e800, 0x1efff } };
    for (auto const& range : ranges) {
        if (sign >= range.first && sign <= range.last)
            return true;
    }
    return false;
}

/// What stays in a sentence from right to left as it is: everything else needs keeping apart, also "12 %", or the groups of a phone number.
bool is_right_to_left_word(UChar32 sign)
{
    UErrorCode error = U_ZERO_ERROR;
    auto script = uscript_getScript(sign, &error);
    return ((script == USCRIPT_ARABIC || script == USCRIPT_HEBREW) && !u_isdigit(sign)) || u_isUWhiteSpace(sign);
}

bool needs_keeping_apart(std::string_view value, Direction sentence)
{
    auto const length = static_cast<std::int32_t>(value.size());
    for (std::int32_t at = 0; at < length;) {
        UChar32 sign = 0;
        U8_NEXT(value.data(), at, length, sign);
        if (sentence == Direction::left_to_right ? turns_around(sign) : !is_right_to_left_word(sign))
            return true;
    }
    return false;
}

} // namespace

std::string isolated(std::string_view value, Direction sentence)
{
    constexpr auto first_strong_isolate = "\u2068", end_of_isolate = "\u2069";
    return needs_keeping_apart(value, sentence) ? first_strong_isolate + std::string(value) + end_of_isolate : std::string(value);
}

} // namespace bydel::i18n
