// SPDX-License-Identifier: AGPL-3.0-or-later
// Cookies and tokens of office sessions and phones. Not for other folders.
#pragma once
#include "base/clock.h"
#include <string>
#include <string_view>

namespace bydel::people {

inline constexpr char const* office_cookie = "__Host-bydel-office";
inline constexpr Milliseconds office_session_lasts = 12 * 60 * one_minute; ///< at least: it ends on a whole hour
inline constexpr Milliseconds device_cookie_lasts = 400 * one_day;         ///< the most a browser keeps

std::string programme_of_token(std::string_view token);
std::string device_cookie_name(std::string_view device_id);
std::string cookie(std::string const& name, std::string const& value, Milliseconds lasts);

} // namespace bydel::people
