// SPDX-License-Identifier: AGPL-3.0-or-later
// One run of a model, and the same as JSON for programs.
#include "engine/economics/as_json.h"
#include "impact/impact.h"

namespace bydel::impact {

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
    if (economics::is_uncertain(run.model) && run.outcome.bcr) {
        economics::SimulationSettings how;
        how.draws = settings.draws;
        how.seed = settings.seed;
        run.simulation = economics::summarise(TRY(economics::simulate(compiled, how)));
    }
    return run;
}

// --- as JSON ----------------------------------------------------------------------------------------------------------------

static Json numbers(std::vector<double> const& values) { return Json(Json::Array(values.begin(), values.end())); }

static Json tornado_json(Run const& run)
{
    auto json = economics::as_json(run.tornado);
    json.set("measure", economics::measure_names[static_cast<std::size_t>(run.measure)]);
    return json;
}

static Json simulation_json(economics::SimulationSummary const& summary)
{
    economics::SummarySettings const settings;
    auto json = economics::as_json(summary);
    json.set("percentiles_at", numbers(settings.percentiles));
    json.set("ratios", numbers(settings.ratios));
    return json;
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
        { "conventions", conventions_json(run.model, document) }, { "outcome", economics::as_json(run.outcome) }, { "scenarios", scenarios_json(run) },
        { "tornado", tornado_json(run) } });
    if (run.simulation)
        json.set("simulation", simulation_json(*run.simulation));
    return json;
}

} // namespace bydel::impact
