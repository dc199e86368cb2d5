// SPDX-License-Identifier: AGPL-3.0-or-later
// How to compute the same again: the command, and every number at full length where the rest of the report rounds for reading.
#include "impact/report_parts.h"
#include <charconv>

namespace bydel::impact::report_parts {

static std::string file_name(Telling const& telling) { return telling.settings.model_name.empty() ? "model.json" : telling.settings.model_name; }

static std::string command_line(Telling const& telling)
{
    auto const& settings = telling.run.settings;
    auto line = "bydel impact run " + file_name(telling) + " --draws " + std::to_string(settings.draws) + " --seed " + std::to_string(settings.seed);
    return settings.scenario.empty() ? line : line + " --scenario " + settings.scenario;
}

static document::Table run_table(Telling const& telling)
{
    auto const& run = telling.run;
    auto const& settings = telling.settings;
    auto made = properties(telling);
    auto add = [&](std::string const& name, std::string text) { made.rows.push_back({ say(telling, "report.impact.reproduction." + name), std::move(text) }); };
    add("program", settings.version.empty() ? "Bydel" : settings.version);
    add("file", code(telling, file_name(telling)));
    add("model_version", settings.model_version == 0 ? say(telling, "report.impact.not_saved") : std::to_string(settings.model_version));
    add("scenario", scenario_label(telling, run.settings.scenario));
    add("draws", run.simulation ? std::to_string(run.settings.draws) : say(telling, "report.impact.reproduction.no_draws"));
    add("seed", std::to_string(run.settings.seed));
    add("command", code(telling, command_line(telling)));
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
static document::Table plain_inputs(Telling const& telling)
{
    auto made
        = table(telling, { "report.impact.column.name", "report.impact.column.value", "report.impact.column.range", "report.impact.column.distribution" });
    made.caption = say(telling, "report.impact.reproduction.inputs");
    for (auto const& input : telling.run.model.inputs) {
        auto const range = input.low && input.high ? plain(*input.low) + " .. " + plain(*input.high) : "";
        made.rows.push_back({ code(telling, input.id), code(telling, input.formula.empty() ? plain(input.value) : input.formula), code(telling, range),
            code(telling, plain_distribution(input.distribution)) });
    }
    return made;
}

static std::string plain_formula(economics::OutcomeLine const& line)
{
    auto less = [](std::string const& share) { return share == "0" ? "" : " * (1 - (" + share + "))"; };
    auto const yearly = line.drop_off == "0" ? "" : " * (1 - (" + line.drop_off + "))^k";
    return "(" + line.quantity + ") * (" + line.proxy + ")" + less(line.deadweight) + less(line.displacement) + less(line.attribution) + yearly;
}

static document::Table plain_lines(Telling const& telling)
{
    auto made = table(telling, { "report.impact.column.name", "report.impact.column.formula" });
    made.caption = say(telling, "report.impact.reproduction.lines");
    for (auto const& line : telling.run.model.costs)
        made.rows.push_back({ code(telling, line.id), code(telling, line.amount) });
    for (auto const& line : telling.run.model.outcomes)
        made.rows.push_back({ code(telling, line.id), code(telling, plain_formula(line)) });
    return made;
}

/// "job_entry = 0.0369; substitution = 0.5", as the engine took it.
static document::Table plain_scenarios(Telling const& telling)
{
    auto made = table(telling, { "report.impact.column.name", "report.impact.column.changes" });
    made.caption = say(telling, "report.impact.reproduction.scenarios");
    for (auto const& scenario : telling.run.model.scenarios) {
        std::string changes;
        for (auto const& change : scenario.overrides)
            changes += (changes.empty() ? "" : "; ") + change.input + " = " + plain(change.value);
        made.rows.push_back({ code(telling, scenario.id), code(telling, changes) });
    }
    return made;
}

Blocks tell_reproduction(Telling const& telling)
{
    document::List steps { {}, document::Marks::numbers };
    for (auto key : { "report.impact.reproduction.step.file", "report.impact.reproduction.step.run", "report.impact.reproduction.step.compare" })
        steps.items.push_back(say(telling, key, { { "file", code(telling, file_name(telling)) } }));
    Blocks blocks { paragraph(telling, "report.impact.reproduction.about"), steps, run_table(telling), plain_inputs(telling), plain_lines(telling) };
    if (!telling.run.model.scenarios.empty())
        blocks.push_back(plain_scenarios(telling));
    blocks.push_back(paragraph(telling, "report.impact.reproduction.equations"));
    return blocks;
}

} // namespace bydel::impact::report_parts
