// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes: parsing never breaks, and what it accepts is written and read again as the same.
#include "base/json.h"
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    auto parsed = bydel::parse_json({ reinterpret_cast<char const*>(data), size });
    if (!parsed)
        return 0;
    auto again = bydel::parse_json(parsed->dump());
    VERIFY(again && again->dump() == parsed->dump());
    return 0;
}
