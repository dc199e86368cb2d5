// SPDX-License-Identifier: AGPL-3.0-or-later
#include "impact/rules.h"

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

/// Changes every line of a list in place: `change(line, index)` gives the new line.
static Done change_lines(Json& document, std::string_view list, std::function<Result<Json>(Json const& line, std::size_t index)> const& change)
{
    auto const* lines = document[list].as_array();
    if (!lines)
        return {};
    Json::Array changed;
    for (std::size_t i = 0; i < lines->size(); ++i)
        changed.push_back(TRY(change((*lines)[i], i)));
    document.set(list, Json(std::move(changed)));
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

/// The range, spread and source of the number that stood there before say nothing of the one that was counted.
static Json without_old_source(Json input)
{
    for (auto const* member : { "low", "high", "source" })
        input.set(member, Json());
    if (input["distribution"].text("stated_by") != "around_value")
        input.set("distribution", Json());
    return input;
}

Result<Json> with_numbers(Json document, Count const& count, std::string const& today)
{
    TRY(change_lines(document, "inputs", [&](Json input, std::size_t index) -> Result<Json> {
        if (!input["link"].is_object())
            return input;
        auto link = input["link"];
        auto const place = "inputs[" + std::to_string(index) + "].link";
        auto number = count(link.text("measure"), link.text("from"), link.text("to"));
        if (!number)
            return fail(within(place, std::move(number).error()));
        if (!number->value)
            return fail({ 422, "impact.link_withheld", place,
                { { "line", input.text("id") }, { "why", std::string(reporting::withheld_names[static_cast<std::size_t>(number->withheld)]) } } });
        if (!input.text("formula").empty())
            return fail({ 422, "impact.link_on_formula", place, { { "line", input.text("id") } } });
        if (input["value"].as_number() != number->value)
            input = without_old_source(std::move(input));
        link.set("value", *number->value);
        link.set("counted_on", today);
        input.set("value", *number->value);
        input.set("status", "measured");
        input.set("link", std::move(link));
        return input;
    }));
    return document;
}

Result<Json> compare_numbers(Json const& document, Count const& count, std::string const& today)
{
    Json::Array links;
    auto const* inputs = document["inputs"].as_array();
    for (std::size_t i = 0; inputs && i < inputs->size(); ++i) {
        auto const& link = (*inputs)[i]["link"];
        if (!link.is_object())
            continue;
        auto number = TRY(count(link.text("measure"), link.text("from"), link.text("to")));
        auto const* state = !number.value ? "withheld" : number.value == link["value"].as_number() ? "same" : "changed";
        links.push_back(Json::object({ { "input", (*inputs)[i].text("id") }, { "state", state }, { "value", number.value }, { "counted_on", today } }));
    }
    return Json(std::move(links));
}

} // namespace bydel::impact
