// SPDX-License-Identifier: AGPL-3.0-or-later
// Numbers as people write them in files: Eastern digits, decimal commas, thousands. The same rules as the page's
// (web/src/platform/text/numbers.ts), but with no reader's language to decide: what could be two numbers is none.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace bydel {

/// Western digits, one kind of space and dash, and no signs that are not seen (direction marks, zero-width signs). Trimmed.
std::string plain_typed(std::string_view text);
/// "٣٫٥", "3,5" and "3.5" are 3.5, "137 000" and "١٣٧٬٠٠٠" are 137000. A single point is a decimal point, as programs write it; "137,000" could be
/// two numbers and is none.
std::optional<double> typed_number(std::string_view text);
/// A formula with its numbers in Western digits and decimal points.
std::string typed_formula(std::string_view text);

} // namespace bydel
