// SPDX-License-Identifier: AGPL-3.0-or-later
// What drives a result: one input at a time, and the scenarios side by side.
#include "base/text.h"
#include "impact/report_parts.h"

namespace bydel::impact::report_parts {

// --- one input at a time ----------------------------------------------------------------------------------------------------------

static constexpr std::size_t most_bars = 15;

static document::Table tornado_table(Telling const& telling)
{
    auto made = table(telling,
        { "report.impact.column.input", "#report.impact.column.low", "#report.impact.column.high", "#report.impact.column.at_low",
            "#report.impact.column.at_high", "#report.impact.column.swing" });
    for (auto const& row : telling.run.tornado.rows) {
        auto const& input = input_named(telling, row.input);
        auto const unit = input.text("unit");
        auto value = [&](double of) { return measured(telling, telling.run.measure, of); };
        made.rows.push_back({ label(telling, input), amount(telling, unit, row.low), amount(telling, unit, row.high), value(row.at_low), value(row.at_high),
            value(row.swing) });
    }
    return made;
}

static document::Chart tornado_chart(Telling const& telling)
{
    auto const& tornado = telling.run.tornado;
    document::Tornado drawing { tornado.base, say(telling, "report.impact.drivers.at_low"), say(telling, "report.impact.drivers.at_high"), {} };
    for (std::size_t i = 0; i < std::min(most_bars, tornado.rows.size()); ++i) {
        auto const& row = tornado.rows[i];
        drawing.bars.push_back({ label(telling, input_named(telling, row.input)), row.at_low, row.at_high });
    }
    bool const is_ratio = telling.run.measure == economics::Measure::bcr;
    auto const& widest = tornado.rows.front();
    auto const says = say(telling, "report.impact.drivers.chart_says",
        { { "input", label(telling, input_named(telling, widest.input)) }, { "at_low", measured(telling, telling.run.measure, widest.at_low) },
            { "at_high", measured(telling, telling.run.measure, widest.at_high) }, { "base", measured(telling, telling.run.measure, tornado.base) } });
    return { say(telling, "report.impact.drivers.chart", { { "measure", measure_name(telling) } }), says, "", measure_name(telling), std::move(drawing),
        { base_marker(telling, tornado.base) }, is_ratio ? 2 : 0, tornado_table(telling) };
}

/// Inputs that have a value of their own and no range: their part in the doubt is not shown, and that is said.
static Blocks inputs_without_range(Telling const& telling)
{
    std::vector<std::string> names;
    for (auto const& input : telling.run.model.inputs) {
        if (input.formula.empty() && !input.low)
            names.push_back(label(telling, input_named(telling, input.id)));
    }
    if (names.empty())
        return {};
    return { paragraph(telling, "report.impact.drivers.without_range", { { "inputs", listed(telling, names) } }) };
}

Blocks tell_drivers(Telling const& telling)
{
    if (telling.run.tornado.rows.empty())
        return { paragraph(telling, "report.impact.drivers.none") };
    Blocks blocks { paragraph(telling, "report.impact.drivers.about") };
    if (telling.run.tornado.rows.front().swing > 0) {
        blocks.push_back(tornado_chart(telling));
    } else {
        blocks.push_back(paragraph(telling, "report.impact.drivers.nothing_moves"));
        blocks.push_back(tornado_table(telling));
    }
    for (auto& block : inputs_without_range(telling))
        blocks.push_back(std::move(block));
    return blocks;
}

// --- scenarios ------------------------------------------------------------------------------------------------------------------

static document::Table scenario_numbers(Telling const& telling)
{
    auto made = table(telling,
        { "report.impact.column.scenario", "#report.impact.measure.bcr", "#report.impact.measure.npv", "#report.impact.measure.pvb",
            "#report.impact.measure.pvc" });
    for (auto const& scenario : telling.run.scenarios) {
        auto const& outcome = scenario.outcome;
        made.rows.push_back({ scenario_label(telling, scenario.id), ratio(telling, outcome.bcr), money(telling, outcome.npv), money(telling, outcome.pvb),
            money(telling, outcome.pvc) });
    }
    return made;
}

static std::string changes_of(Telling const& telling, Json const& scenario)
{
    std::vector<std::string> changes;
    auto const* overrides = scenario["overrides"].as_array();
    for (auto const& change : overrides ? *overrides : Json::Array {}) {
        auto const& input = input_named(telling, change.text("input"));
        changes.push_back(kept_apart(telling, label(telling, input)) + ": " + amount(telling, input.text("unit"), change["value"].as_number().value_or(0)));
    }
    return join(changes, "\n");
}

Blocks tell_scenarios(Telling const& telling)
{
    auto const& scenarios = lines_in(telling, "scenarios");
    if (scenarios.empty())
        return { paragraph(telling, "report.impact.scenarios.none") };
    auto made = table(telling, { "report.impact.column.scenario", "report.impact.column.changes", "report.impact.column.supports" });
    for (auto const& scenario : scenarios) {
        auto const supports = text_of(telling, scenario["supports"]);
        made.rows.push_back(
            { label(telling, scenario), changes_of(telling, scenario), supports.empty() ? say(telling, "report.impact.scenarios.no_support") : supports });
    }
    return { paragraph(telling, "report.impact.scenarios.about"), scenario_numbers(telling), made };
}

} // namespace bydel::impact::report_parts
