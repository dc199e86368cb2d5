// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"
#include "document/document.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <unicode/numberformatter.h>
#include <unicode/numsys.h>

namespace bydel::document {

std::string plain_language(std::string_view language) { return std::string(language.substr(0, language.find("-u-"))); }

static icu::Locale locale_of(std::string_view language)
{
    UErrorCode error = U_ZERO_ERROR;
    return icu::Locale::forLanguageTag(std::string(language.substr(0, 60)), error);
}

std::string numbering_of(std::string_view language)
{
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::NumberingSystem> system(icu::NumberingSystem::createInstance(locale_of(language), error));
    return U_FAILURE(error) ? "latn" : system->getName();
}

bool is_right_to_left(Document const& document)
{
    if (document.direction != Direction::by_language)
        return document.direction == Direction::right_to_left;
    static constexpr std::array codes { "ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi" };
    auto tag = lower_ascii(plain_language(document.language));
    if (tag.find("-latn") != std::string::npos)
        return false;
    return std::find(codes.begin(), codes.end(), tag.substr(0, tag.find('-'))) != codes.end() || tag.find("-arab") != std::string::npos
        || tag.find("-hebr") != std::string::npos;
}

std::string number_text(std::string_view language, double value, int decimals)
{
    if (!std::isfinite(value))
        return "\xe2\x80\x93"; // a dash: no value
    auto precision = decimals < 0 ? icu::number::Precision::maxFraction(2) : icu::number::Precision::fixedFraction(std::min(decimals, 15));
    UErrorCode error = U_ZERO_ERROR;
    auto text
        = icu::number::NumberFormatter::withLocale(locale_of(language)).precision(precision).formatDouble(value == 0 ? 0.0 : value, error).toString(error);
    std::string written;
    return U_FAILURE(error) ? std::to_string(value) : text.toUTF8String(written);
}

} // namespace bydel::document
