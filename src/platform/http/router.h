// SPDX-License-Identifier: AGPL-3.0-or-later
// Which route a request means. A literal segment wins over a parameter; parameters named `id` or ending in `_id` must be ids.
#pragma once
#include "platform/http/api.h"

namespace bydel::http {

using PathParams = std::map<std::string, std::string, std::less<>>;

struct Found {
    Route const* route = nullptr;
    PathParams params;
    std::vector<std::string> allowed; ///< methods of the routes with this path, where none has the method
};

/// HEAD is answered by the route for GET. Nothing in `route` and `allowed`: no such address.
Found find_route(std::vector<Route> const& routes, Method method, std::string_view path);

/// The names in braces, in order.
std::vector<std::string> parameters_of(std::string_view pattern);

} // namespace bydel::http
