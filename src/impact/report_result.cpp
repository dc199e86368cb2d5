// SPDX-License-Identifier: AGPL-3.0-or-later
// What a report begins with: the result in one sentence with its range and what it rests on, and the numbers.
#include "impact/report_parts.h"
#include <cmath>

namespace bydel::impact::report_parts {

// --- the sentence on top --------------------------------------------------------------------------------------------------------

namespace {

/// Where the range of the sentence on top is from.
enum class RangeFrom { scenarios, draws, nothing };

struct ResultRange {
    RangeFrom from = RangeFrom::nothing;
    double low = 0, high = 0;
};

} // namespace

static double value_in(economics::Outcome const& outcome, economics::Measure measure)
{
    return measure == economics::Measure::bcr ? outcome.bcr.value_or(NAN) : outcome.npv;
}

static std::optional<double> value_in_scenario(Telling const& telling, std::string_view id)
{
    for (auto const& scenario : telling.run.scenarios) {
        if (auto value = value_in(scenario.outcome, telling.run.measure); scenario.id == id && std::isfinite(value))
            return value;
    }
    return std::nullopt;
}

static ResultRange result_range(Telling const& telling)
{
    auto const& run = telling.run;
    auto low = value_in_scenario(telling, "low"), high = value_in_scenario(telling, "high");
    if (run.settings.scenario.empty() && low && high)
        return { RangeFrom::scenarios, std::min(*low, *high), std::max(*low, *high) };
    if (!run.simulation)
        return {};
    auto const& column = run.measure == economics::Measure::bcr ? run.simulation->bcr : run.simulation->npv;
    if (column.sd == 0) // a scenario that holds everything fixed
        return {};
    return { RangeFrom::draws, column.percentiles.front(), column.percentiles.back() };
}

std::string result_sentence(Telling const& telling)
{
    static constexpr std::string_view keys[2][3] {
        { "report.impact.result.value.scenarios", "report.impact.result.value.draws", "report.impact.result.value.nothing" },
        { "report.impact.result.ratio.scenarios", "report.impact.result.ratio.draws", "report.impact.result.ratio.nothing" },
    };
    auto const& run = telling.run;
    if (run.outcome.pvb == 0 && run.outcome.pvc == 0)
        return say(telling, "report.impact.result.empty");
    auto const range = result_range(telling);
    auto const& scenario = run.settings.scenario;
    auto const whose = scenario.empty() ? say(telling, "report.impact.result.ours")
                                        : say(telling, "report.impact.result.of_scenario", { { "scenario", scenario_label(telling, scenario) } });
    return say(telling, keys[run.measure == economics::Measure::bcr][static_cast<std::size_t>(range.from)],
        { { "assumptions", whose }, { "result", measured(telling, run.measure, value_in(run.outcome, run.measure)) },
            { "currency", telling.json.text("currency") }, { "horizon", horizon(telling) }, { "low", measured(telling, run.measure, range.low) },
            { "high", measured(telling, run.measure, range.high) } });
}

/// "3.04 of it by the end of year 0", where the model asks for it.
static Blocks early_ratio(Telling const& telling)
{
    auto const* year = telling.json["ratio_year"].as_integer();
    auto const& years = telling.run.outcome.years;
    if (!year || *year < 0 || *year >= telling.run.model.last_year || !years[static_cast<std::size_t>(*year)].ratio)
        return {};
    return { paragraph(telling, "report.impact.result.early",
        { { "year", std::to_string(*year) }, { "ratio", ratio(telling, years[static_cast<std::size_t>(*year)].ratio) } }) };
}

// --- what it rests on -----------------------------------------------------------------------------------------------------------

static std::size_t inputs_with_status(Telling const& telling, std::string_view status)
{
    auto const& inputs = lines_in(telling, "inputs");
    return static_cast<std::size_t>(std::count_if(inputs.begin(), inputs.end(), [&](Json const& input) { return input.text("status") == status; }));
}

static std::string counted_inputs(Telling const& telling)
{
    auto const& inputs = lines_in(telling, "inputs");
    auto approved = std::count_if(inputs.begin(), inputs.end(), [](Json const& input) { return input["approved"].is_object(); });
    auto count = [&](std::string_view status) { return std::to_string(inputs_with_status(telling, status)); };
    return say(telling, "report.impact.rests.inputs",
        { { "total", std::to_string(inputs.size()) }, { "sourced", count("sourced") }, { "assumed", count("assumed") }, { "measured", count("measured") },
            { "approved", std::to_string(approved) } });
}

static std::string leading_driver(Telling const& telling)
{
    auto const& rows = telling.run.tornado.rows;
    if (rows.empty() || rows.front().swing == 0)
        return say(telling, "report.impact.rests.no_driver");
    auto const& row = rows.front();
    auto const& input = input_named(telling, row.input);
    return say(telling, "report.impact.rests.driver",
        { { "input", label(telling, input) }, { "status", input.text("status") }, { "low", amount(telling, input.text("unit"), row.low) },
            { "high", amount(telling, input.text("unit"), row.high) }, { "at_low", measured(telling, telling.run.measure, row.at_low) },
            { "at_high", measured(telling, telling.run.measure, row.at_high) } });
}

static document::Note what_it_rests_on(Telling const& telling)
{
    Pieces pieces { { counted_inputs(telling) + " " + leading_driver(telling) } };
    if (auto const known = claims_of(telling).size()) {
        pieces.push_back({ " " + say(telling, "report.impact.rests.claims", { { "count", std::to_string(known) } }) + " " });
        pieces.push_back(link_to(telling, "claims"));
    }
    return { say(telling, "report.impact.rests.title"), pieces };
}

Blocks tell_result(Telling const& telling)
{
    Blocks blocks { document::Paragraph { Pieces { { result_sentence(telling), document::Weight::bold } } } };
    for (auto& block : early_ratio(telling))
        blocks.push_back(std::move(block));
    if (telling.run.outcome.npv < 0)
        blocks.push_back(paragraph(telling, "report.impact.result.below_costs"));
    blocks.push_back(paragraph(telling, "report.impact.result.only_counted"));
    blocks.push_back(what_it_rests_on(telling));
    if (auto summary = text_of(telling, telling.json["summary"]); !summary.empty())
        blocks.push_back(document::Paragraph { Pieces { { say(telling, "report.impact.summary") + " ", document::Weight::bold }, { summary } } });
    return blocks;
}

// --- the numbers ------------------------------------------------------------------------------------------------------------------

static std::string rates(Telling const& telling, economics::InternalRate const& irr)
{
    std::vector<std::string> all;
    for (auto rate : irr.rates)
        all.push_back(percent(telling, rate, 1));
    switch (irr.roots) {
    case economics::Roots::none:
        return say(telling, "report.impact.irr.none");
    case economics::Roots::one:
        return say(telling, "report.impact.irr.one", { { "rate", all.empty() ? "" : all.front() } });
    case economics::Roots::many:
        break;
    }
    return say(telling, "report.impact.irr.many", { { "rates", listed(telling, all) } });
}

static std::string payback(Telling const& telling, std::optional<double> years)
{
    if (telling.run.outcome.pvc == 0)
        return say(telling, "report.impact.payback.no_costs");
    if (!years)
        return say(telling, "report.impact.payback.never");
    return *years < 2 ? say(telling, "report.impact.payback.months", { { "months", counted(*years * 12, 1) } })
                      : say(telling, "report.impact.payback.years", { { "years", counted(*years, 1) } });
}

Blocks tell_numbers(Telling const& telling)
{
    auto const& outcome = telling.run.outcome;
    auto made = table(telling, { "report.impact.column.measure", "#report.impact.column.result", "report.impact.column.meaning" });
    auto add = [&](std::string const& name, std::string value) {
        made.rows.push_back({ say(telling, "report.impact.measure." + name), value, say(telling, "report.impact.measure." + name + ".means") });
    };
    add("pvb", money(telling, outcome.pvb));
    add("pvc", money(telling, outcome.pvc));
    add("npv", money(telling, outcome.npv));
    add("bcr", ratio(telling, outcome.bcr));
    add("net_ratio", ratio(telling, outcome.net_ratio));
    add("irr", rates(telling, outcome.irr));
    add("payback", payback(telling, outcome.payback_years));
    add("discounted_payback", payback(telling, outcome.discounted_payback_years));
    return { paragraph(telling, "report.impact.numbers.about", { { "scenario", scenario_label(telling, telling.run.settings.scenario) } }), made };
}

} // namespace bydel::impact::report_parts
