// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/measure/measure.h"
#include "base/text.h"
#include <algorithm>

namespace bydel::measure {

std::string to_text(Cell const& cell) { return cell.event + "|" + cell.group_id + "|" + cell.month; }

std::vector<Cell> cells_in(std::string_view text, std::string_view entity)
{
    std::vector<Cell> cells;
    for (auto const& one : split(text, ' ')) {
        auto parts = split(one, '|');
        if (parts.size() == 2)
            parts.insert(parts.begin(), std::string(entity));
        if (parts.size() == 3)
            cells.push_back({ parts[0], parts[1], parts[2] });
    }
    return cells;
}

template <class Named>
static Named const* find_named(std::vector<Named> const& all, std::string_view name)
{
    auto found = std::find_if(all.begin(), all.end(), [&](Named const& one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

Dimension const* Event::find(std::string_view dimension) const { return find_named(dimensions, dimension); }
Event const* Measures::event(std::string_view name) const { return find_named(events, name); }
Measure const* Measures::measure(std::string_view name) const { return find_named(measures, name); }

} // namespace bydel::measure
