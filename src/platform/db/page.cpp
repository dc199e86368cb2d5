// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/page.h"
#include <algorithm>

namespace bydel::db::detail {

static constexpr char between = '~';

Result<Place> read_place(std::span<Order const> orders, PageAsked const& asked)
{
    auto const order = std::ranges::find(orders, asked.order, &Order::name);
    if (order == orders.end())
        return fail({ 422, "field.unknown_code", "sort", { { "code", asked.order } } });
    Place place { *order, std::nullopt, {} };
    if (!asked.after)
        return place;
    auto const& text = *asked.after;
    auto const first = text.find(between), last = text.rfind(between);
    if (first == std::string::npos || first == last || text.substr(0, first) != order->name)
        return fail({ 422, "page.unknown_place", "after" });
    place.value = text.substr(first + 1, last - first - 1);
    place.id = text.substr(last + 1);
    return place;
}

std::string to_text(Place const& place) { return std::string(place.order.name) + between + *place.value + between + place.id; }

std::string rest_of(std::string_view from, Place const& place, std::int64_t most, std::vector<Value>& values)
{
    std::string const column(place.order.column);
    auto rest = std::string(from);
    if (place.value) {
        auto const next = values.size() + 1;
        rest += " AND (" + column + ", id) " + (place.order.falling ? "<" : ">") + " ($" + std::to_string(next) + ", $" + std::to_string(next + 1) + ")";
        values.insert(values.end(), { to_value(*place.value), to_value(place.id) });
    }
    std::string const way = place.order.falling ? " DESC" : "";
    return rest + " ORDER BY " + column + way + ", id" + way + " LIMIT " + std::to_string(most);
}

} // namespace bydel::db::detail
