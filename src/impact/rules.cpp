// SPDX-License-Identifier: AGPL-3.0-or-later
#include "impact/rules.h"
#include "impact/links.h"

namespace bydel::impact {

static constexpr std::string_view line_lists[] = { "inputs", "costs", "outcomes" };

/// A line without what may change while its numbers stay approved.
static Json numbers_of(Json const& line)
{
    Json numbers(Json::Object {});
    for (auto const& [name, value] : *line.as_object()) {
        if (name == "approved" || name == "note" || name == "label" || value.is_null())
            continue;
        numbers.set(name, value);
        if (name == "link" && value.is_object()) { // counted again on another day, it is the same number
            auto link = value;
            link.set("counted_on", Json());
            numbers.set(name, std::move(link));
        }
    }
    return numbers;
}

static Json const* line_with_id(Json const& document, std::string_view list, std::string const& id)
{
    auto const* lines = document[list].as_array();
    for (std::size_t i = 0; lines && i < lines->size(); ++i) {
        if ((*lines)[i].text("id") == id)
            return &(*lines)[i];
    }
    return nullptr;
}

static Json approval_of(Json const& line, Json const* before, Approver const& approver)
{
    auto const* asked = line["approved"].as_bool();
    if (asked && *asked)
        return Json::object({ { "by", approver.name }, { "on", approver.today } });
    bool withdrawn = line["approved"].is_null() || asked;
    if (!withdrawn && before && numbers_of(*before) == numbers_of(line))
        return (*before)["approved"];
    return {};
}

Json with_approvals(Json document, Json const& before, Approver const& approver)
{
    for (auto list : line_lists) {
        MUST(change_lines(document, list, [&](Json line, std::size_t) -> Result<Json> {
            if (line.is_object())
                line.set("approved", approval_of(line, line_with_id(before, list, line.text("id")), approver));
            return line;
        }));
    }
    return document;
}

} // namespace bydel::impact
