// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/plain_number.h"
#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace bydel {

std::string detail::tried_number(double number)
{
    char text[40];
    for (int digits = 15; digits <= 17; ++digits) { // 17 are always enough
        std::snprintf(text, sizeof text, "%.*g", digits, number);
        if (std::strtod(text, nullptr) == number)
            break;
    }
    return text;
}

#ifdef __wasm__
std::string plain_number(double number) { return detail::tried_number(number); }
#else
std::string plain_number(double number)
{
    char text[40];
    return { text, std::to_chars(text, text + sizeof text, number).ptr };
}
#endif

} // namespace bydel
