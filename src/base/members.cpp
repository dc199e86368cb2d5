// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/members.h"
#include "base/plain_number.h"
#include <cstdlib>

namespace bydel {

// Here and not in fields.cpp, so that the engine needs nothing that days and ids stand on.
Problem detail::wrong_type(std::string_view wanted) { return { 422, "field.wrong_type", "", { { "wanted", std::string(wanted) } } }; }
Problem detail::missing() { return { 422, "field.missing" }; }

Members::Members(Json const& json, std::string place, std::vector<Problem>& problems, std::string const& line)
    : json_(json)
    , place_(std::move(place))
    , line_(json.text("id").empty() ? line : json.text("id"))
    , problems_(problems)
{
    if (!json.is_object())
        add(detail::wrong_type("object"));
}

std::string Members::text(std::string_view name, std::string fallback) const
{
    auto const& value = json_[name];
    if (auto const* text = value.as_string())
        return *text;
    if (!value.is_null())
        add(name, detail::wrong_type("text"));
    return fallback;
}

std::optional<double> Members::maybe_number(std::string_view name) const
{
    auto value = json_[name].as_number();
    if (!value && !json_[name].is_null())
        add(name, detail::wrong_type("number"));
    return value;
}

int Members::year(std::string_view name, int fallback) const
{
    auto const* value = json_[name].as_integer();
    bool too_far = value && std::abs(*value) > 1'000'000'000;
    if ((!value && !json_[name].is_null()) || too_far)
        add(name, detail::wrong_type("whole number"));
    return value && !too_far ? static_cast<int>(*value) : fallback;
}

std::string Members::formula(std::string_view name, std::string fallback) const
{
    if (auto value = json_[name].as_number())
        return plain_number(*value);
    return text(name, std::move(fallback));
}

std::vector<Members> Members::list(std::string_view name) const
{
    std::vector<Members> members;
    auto const* items = json_[name].as_array();
    if (!items && !json_[name].is_null())
        add(name, detail::wrong_type("list"));
    for (std::size_t i = 0; items && i < items->size(); ++i)
        members.push_back({ (*items)[i], path(name) + "[" + std::to_string(i) + "]", problems_, line_ });
    return members;
}

void Members::add(Problem problem) const
{
    if (!line_.empty())
        problem.params.emplace_back("line", line_);
    problems_.push_back(place_.empty() ? std::move(problem) : within(place_, std::move(problem)));
}

} // namespace bydel
