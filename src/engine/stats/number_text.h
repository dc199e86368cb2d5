// SPDX-License-Identifier: AGPL-3.0-or-later
// A number as text for the params of a problem: six significant digits, a decimal point, no exponent below 1e15. printf would cost WebAssembly 20 kB.
#pragma once
#include <string>

namespace bydel::stats {

std::string number_text(double number);

} // namespace bydel::stats
