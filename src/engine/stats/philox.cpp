// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/stats/philox.h"

namespace bydel::stats {

std::uint32_t number_of_name(std::string_view name)
{
    if (name.empty())
        return 0;
    std::uint32_t hash = 2166136261;
    for (char letter : name)
        hash = (hash ^ static_cast<unsigned char>(letter)) * 16777619;
    return hash;
}

} // namespace bydel::stats
