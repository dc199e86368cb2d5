// SPDX-License-Identifier: AGPL-3.0-or-later
// The numbering plans of all countries, as web/tools/phone_plans.mjs writes them.
#pragma once
#include <span>
#include <string_view>

namespace bydel::i18n {

/// How numbers are shown abroad: one that begins as `leading` says (a pattern) and is `number` (a pattern with groups) is written as `shown` ("$1 $2").
struct PhoneFormat {
    std::string_view leading;
    std::string_view number;
    std::string_view shown;
};

/// All patterns are regular expressions.
struct PhonePlan {
    std::string_view country;             ///< ISO 3166, "DK"
    std::string_view code;                ///< "45"
    std::string_view abroad;              ///< a pattern of what is dialled before the country code of another country
    std::string_view prefix;              ///< a pattern of what is dialled before a number only inside the country; may have groups
    std::string_view rewritten;           ///< what stands in the place of the prefix, with the groups of it
    std::string_view number;              ///< a pattern of every number of the country, without prefix
    std::span<PhoneFormat const> formats; ///< of the first country that has this code; empty for the others
};

/// Countries that have one code stand together; the formats of the first are those of all.
std::span<PhonePlan const> phone_plans();

} // namespace bydel::i18n
