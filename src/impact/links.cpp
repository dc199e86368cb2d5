// SPDX-License-Identifier: AGPL-3.0-or-later
#include "impact/links.h"

namespace bydel::impact {

Result<reporting::Address> address_of(measure::Measures const& measures, std::string const& name, std::string const& from, std::string const& to)
{
    auto const dot = name.find('.');
    auto const* measure = measures.measure(name.substr(0, dot));
    if (!measure || (dot != std::string::npos && measure->by.empty()))
        return fail({ 422, "impact.unknown_measure", "measure", { { "name", name } } });
    if (!is_month(from) || !is_month(to))
        return fail({ 422, "field.not_a_month", is_month(from) ? "to" : "from" });
    if (from > to)
        return fail({ 422, "impact.period_order", "to" });
    reporting::Address address { .measure = std::string(measure->name), .period = from + "/" + to };
    if (dot != std::string::npos) {
        address.dimension = measure->by;
        address.code = name.substr(dot + 1);
    }
    return address;
}

std::vector<Problem> problems_of_links(Json const& document, measure::Measures const& measures)
{
    std::vector<Problem> problems;
    auto const* inputs = document["inputs"].as_array();
    for (std::size_t i = 0; inputs && i < inputs->size(); ++i) {
        auto const& link = (*inputs)[i]["link"];
        auto address = address_of(measures, link.text("measure"), link.text("from"), link.text("to"));
        if (!link.is_object() || address || address.error().key == "field.not_a_month") // of the document's own shape
            continue;
        auto problem = within("inputs[" + std::to_string(i) + "].link", std::move(address).error());
        problem.params.emplace_back("line", (*inputs)[i].text("id"));
        problems.push_back(std::move(problem));
    }
    return problems;
}

Done change_lines(Json& document, std::string_view list, std::function<Result<Json>(Json const& line, std::size_t index)> const& change)
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
            return fail({ 422, "impact.link_withheld", place, { { "line", input.text("id") }, { "why", std::string(reporting::name(number->status)) } } });
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

Result<std::vector<LinkState>> compare_numbers(Json const& document, Count const& count, std::string const& today)
{
    std::vector<LinkState> links;
    auto const* inputs = document["inputs"].as_array();
    for (std::size_t i = 0; inputs && i < inputs->size(); ++i) {
        auto const& link = (*inputs)[i]["link"];
        if (!link.is_object())
            continue;
        auto number = TRY(count(link.text("measure"), link.text("from"), link.text("to")));
        auto const* state = !number.value ? "withheld" : number.value == link["value"].as_number() ? "same" : "changed";
        links.push_back({ (*inputs)[i].text("id"), state, number.value, today });
    }
    return links;
}

} // namespace bydel::impact
