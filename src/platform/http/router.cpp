// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/router.h"
#include "base/id.h"
#include "base/text.h"
#include <algorithm>

namespace bydel::http {

static constexpr std::size_t longest_parameter = 200;

static bool is_slug(std::string_view text)
{
    return !text.empty() && text.size() <= 40
        && std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; });
}

static bool parameter_fits(std::string_view name, std::string_view value)
{
    if (name == "programme_id")
        return is_slug(value);
    if (name == "id" || name.ends_with("_id"))
        return is_id(value);
    return !value.empty() && value.size() <= longest_parameter;
}

/// Takes the first segment ("/a") off.
static std::string_view next_segment(std::string_view& rest)
{
    auto end = rest.find('/', 1);
    auto segment = rest.substr(1, end == std::string_view::npos ? end : end - 1);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end);
    return segment;
}

static std::string_view name_in_braces(std::string_view segment)
{
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}' ? segment.substr(1, segment.size() - 2) : std::string_view();
}

static std::optional<PathParams> match(std::string_view pattern, std::string_view path)
{
    PathParams params;
    while (!pattern.empty() && !path.empty()) {
        auto wanted = next_segment(pattern);
        auto given = next_segment(path);
        auto name = name_in_braces(wanted);
        if (name.empty() ? wanted != given : !parameter_fits(name, given))
            return std::nullopt;
        if (!name.empty())
            params.emplace(name, given);
    }
    if (!pattern.empty() || !path.empty())
        return std::nullopt;
    return params;
}

Found find_route(std::vector<Route> const& routes, Method method, std::string_view path)
{
    auto wanted = method == Method::head ? Method::get : method;
    Found found;
    for (auto const& route : routes) {
        auto params = match(route.path, path);
        if (!params)
            continue;
        found.allowed.emplace_back(to_string(route.method));
        bool closer = !found.route || params->size() < found.params.size();
        if (route.method == wanted && closer) {
            found.route = &route;
            found.params = std::move(*params);
        }
    }
    return found;
}

std::vector<std::string> parameters_of(std::string_view pattern)
{
    std::vector<std::string> names;
    while (!pattern.empty()) {
        if (auto name = name_in_braces(next_segment(pattern)); !name.empty())
            names.emplace_back(name);
    }
    return names;
}

} // namespace bydel::http
