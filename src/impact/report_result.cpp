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

static std::optional<double> value_in_scenario(ReportContext const& context, std::string_view id)
{
    for (auto const& scenario : context.run.scenarios) {
        if (auto value = value_in(scenario.outcome, context.run.measure); scenario.id == id && std::isfinite(value))
            return value;
    }
    return std::nullopt;
}

static ResultRange result_range(ReportContext const& context)
{
    auto const& run = context.run;
    auto low = value_in_scenario(context, "low"), high = value_in_scenario(context, "high");
    if (run.settings.scenario.empty() && low && high)
        return { RangeFrom::scenarios, std::min(*low, *high), std::max(*low, *high) };
    if (!run.simulation)
        return {};
    auto const& column = run.measure == economics::Measure::bcr ? run.simulation->bcr : run.simulation->npv;
    if (column.sd == 0) // a scenario that holds everything fixed
        return {};
    return { RangeFrom::draws, column.percentiles.front(), column.percentiles.back() };
}

std::string result_sentence(ReportContext const& context)
{
    static constexpr std::string_view keys[2][3] {
        { "report.impact.result.value.scenarios", "report.impact.result.value.draws", "report.impact.result.value.nothing" },
        { "report.impact.result.ratio.scenarios", "report.impact.result.ratio.draws", "report.impact.result.ratio.nothing" },
    };
    auto const& run = context.run;
    if (run.outcome.pvb == 0 && run.outcome.pvc == 0)
        return say(context, "report.impact.result.empty");
    auto const range = result_range(context);
    auto const& scenario = run.settings.scenario;
    auto const whose = scenario.empty() ? say(context, "report.impact.result.ours")
                                        : say(context, "report.impact.result.of_scenario", { { "scenario", scenario_label(context, scenario) } });
    return say(context, keys[run.measure == economics::Measure::bcr][static_cast<std::size_t>(range.from)],
        { { "assumptions", whose }, { "result", measured(context, run.measure, value_in(run.outcome, run.measure)) },
            { "currency", context.json.text("currency") }, { "horizon", horizon(context) }, { "low", measured(context, run.measure, range.low) },
            { "high", measured(context, run.measure, range.high) } });
}

/// "3.04 of it by the end of year 0", where the model asks for it.
static Blocks early_ratio(ReportContext const& context)
{
    auto const* year = context.json["ratio_year"].as_integer();
    auto const& years = context.run.outcome.years;
    if (!year || *year < 0 || *year >= context.run.model.last_year || !years[static_cast<std::size_t>(*year)].ratio)
        return {};
    return { paragraph(context, "report.impact.result.early",
        { { "year", std::to_string(*year) }, { "ratio", ratio(context, years[static_cast<std::size_t>(*year)].ratio) } }) };
}

// --- what it rests on -----------------------------------------------------------------------------------------------------------

static std::size_t inputs_with_status(ReportContext const& context, std::string_view status)
{
    auto const& inputs = lines_in(context, "inputs");
    return static_cast<std::size_t>(std::count_if(inputs.begin(), inputs.end(), [&](Json const& input) { return input.text("status") == status; }));
}

static std::string counted_inputs(ReportContext const& context)
{
    auto const& inputs = lines_in(context, "inputs");
    auto approved = std::count_if(inputs.begin(), inputs.end(), [](Json const& input) { return input["approved"].is_object(); });
    auto count = [&](std::string_view status) { return std::to_string(inputs_with_status(context, status)); };
    return say(context, "report.impact.rests.inputs",
        { { "total", std::to_string(inputs.size()) }, { "sourced", count("sourced") }, { "assumed", count("assumed") }, { "measured", count("measured") },
            { "approved", std::to_string(approved) } });
}

static std::string leading_driver(ReportContext const& context)
{
    auto const& rows = context.run.tornado.rows;
    if (rows.empty() || rows.front().swing == 0)
        return say(context, "report.impact.rests.no_driver");
    auto const& row = rows.front();
    auto const& input = input_named(context, row.input);
    return say(context, "report.impact.rests.driver",
        { { "input", label(context, input) }, { "status", input.text("status") }, { "low", amount(context, input.text("unit"), row.low) },
            { "high", amount(context, input.text("unit"), row.high) }, { "at_low", measured(context, context.run.measure, row.at_low) },
            { "at_high", measured(context, context.run.measure, row.at_high) } });
}

static document::Note what_it_rests_on(ReportContext const& context)
{
    Pieces pieces { { counted_inputs(context) + " " + leading_driver(context) } };
    if (auto const known = claims_of(context).size()) {
        pieces.push_back({ " " + say(context, "report.impact.rests.claims", { { "count", std::to_string(known) } }) + " " });
        pieces.push_back(link_to(context, "claims"));
    }
    return { say(context, "report.impact.rests.title"), pieces };
}

Blocks tell_result(ReportContext const& context)
{
    Blocks blocks { document::Paragraph { Pieces { { result_sentence(context), document::Weight::bold } } } };
    for (auto& block : early_ratio(context))
        blocks.push_back(std::move(block));
    if (context.run.outcome.npv < 0)
        blocks.push_back(paragraph(context, "report.impact.result.below_costs"));
    blocks.push_back(paragraph(context, "report.impact.result.only_counted"));
    blocks.push_back(what_it_rests_on(context));
    if (auto summary = text_of(context, context.json["summary"]); !summary.empty())
        blocks.push_back(document::Paragraph { Pieces { { say(context, "report.impact.summary") + " ", document::Weight::bold }, { summary } } });
    return blocks;
}

// --- the numbers ------------------------------------------------------------------------------------------------------------------

static std::string rates(ReportContext const& context, economics::InternalRate const& irr)
{
    std::vector<std::string> all;
    for (auto rate : irr.rates)
        all.push_back(percent(context, rate, 1));
    switch (irr.roots) {
    case economics::Roots::none:
        return say(context, "report.impact.irr.none");
    case economics::Roots::one:
        return say(context, "report.impact.irr.one", { { "rate", all.empty() ? "" : all.front() } });
    case economics::Roots::many:
        break;
    }
    return say(context, "report.impact.irr.many", { { "rates", listed(context, all) } });
}

static std::string payback(ReportContext const& context, std::optional<double> years)
{
    if (context.run.outcome.pvc == 0)
        return say(context, "report.impact.payback.no_costs");
    if (!years)
        return say(context, "report.impact.payback.never");
    return *years < 2 ? say(context, "report.impact.payback.months", { { "months", counted(*years * 12, 1) } })
                      : say(context, "report.impact.payback.years", { { "years", counted(*years, 1) } });
}

Blocks tell_numbers(ReportContext const& context)
{
    auto const& outcome = context.run.outcome;
    auto made = table(context, { "report.impact.column.measure", "#report.impact.column.result", "report.impact.column.meaning" });
    auto add = [&](std::string const& name, std::string const& value) {
        made.rows.push_back({ say(context, "report.impact.measure." + name), value, say(context, "report.impact.measure." + name + ".means") });
    };
    add("pvb", money(context, outcome.pvb));
    add("pvc", money(context, outcome.pvc));
    add("npv", money(context, outcome.npv));
    add("bcr", ratio(context, outcome.bcr));
    add("net_ratio", ratio(context, outcome.net_ratio));
    add("irr", rates(context, outcome.irr));
    add("payback", payback(context, outcome.payback_years));
    add("discounted_payback", payback(context, outcome.discounted_payback_years));
    return { paragraph(context, "report.impact.numbers.about", { { "scenario", scenario_label(context, context.run.settings.scenario) } }), made };
}

} // namespace bydel::impact::report_parts
