// SPDX-License-Identifier: AGPL-3.0-or-later
// How to compute the same again: the command, and every number at full length where the rest of the report rounds for reading.
#include "impact/report_parts.h"
#include <charconv>

namespace bydel::impact::report_parts {

static std::string file_name(ReportContext const& context) { return context.settings.model_name.empty() ? "model.json" : context.settings.model_name; }

static std::string command_line(ReportContext const& context)
{
    auto const& settings = context.run.settings;
    auto line = "bydel impact run " + file_name(context) + " --draws " + std::to_string(settings.draws) + " --seed " + std::to_string(settings.seed);
    return settings.scenario.empty() ? line : line + " --scenario " + settings.scenario;
}

static document::Table run_table(ReportContext const& context)
{
    auto const& run = context.run;
    auto const& settings = context.settings;
    auto made = properties(context);
    auto add = [&](std::string const& name, std::string text) { made.rows.push_back({ say(context, "report.impact.reproduction." + name), std::move(text) }); };
    add("program", settings.version.empty() ? "Bydel" : settings.version);
    add("file", code(context, file_name(context)));
    add("model_version", settings.model_version == 0 ? say(context, "report.impact.not_saved") : std::to_string(settings.model_version));
    add("scenario", scenario_label(context, run.settings.scenario));
    add("draws", run.simulation ? std::to_string(run.settings.draws) : say(context, "report.impact.reproduction.no_draws"));
    add("seed", std::to_string(run.settings.seed));
    add("command", code(context, command_line(context)));
    return made;
}

/// With as many digits as it needs, a point, and no exponent.
static std::string plain(double value)
{
    char digits[400];
    auto const end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed).ptr;
    return { digits, end };
}

/// A distribution with its own numbers at full length: "beta mean_sd 0.25 0.1".
static std::string plain_distribution(stats::DistributionSpec const& spec)
{
    using stats::StatedBy;
    if (spec.kind == stats::DistributionKind::fixed)
        return "";
    std::string text(stats::distribution_names[static_cast<std::size_t>(spec.kind)]);
    text += " " + std::string(stats::stated_by_names[static_cast<std::size_t>(spec.stated_by)]) + " " + plain(spec.first);
    if (spec.kind != stats::DistributionKind::bernoulli && spec.stated_by != StatedBy::around_value)
        text += " " + plain(spec.second);
    return spec.stated_by == StatedBy::low_mode_high ? text + " " + plain(spec.third) : text;
}

/// Every input as the engine took it, at full length: what the other tables round for reading.
static document::Table plain_inputs(ReportContext const& context)
{
    auto made
        = table(context, { "report.impact.column.name", "report.impact.column.value", "report.impact.column.range", "report.impact.column.distribution" });
    made.caption = say(context, "report.impact.reproduction.inputs");
    for (auto const& input : context.run.model.inputs) {
        auto const range = input.low && input.high ? plain(*input.low) + " .. " + plain(*input.high) : "";
        made.rows.push_back({ code(context, input.id), code(context, input.formula.empty() ? plain(input.value) : input.formula), code(context, range),
            code(context, plain_distribution(input.distribution)) });
    }
    return made;
}

static std::string plain_formula(economics::OutcomeLine const& line)
{
    auto less = [](std::string const& share) { return share == "0" ? "" : " * (1 - (" + share + "))"; };
    auto const yearly = line.drop_off == "0" ? "" : " * (1 - (" + line.drop_off + "))^k";
    return "(" + line.quantity + ") * (" + line.proxy + ")" + less(line.deadweight) + less(line.displacement) + less(line.attribution) + yearly;
}

static document::Table plain_lines(ReportContext const& context)
{
    auto made = table(context, { "report.impact.column.name", "report.impact.column.formula" });
    made.caption = say(context, "report.impact.reproduction.lines");
    for (auto const& line : context.run.model.costs)
        made.rows.push_back({ code(context, line.id), code(context, line.amount) });
    for (auto const& line : context.run.model.outcomes)
        made.rows.push_back({ code(context, line.id), code(context, plain_formula(line)) });
    return made;
}

/// "job_entry = 0.0369; substitution = 0.5", as the engine took it.
static document::Table plain_scenarios(ReportContext const& context)
{
    auto made = table(context, { "report.impact.column.name", "report.impact.column.changes" });
    made.caption = say(context, "report.impact.reproduction.scenarios");
    for (auto const& scenario : context.run.model.scenarios) {
        std::string changes;
        for (auto const& change : scenario.overrides)
            changes += (changes.empty() ? "" : "; ") + change.input + " = " + plain(change.value);
        made.rows.push_back({ code(context, scenario.id), code(context, changes) });
    }
    return made;
}

Blocks tell_reproduction(ReportContext const& context)
{
    document::List steps { {}, document::Marks::numbers };
    for (auto key : { "report.impact.reproduction.step.file", "report.impact.reproduction.step.run", "report.impact.reproduction.step.compare" })
        steps.items.push_back(say(context, key, { { "file", code(context, file_name(context)) } }));
    Blocks blocks { paragraph(context, "report.impact.reproduction.about"), steps, run_table(context), plain_inputs(context), plain_lines(context) };
    if (!context.run.model.scenarios.empty())
        blocks.push_back(plain_scenarios(context));
    blocks.push_back(paragraph(context, "report.impact.reproduction.equations"));
    return blocks;
}

} // namespace bydel::impact::report_parts
