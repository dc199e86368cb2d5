// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/wasm/request.h"
#include "engine/economics/as_json.h"
#include "engine/economics/document.h"
#include "engine/economics/validate.h"
#include "engine/wasm/read_json.h"
#include <algorithm>
#include <charconv>

namespace bydel::wasm {

using namespace bydel::economics;

namespace {

/// A question that can be answered: its model has no problem, and is compiled for the scenario asked for.
struct Asked {
    Members const& request;
    Model const& model;
    CompiledModel const& compiled;
};

Result<Json> results(Asked const& asked)
{
    auto base = TRY(evaluate(TRY(compile(asked.model))));
    Json::Array scenarios;
    for (auto const& one : asked.model.scenarios) {
        auto outcome = TRY(evaluate(TRY(compile(asked.model, one.id))));
        scenarios.push_back(Json::object({ { "id", one.id }, { "outcome", as_json(outcome) } }));
    }
    auto measure = TRY(evaluate(asked.compiled)).bcr ? Measure::bcr : Measure::npv;
    auto ends = TRY(tornado(asked.compiled, measure));
    return Json::object({ { "base", as_json(base) }, { "scenarios", std::move(scenarios) }, { "measure", measure_names[static_cast<std::size_t>(measure)] },
        { "tornado", as_json(ends) }, { "uncertain", is_uncertain(asked.model) } });
}

std::vector<double> numbers(Members const& request, std::string_view name)
{
    std::vector<double> numbers;
    auto const* items = request[name].as_array();
    for (std::size_t i = 0; items && i < items->size(); ++i)
        numbers.push_back((*items)[i].as_number().value_or(0));
    return numbers;
}

Result<Json> one_way_points(Asked const& asked)
{
    auto const points = numbers(asked.request, "points");
    auto measure = asked.request.choice("measure", measure_names, Measure::bcr);
    auto told = TRY(one_way(asked.compiled, measure, asked.request.text("input"), points));
    return Json(Json::Array(told.begin(), told.end()));
}

/// A count up to `most`; 0 where it is none.
std::size_t count(Members const& request, std::string_view name, std::int64_t most)
{
    auto const* value = request[name].as_integer();
    return value ? static_cast<std::size_t>(std::clamp<std::int64_t>(*value, 0, most)) : 0;
}

std::uint64_t seed_of(Members const& request)
{
    auto const digits = request.text("seed");
    std::uint64_t seed = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), seed);
    return seed;
}

Result<Json> draws(Asked const& asked)
{
    SimulationSettings settings { count(asked.request, "draws", draw_limit + 1), seed_of(asked.request),
        static_cast<std::uint32_t>(count(asked.request, "stream", 0xFFFFFFFF)) };
    SummarySettings summary { numbers(asked.request, "percentiles"), numbers(asked.request, "ratios"),
        std::max<std::size_t>(1, count(asked.request, "bins", 1000)) };
    return as_json(summarise(TRY(simulate(asked.compiled, settings)), summary));
}

struct Question {
    std::string_view name;
    Result<Json> (*answer)(Asked const& asked);
};
constexpr Question questions[] = { { "cost_model.results", results }, { "cost_model.one_way", one_way_points }, { "cost_model.draws", draws } };

Json problem_json(Problem const& problem)
{
    Json params(Json::Object {});
    for (auto const& [name, value] : problem.params)
        params.set(name, value);
    return Json::object({ { "status", problem.status }, { "key", problem.key }, { "field", problem.field }, { "params", std::move(params) } });
}

Json refused(std::vector<Problem> const& problems)
{
    Json::Array told;
    for (auto const& problem : problems)
        told.push_back(problem_json(problem));
    return Json::object({ { "ok", false }, { "problems", std::move(told) } });
}

Json refused(Problem problem) { return refused(std::vector { std::move(problem) }); }

Json answered(Question const& question, Members const& request, std::vector<Problem> const& misread)
{
    auto [model, problems] = read_document(request["document"]);
    if (problems.empty())
        problems = validate(model);
    if (!problems.empty())
        return refused(problems);
    auto compiled = compile(model, request.text("scenario"));
    auto value = compiled ? question.answer({ request, model, *compiled }) : fail(compiled.error());
    if (!misread.empty())
        return refused(Problem { 400, "impact.bad_request" });
    return value ? Json::object({ { "ok", true }, { "value", std::move(*value) } }) : refused(value.error());
}

Json answered(Json const& json)
{
    std::vector<Problem> misread;
    Members const request(json, "", misread);
    for (auto const& question : questions) {
        if (json["question"] == Json(question.name))
            return answered(question, request, misread);
    }
    return refused(Problem { 400, "impact.bad_request" });
}

} // namespace

std::string answer(std::string_view request)
{
    auto json = read_json(request);
    return (json ? answered(*json) : refused(Problem { 400, "impact.bad_request" })).dump();
}

} // namespace bydel::wasm
