// SPDX-License-Identifier: AGPL-3.0-or-later
// Small questions about text that every slice asks.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace bydel {

/// Code points in valid UTF-8.
std::size_t length_of(std::string_view utf8);
/// Valid UTF-8 without control characters (line feeds allowed).
bool is_plain_text(std::string_view text);
/// A vocabulary code: a lower case letter, then lower case letters, digits and _, at most 40.
bool is_code(std::string_view text);
/// A BCP 47 primary language tag: two or three lower case letters.
bool is_language(std::string_view text);
std::string_view trimmed(std::string_view text);
std::string lower_ascii(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);
std::string join(std::vector<std::string> const& parts, std::string_view separator);
/// Digits of a number inside text, for params of problems.
std::string written(long long number);

std::string to_base64url(std::string_view bytes);
/// Empty where the text is not base64url without padding.
std::string from_base64url(std::string_view text);

} // namespace bydel
