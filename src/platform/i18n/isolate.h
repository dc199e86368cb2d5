// SPDX-License-Identifier: AGPL-3.0-or-later
// Text of one direction inside a sentence of the other (Unicode isolates, UAX 9): without them an Arabic name turns the date behind it around.
// The page does the same (web/src/platform/isolate.ts). For sentences only: a cell, a link or a file's name that is data stays as it is.
#pragma once
#include <string>
#include <string_view>

namespace bydel::i18n {

enum class Direction { left_to_right, right_to_left };

/// A value as it stands in a sentence of that direction: kept apart where it could turn what is around it. UTF-8.
std::string isolated(std::string_view value, Direction sentence);

} // namespace bydel::i18n
