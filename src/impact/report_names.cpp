// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands in a model, by the names that people gave it: labels, sources, payers, approvals, values of formulas.
#include "engine/economics/formula.h"
#include "impact/report_parts.h"

namespace bydel::impact::report_parts {

Json::Array const& lines_in(ReportContext const& context, std::string_view list)
{
    static Json::Array const none;
    auto const* lines = context.json[list].as_array();
    return lines ? *lines : none;
}

static Json const& line_named(Json::Array const& lines, std::string const& id)
{
    static Json const none;
    auto found = std::find_if(lines.begin(), lines.end(), [&](Json const& line) { return line.text("id") == id; });
    return found == lines.end() ? none : *found;
}

Json const& input_named(ReportContext const& context, std::string const& id) { return line_named(lines_in(context, "inputs"), id); }

std::string label(ReportContext const& context, Json const& line)
{
    auto text = text_of(context, line["label"]);
    return text.empty() ? line.text("id") : text;
}

std::string scenario_label(ReportContext const& context, std::string const& id)
{
    if (id.empty())
        return say(context, "report.impact.base_case");
    auto const& scenario = line_named(lines_in(context, "scenarios"), id);
    return scenario.is_null() ? id : label(context, scenario);
}

std::string status(ReportContext const& context, Json const& line)
{
    auto const word = line.text("status");
    for (std::string_view const known : { "sourced", "assumed", "measured" }) {
        if (word == known)
            return say(context, "report.impact.status." + word);
    }
    return say(context, "report.impact.status.none");
}

std::string payers(ReportContext const& context, economics::PayerShares const& shares)
{
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (shares[i] != 0)
            parts.push_back(say(context, "report.impact.payer." + std::string(economics::payer_names[i])) + " " + percent(context, shares[i]));
    }
    return listed(context, parts);
}

std::string approval(ReportContext const& context, Json const& line)
{
    auto const& approved = line["approved"];
    if (!approved.is_object())
        return say(context, "report.impact.not_approved");
    return say(context, "report.impact.approved", { { "name", approved.text("by") }, { "day", day(context, approved.text("on")) } });
}

std::string timing_name(ReportContext const& context, economics::Timing timing)
{
    return say(context, "report.impact.timing." + std::string(economics::timing_names[static_cast<std::size_t>(timing)]));
}

std::optional<double> value_of(ReportContext const& context, std::string const& formula)
{
    auto const& inputs = context.run.model.inputs;
    auto const& values = context.run.outcome.inputs;
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

std::string measure_name(ReportContext const& context)
{
    return say(context, context.run.measure == economics::Measure::bcr ? "report.impact.measure.bcr" : "report.impact.measure.npv");
}

document::Marker base_marker(ReportContext const& context, double value) { return { value, scenario_label(context, context.run.settings.scenario) }; }

// --- sources ------------------------------------------------------------------------------------------------------------------

static std::optional<Source> source_in(Json const& json)
{
    auto const& source = json["source"];
    if (!source.is_object() || (source.text("title").empty() && source.text("url").empty()))
        return std::nullopt;
    return Source { source.text("title"), source.text("url"), source.text("on") };
}

std::vector<Source> sources(ReportContext const& context)
{
    std::vector<Source> all;
    auto add = [&](Json const& json) {
        auto found = source_in(json);
        if (found && std::find(all.begin(), all.end(), *found) == all.end())
            all.push_back(std::move(*found));
    };
    for (auto list : { "inputs", "costs", "outcomes" }) {
        for (auto const& line : lines_in(context, list))
            add(line);
    }
    add(context.json["price_index"]);
    return all;
}

document::Text source(ReportContext const& context, Json const& json)
{
    auto const found = source_in(json);
    if (!found)
        return say(context, "report.impact.no_source");
    auto const all = sources(context);
    auto const place = std::find(all.begin(), all.end(), *found) - all.begin() + 1;
    auto const mark = "[" + number(context, static_cast<double>(place), 0) + "] ";
    return Pieces { { mark }, { as_written(context, found->title.empty() ? found->url : found->title), document::Weight::normal, found->url } };
}

document::Text written_source(ReportContext const& context, Source const& source)
{
    Pieces pieces { { source.title.empty() ? "" : as_written(context, source.title) + "\n" } };
    if (!source.url.empty())
        pieces.push_back({ code(context, source.url), document::Weight::normal, source.url });
    pieces.push_back({ " "
        + (source.on.empty() ? say(context, "report.impact.source_no_day")
                             : say(context, "report.impact.source_day", { { "day", day(context, source.on) } })) });
    return pieces;
}

} // namespace bydel::impact::report_parts
