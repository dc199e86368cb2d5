// SPDX-License-Identifier: AGPL-3.0-or-later
// A number as text with as many digits as it needs to be read back with the same bits, and a point: in JSON, in a formula, in a cell.
#pragma once
#include <string>

namespace bydel {

/// The number must be finite.
std::string plain_number(double number);

namespace detail {
/// The same digits without std::to_chars, whose tables would make the engine's WebAssembly half as large again.
std::string tried_number(double number);
}

} // namespace bydel
