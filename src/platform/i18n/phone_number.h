// SPDX-License-Identifier: AGPL-3.0-or-later
// Telephone numbers: read as people write them, kept as E.164 ("+4520123456"), shown with spaces.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace bydel::i18n {

/// What was typed, as E.164; nothing where no telephone can have that number. `country` (ISO 3166, "DK") is where a number without a country
/// code is dialled. Digits of every script are read.
std::optional<std::string> phone_number(std::string_view typed, std::string_view country);
/// "+45 20 12 34 56"; what is no E.164 number, as it stands.
std::string shown_phone_number(std::string const& stored);

} // namespace bydel::i18n
