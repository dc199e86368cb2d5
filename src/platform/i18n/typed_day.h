// SPDX-License-Identifier: AGPL-3.0-or-later
// Days as people write them in files. The same rules as the page's (web/src/platform/text/days.ts), but nobody is there to be asked: what could be
// two days is none, and nothing is guessed but the year of a day that has none.
#pragma once
#include "base/result.h"
#include <string>
#include <string_view>

namespace bydel::i18n {

/// The ISO day of "2026-03-14", "14.3.2026", "14/3/2026", "14. november 2026", "١٤/٣/٢٠٢٦"; a day without a year ("14. 11.", "14 nov") is the latest
/// that has been by `today` (empty: it is none). Problems, with the param typed: field.not_a_day; field.ambiguous_day ("3/4/2026", "14-3-26");
/// field.other_calendar (a year of the Islamic, the Persian or the Buddhist calendar, an Islamic month).
Result<std::string> typed_day(std::string_view text, std::string_view today);

} // namespace bydel::i18n
