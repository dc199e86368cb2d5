// SPDX-License-Identifier: AGPL-3.0-or-later
// One run of a model, and the same as JSON for programs.
#include "impact/document.h"

namespace bydel::impact {

static bool is_uncertain(economics::Model const& model)
{
    return std::any_of(model.inputs.begin(), model.inputs.end(),
        [](economics::Input const& input) { return input.formula.empty() && input.distribution.kind != stats::DistributionKind::fixed; });
}

static Done run_scenarios(Run& run)
{
    run.scenarios.push_back({ "", TRY(economics::evaluate(TRY(economics::compile(run.model)))) });
    for (auto const& scenario : run.model.scenarios)
        run.scenarios.push_back({ scenario.id, TRY(economics::evaluate(TRY(economics::compile(run.model, scenario.id)))) });
    return {};
}

Result<Run> run(Json const& document, RunSettings const& settings)
{
    Run run { settings, TRY(engine_model(document)) };
    auto compiled = TRY(economics::compile(run.model, settings.scenario));
    run.outcome = TRY(economics::evaluate(compiled));
    TRY(run_scenarios(run));
    run.measure = run.outcome.bcr ? economics::Measure::bcr : economics::Measure::npv;
    run.tornado = TRY(economics::tornado(compiled, run.measure));
    if (is_uncertain(run.model) && run.outcome.bcr) {
        economics::SimulationSettings how;
        how.draws = settings.draws;
        how.seed = settings.seed;
        run.simulation = economics::summarise(TRY(economics::simulate(compiled, how)));
    }
    return run;
}

// --- as JSON ----------------------------------------------------------------------------------------------------------------

static Json numbers(std::vector<double> const& values) { return Json(Json::Array(values.begin(), values.end())); }

static Json years_json(std::vector<economics::YearResult> const& years)
{
    Json::Array rows;
    for (auto const& year : years)
        rows.push_back(Json::object({ { "year", year.year }, { "cost", year.cost }, { "benefit", year.benefit }, { "discounted_cost", year.discounted_cost },
            { "discounted_benefit", year.discounted_benefit }, { "ratio", year.ratio } }));
    return Json(std::move(rows));
}

static Json lines_json(std::vector<economics::LineResult> const& lines)
{
    Json::Array rows;
    for (auto const& line : lines)
        rows.push_back(
            Json::object({ { "id", line.id }, { "first_year", line.first_year }, { "undiscounted", line.undiscounted }, { "discounted", line.discounted } }));
    return Json(std::move(rows));
}

static Json payers_json(economics::Outcome const& outcome)
{
    Json payers(Json::Object {});
    for (std::size_t i = 0; i < economics::payer_count; ++i)
        payers.set(economics::payer_names[i], Json::object({ { "cost", outcome.payers[i].cost }, { "benefit", outcome.payers[i].benefit } }));
    return payers;
}

static Json outcome_json(economics::Outcome const& outcome)
{
    return Json::object({ { "pvb", outcome.pvb }, { "pvc", outcome.pvc }, { "npv", outcome.npv }, { "bcr", outcome.bcr }, { "net_ratio", outcome.net_ratio },
        { "irr", Json::object({ { "roots", economics::roots_names[static_cast<std::size_t>(outcome.irr.roots)] }, { "rates", numbers(outcome.irr.rates) } }) },
        { "payback_years", outcome.payback_years }, { "discounted_payback_years", outcome.discounted_payback_years }, { "years", years_json(outcome.years) },
        { "costs", lines_json(outcome.costs) }, { "outcomes", lines_json(outcome.outcomes) }, { "payers", payers_json(outcome) } });
}

static Json tornado_json(Run const& run)
{
    Json::Array rows;
    for (auto const& row : run.tornado.rows)
        rows.push_back(Json::object({ { "input", row.input }, { "low", row.low }, { "high", row.high }, { "at_low", row.at_low }, { "at_high", row.at_high },
            { "swing", row.swing } }));
    return Json::object(
        { { "measure", economics::measure_names[static_cast<std::size_t>(run.measure)] }, { "base", run.tornado.base }, { "rows", Json(std::move(rows)) } });
}

static Json column_json(economics::ColumnSummary const& column)
{
    return Json::object({ { "mean", column.mean }, { "sd", column.sd }, { "se", column.se }, { "percentiles", numbers(column.percentiles) } });
}

static Json simulation_json(economics::SimulationSummary const& summary)
{
    economics::SummarySettings const settings;
    Json::Array values;
    for (auto const& value : summary.evppi)
        values.push_back(Json::object({ { "input", value.input }, { "evppi", value.evppi } }));
    return Json::object({ { "draws", summary.draws }, { "percentiles_at", numbers(settings.percentiles) }, { "npv", column_json(summary.npv) },
        { "bcr", column_json(summary.bcr) }, { "probability_npv_positive", summary.probability_npv_positive }, { "ratios", numbers(settings.ratios) },
        { "probability_ratio_above", numbers(summary.probability_ratio_above) }, { "evpi", summary.evpi }, { "evppi", Json(std::move(values)) },
        { "expected_loss_with", summary.expected_loss_with }, { "expected_loss_without", summary.expected_loss_without },
        { "shares_outside", summary.shares_outside } });
}

static Json scenarios_json(Run const& run)
{
    Json::Array rows;
    for (auto const& scenario : run.scenarios)
        rows.push_back(Json::object({ { "id", scenario.id }, { "bcr", scenario.outcome.bcr }, { "npv", scenario.outcome.npv }, { "pvb", scenario.outcome.pvb },
            { "pvc", scenario.outcome.pvc } }));
    return Json(std::move(rows));
}

static Json conventions_json(economics::Model const& model, Json const& document)
{
    auto const& discounting = model.discounting;
    return Json::object({ { "schedule", discounting.schedule }, { "rate", discounting.rate },
        { "method", economics::discount_method_names[static_cast<std::size_t>(discounting.method)] },
        { "timing", economics::timing_names[static_cast<std::size_t>(discounting.timing)] }, { "last_year", model.last_year },
        { "programme_years", model.programme_years }, { "currency", document["currency"] }, { "price_year", document["price_year"] },
        { "optimism_bias_benefit", model.optimism_bias_benefit }, { "optimism_bias_cost", model.optimism_bias_cost } });
}

Json to_json(Run const& run, Json const& document)
{
    auto json = Json::object({ { "title", document["title"] }, { "scenario", run.settings.scenario }, { "seed", std::to_string(run.settings.seed) },
        { "conventions", conventions_json(run.model, document) }, { "outcome", outcome_json(run.outcome) }, { "scenarios", scenarios_json(run) },
        { "tornado", tornado_json(run) } });
    if (run.simulation)
        json.set("simulation", simulation_json(*run.simulation));
    return json;
}

} // namespace bydel::impact
