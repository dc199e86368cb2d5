// SPDX-License-Identifier: AGPL-3.0-or-later
// What drives a result: one input at a time, and the scenarios side by side.
#include "base/text.h"
#include "impact/report_parts.h"

namespace bydel::impact::report_parts {

// --- one input at a time ----------------------------------------------------------------------------------------------------------

static constexpr std::size_t most_bars = 15;

static document::Table tornado_table(ReportContext const& context)
{
    auto made = table(context,
        { "report.impact.column.input", "#report.impact.column.low", "#report.impact.column.high", "#report.impact.column.at_low",
            "#report.impact.column.at_high", "#report.impact.column.swing" });
    for (auto const& row : context.run.tornado.rows) {
        auto const& input = input_named(context, row.input);
        auto const unit = input.text("unit");
        auto value = [&](double of) { return measured(context, context.run.measure, of); };
        made.rows.push_back({ label(context, input), amount(context, unit, row.low), amount(context, unit, row.high), value(row.at_low), value(row.at_high),
            value(row.swing) });
    }
    return made;
}

static document::Chart tornado_chart(ReportContext const& context)
{
    auto const& tornado = context.run.tornado;
    document::Tornado drawing { tornado.base, say(context, "report.impact.drivers.at_low"), say(context, "report.impact.drivers.at_high"), {} };
    for (std::size_t i = 0; i < std::min(most_bars, tornado.rows.size()); ++i) {
        auto const& row = tornado.rows[i];
        drawing.bars.push_back({ label(context, input_named(context, row.input)), row.at_low, row.at_high });
    }
    bool const is_ratio = context.run.measure == economics::Measure::bcr;
    auto const& widest = tornado.rows.front();
    auto const says = say(context, "report.impact.drivers.chart_says",
        { { "input", label(context, input_named(context, widest.input)) }, { "at_low", measured(context, context.run.measure, widest.at_low) },
            { "at_high", measured(context, context.run.measure, widest.at_high) }, { "base", measured(context, context.run.measure, tornado.base) } });
    return { say(context, "report.impact.drivers.chart", { { "measure", measure_name(context) } }), says, "", measure_name(context), std::move(drawing),
        { base_marker(context, tornado.base) }, is_ratio ? 2 : 0, tornado_table(context) };
}

/// Inputs that have a value of their own and no range: their part in the doubt is not shown, and that is said.
static Blocks inputs_without_range(ReportContext const& context)
{
    std::vector<std::string> names;
    for (auto const& input : context.run.model.inputs) {
        if (input.formula.empty() && !input.low)
            names.push_back(label(context, input_named(context, input.id)));
    }
    if (names.empty())
        return {};
    return { paragraph(context, "report.impact.drivers.without_range", { { "inputs", listed(context, names) } }) };
}

Blocks tell_drivers(ReportContext const& context)
{
    if (context.run.tornado.rows.empty())
        return { paragraph(context, "report.impact.drivers.none") };
    Blocks blocks { paragraph(context, "report.impact.drivers.about") };
    if (context.run.tornado.rows.front().swing > 0) {
        blocks.push_back(tornado_chart(context));
    } else {
        blocks.push_back(paragraph(context, "report.impact.drivers.nothing_moves"));
        blocks.push_back(tornado_table(context));
    }
    for (auto& block : inputs_without_range(context))
        blocks.push_back(std::move(block));
    return blocks;
}

// --- scenarios ------------------------------------------------------------------------------------------------------------------

static document::Table scenario_numbers(ReportContext const& context)
{
    auto made = table(context,
        { "report.impact.column.scenario", "#report.impact.measure.bcr", "#report.impact.measure.npv", "#report.impact.measure.pvb",
            "#report.impact.measure.pvc" });
    for (auto const& scenario : context.run.scenarios) {
        auto const& outcome = scenario.outcome;
        made.rows.push_back({ scenario_label(context, scenario.id), ratio(context, outcome.bcr), money(context, outcome.npv), money(context, outcome.pvb),
            money(context, outcome.pvc) });
    }
    return made;
}

static std::string changes_of(ReportContext const& context, Json const& scenario)
{
    std::vector<std::string> changes;
    auto const* overrides = scenario["overrides"].as_array();
    for (auto const& change : overrides ? *overrides : Json::Array {}) {
        auto const& input = input_named(context, change.text("input"));
        changes.push_back(kept_apart(context, label(context, input)) + ": " + amount(context, input.text("unit"), change["value"].as_number().value_or(0)));
    }
    return join(changes, "\n");
}

Blocks tell_scenarios(ReportContext const& context)
{
    auto const& scenarios = lines_in(context, "scenarios");
    if (scenarios.empty())
        return { paragraph(context, "report.impact.scenarios.none") };
    auto made = table(context, { "report.impact.column.scenario", "report.impact.column.changes", "report.impact.column.supports" });
    for (auto const& scenario : scenarios) {
        auto const supports = text_of(context, scenario["supports"]);
        made.rows.push_back(
            { label(context, scenario), changes_of(context, scenario), supports.empty() ? say(context, "report.impact.scenarios.no_support") : supports });
    }
    return { paragraph(context, "report.impact.scenarios.about"), scenario_numbers(context), made };
}

} // namespace bydel::impact::report_parts
