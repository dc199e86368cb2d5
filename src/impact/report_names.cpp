// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands in a model, by the names that people gave it: labels, sources, payers, approvals, values of formulas.
#include "engine/economics/formula.h"
#include "impact/report_parts.h"

namespace bydel::impact::report_parts {

Json::Array const& lines_in(Telling const& telling, std::string_view list)
{
    static Json::Array const none;
    auto const* lines = telling.json[list].as_array();
    return lines ? *lines : none;
}

static Json const& line_named(Json::Array const& lines, std::string const& id)
{
    static Json const none;
    auto found = std::find_if(lines.begin(), lines.end(), [&](Json const& line) { return line.text("id") == id; });
    return found == lines.end() ? none : *found;
}

Json const& input_named(Telling const& telling, std::string const& id) { return line_named(lines_in(telling, "inputs"), id); }

std::string label(Telling const& telling, Json const& line)
{
    auto text = text_of(telling, line["label"]);
    return text.empty() ? line.text("id") : text;
}

std::string scenario_label(Telling const& telling, std::string const& id)
{
    if (id.empty())
        return say(telling, "report.impact.base_case");
    auto const& scenario = line_named(lines_in(telling, "scenarios"), id);
    return scenario.is_null() ? id : label(telling, scenario);
}

std::string status(Telling const& telling, Json const& line)
{
    auto const word = line.text("status");
    for (std::string_view const known : { "sourced", "assumed", "measured" }) {
        if (word == known)
            return say(telling, "report.impact.status." + word);
    }
    return say(telling, "report.impact.status.none");
}

std::string payers(Telling const& telling, economics::PayerShares const& shares)
{
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (shares[i] != 0)
            parts.push_back(say(telling, "report.impact.payer." + std::string(economics::payer_names[i])) + " " + percent(telling, shares[i]));
    }
    return listed(telling, parts);
}

std::string approval(Telling const& telling, Json const& line)
{
    auto const& approved = line["approved"];
    if (!approved.is_object())
        return say(telling, "report.impact.not_approved");
    return say(telling, "report.impact.approved", { { "name", approved.text("by") }, { "day", day(telling, approved.text("on")) } });
}

std::string timing_name(Telling const& telling, economics::Timing timing)
{
    return say(telling, "report.impact.timing." + std::string(economics::timing_names[static_cast<std::size_t>(timing)]));
}

std::optional<double> value_of(Telling const& telling, std::string const& formula)
{
    auto const& inputs = telling.run.model.inputs;
    auto const& values = telling.run.outcome.inputs;
    auto find = [&](std::string_view name) -> std::optional<std::uint32_t> {
        auto found = std::find_if(inputs.begin(), inputs.end(), [&](economics::Input const& input) { return input.id == name; });
        return found == inputs.end() ? std::nullopt : std::optional(static_cast<std::uint32_t>(found - inputs.begin()));
    };
    auto program = economics::parse_formula(formula, find);
    if (!program)
        return std::nullopt;
    std::vector<double const*> columns;
    for (auto const& value : values)
        columns.push_back(&value);
    std::vector<double> stack(program->stack);
    double result = 0;
    economics::run_formula(*program, columns, 1, stack, &result);
    return result;
}

std::string measure_name(Telling const& telling)
{
    return say(telling, telling.run.measure == economics::Measure::bcr ? "report.impact.measure.bcr" : "report.impact.measure.npv");
}

document::Marker base_marker(Telling const& telling, double value) { return { value, scenario_label(telling, telling.run.settings.scenario) }; }

// --- sources ------------------------------------------------------------------------------------------------------------------

static std::optional<Source> source_in(Json const& json)
{
    auto const& source = json["source"];
    if (!source.is_object() || (source.text("title").empty() && source.text("url").empty()))
        return std::nullopt;
    return Source { source.text("title"), source.text("url"), source.text("on") };
}

std::vector<Source> sources(Telling const& telling)
{
    std::vector<Source> all;
    auto add = [&](Json const& json) {
        auto found = source_in(json);
        if (found && std::find(all.begin(), all.end(), *found) == all.end())
            all.push_back(std::move(*found));
    };
    for (auto list : { "inputs", "costs", "outcomes" }) {
        for (auto const& line : lines_in(telling, list))
            add(line);
    }
    add(telling.json["price_index"]);
    return all;
}

document::Text source(Telling const& telling, Json const& json)
{
    auto const found = source_in(json);
    if (!found)
        return say(telling, "report.impact.no_source");
    auto const all = sources(telling);
    auto const place = std::find(all.begin(), all.end(), *found) - all.begin() + 1;
    auto const mark = "[" + number(telling, static_cast<double>(place), 0) + "] ";
    return Pieces { { mark }, { as_written(telling, found->title.empty() ? found->url : found->title), document::Weight::normal, found->url } };
}

document::Text written_source(Telling const& telling, Source const& source)
{
    Pieces pieces { { source.title.empty() ? "" : as_written(telling, source.title) + "\n" } };
    if (!source.url.empty())
        pieces.push_back({ code(telling, source.url), document::Weight::normal, source.url });
    pieces.push_back({ " "
        + (source.on.empty() ? say(telling, "report.impact.source_no_day")
                             : say(telling, "report.impact.source_day", { { "day", day(telling, source.on) } })) });
    return pieces;
}

} // namespace bydel::impact::report_parts
