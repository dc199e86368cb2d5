// SPDX-License-Identifier: AGPL-3.0-or-later
// Results as JSON for pages and programs: the structs member for member, names for enumerations. A number that is none is null.
#pragma once
#include "base/json.h"
#include "engine/economics/simulate.h"

namespace bydel::economics {

template <class Items, class Each>
Json list(Items const& items, Each each)
{
    Json::Array array;
    for (auto const& item : items)
        array.push_back(each(item));
    return Json(std::move(array));
}

Json as_json(Outcome const& outcome);
Json as_json(Tornado const& tornado);
/// The seed and the fingerprint are text: 64 bits are more than a number of a page holds.
Json as_json(SimulationSummary const& summary);

} // namespace bydel::economics
