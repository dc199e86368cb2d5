// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/document.h"
#include "base/day.h"
#include "base/text.h"
#include "engine/economics/validate.h"
#include "impact/impact.h"
#include <algorithm>

namespace bydel::impact {

std::string text_in(Json const& text, std::string_view language)
{
    if (auto const* plain = text.as_string())
        return *plain;
    for (auto const& wanted : { language, std::string_view("en") }) {
        if (auto found = text.text(wanted); !found.empty())
            return found;
    }
    auto const* all = text.as_object();
    return all && !all->empty() && all->front().second.as_string() ? *all->front().second.as_string() : "";
}

namespace {

void check_head(Members const& document)
{
    if (document["format"] != Json("bydel.cost_model/1"))
        document.add("format", { 422, "impact.unknown_format" });
    auto const title = trimmed(text_in(document["title"], "en"));
    if (title.empty() || title.size() > 400)
        document.add("title", title.empty() ? detail::missing() : Problem { 422, "field.too_long", "", { { "most", "400" } } });
}

void check_link(Members const& link)
{
    for (auto const* month : { "from", "to" }) {
        if (!is_month(link.text(month)))
            link.add(month, { 422, "field.not_a_month" });
    }
}

void check_input(Members const& line)
{
    if (!line["link"].is_null())
        check_link(line.inside("link"));
}

economics::Reading read_document(Json const& document) { return economics::read_document(document, { check_head, check_input }); }

} // namespace

/// What only shows when the model is computed: a scenario, or an end of a range, that gives no number.
static std::vector<Problem> problems_of_running(economics::Model const& model)
{
    std::vector<Problem> problems;
    for (std::size_t i = 0; i < model.scenarios.size(); ++i) {
        auto compiled = economics::compile(model, model.scenarios[i].id);
        auto computed = compiled ? economics::evaluate(*compiled) : tl::unexpected(compiled.error());
        if (!computed)
            problems.push_back(within("scenarios[" + std::to_string(i) + "]", { computed.error().status, computed.error().key, "", computed.error().params }));
    }
    auto base = economics::compile(model);
    auto outcome = base ? economics::evaluate(*base) : tl::unexpected(base.error());
    if (outcome) {
        auto ends = economics::tornado(*base, outcome->bcr ? economics::Measure::bcr : economics::Measure::npv);
        if (!ends)
            problems.push_back(ends.error());
    }
    return problems;
}

static std::vector<Problem> problems_in(economics::Reading reading)
{
    if (!reading.problems.empty())
        return std::move(reading.problems);
    auto problems = economics::validate(reading.model);
    return problems.empty() ? problems_of_running(reading.model) : problems;
}

std::vector<Problem> problems_of(Json const& document) { return problems_in(read_document(document)); }

Result<economics::Model> engine_model(Json const& document)
{
    auto reading = read_document(document);
    auto problems = problems_in(reading);
    if (!problems.empty())
        return fail(problems.front());
    return std::move(reading.model);
}

} // namespace bydel::impact
