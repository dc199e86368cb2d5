// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/as_json.h"
#include "engine/economics/document_json.h"
#include "engine/economics/example_models.h"
#include "engine/wasm/request.h"
#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace bydel;
using namespace bydel::wasm;

namespace {

Json request_for(economics::Model const& model, std::string_view question, std::string_view scenario = {})
{
    return Json::object({ { "question", question }, { "document", economics::test::document_of(model) }, { "scenario", scenario } });
}

Json told(Json const& request) { return MUST(parse_json(answer(request.dump()))); }

/// The first problem's key, or "none".
std::string fault(Json const& request)
{
    auto const json = told(request);
    return *json["ok"].as_bool() ? "none" : json["problems"].as_array()->front().text("key");
}

Json draws_of(economics::Model const& model)
{
    auto request = request_for(model, "cost_model.draws");
    request.set("draws", 2000);
    request.set("seed", "11400714819323198485");
    request.set("stream", 0);
    request.set("percentiles", Json(Json::Array { 0.5 }));
    request.set("ratios", Json(Json::Array { 1, 2 }));
    request.set("bins", 10);
    return request;
}

} // namespace

TEST_CASE("a question is answered with the engine's own numbers")
{
    auto const model = economics::examples::bydel_2016_b();
    auto const json = told(request_for(model, "cost_model.results", "high"));
    REQUIRE(*json["ok"].as_bool());
    auto outcome = [&](std::string_view scenario) { return economics::as_json(MUST(economics::evaluate(MUST(economics::compile(model, scenario))))); };
    CHECK(json["value"]["base"].dump() == outcome("").dump());
    auto const& scenarios = *json["value"]["scenarios"].as_array();
    REQUIRE(scenarios.size() == 2);
    CHECK(scenarios[1].text("id") == "high");
    CHECK(scenarios[1]["outcome"].dump() == outcome("high").dump());
    CHECK(json["value"].text("measure") == "bcr");
    CHECK(json["value"]["tornado"].dump()
        == economics::as_json(MUST(economics::tornado(MUST(economics::compile(model, "high")), economics::Measure::bcr))).dump());
    CHECK(*json["value"]["uncertain"].as_bool());
}

TEST_CASE("draws are asked for with a seed of 64 bits")
{
    auto const model = economics::examples::bydel_2016_uncertain();
    auto const json = told(draws_of(model));
    REQUIRE(*json["ok"].as_bool());
    auto const simulation = MUST(economics::simulate(MUST(economics::compile(model)), { 2000, 0x9E3779B97F4A7C15ULL }));
    CHECK(json["value"].dump() == economics::as_json(economics::summarise(simulation, { { 0.5 }, { 1, 2 }, 10 })).dump());
}

TEST_CASE("a point at which there is no number is null")
{
    auto request = request_for(economics::examples::bydel_2016_a(), "cost_model.one_way");
    request.set("measure", "bcr");
    request.set("input", "programme_cost");
    request.set("points", Json(Json::Array { 0, 3e6 }));
    auto const points = *told(request)["value"].as_array();
    REQUIRE(points.size() == 2);
    CHECK(points[0].is_null());
    CHECK(points[1].as_number());
    request.set("measure", "love");
    CHECK(fault(request) == "impact.bad_request");
}

TEST_CASE("what is wrong is answered with problems")
{
    auto model = economics::examples::bydel_2016_a();
    CHECK(fault(request_for(model, "cost_model.results")) == "none");
    CHECK(fault(request_for(model, "cost_model.results", "moon")) == "impact.unknown_scenario");
    CHECK(fault(request_for(model, "cost_model.love")) == "impact.bad_request");
    CHECK(fault(Json("words")) == "impact.bad_request");
    CHECK(answer("{").find("impact.bad_request") != std::string::npos);
    CHECK(fault(request_for(model, "cost_model.draws")) == "impact.draws_out_of_range"); // no settings
    auto odd = request_for(model, "cost_model.results");
    odd.set("document", 5);
    CHECK(fault(odd) == "field.wrong_type");
    model.costs.clear();
    auto const problem = told(draws_of(model))["problems"].as_array()->front();
    CHECK(problem.dump() == R"({"status":422,"key":"impact.missing_line","field":"costs","params":{"part":"costs"}})");
}

TEST_CASE("any bytes get an answer: cut short, or changed")
{
    auto const good = request_for(economics::examples::bydel_2016_b(), "cost_model.results").dump();
    CHECK(rc::check([&] {
        auto text = good;
        text.resize(*rc::gen::inRange<std::size_t>(0, text.size() + 1));
        for (int i = *rc::gen::inRange(0, 4); i > 0 && !text.empty(); --i)
            text[*rc::gen::inRange<std::size_t>(0, text.size())] = static_cast<char>(*rc::gen::inRange(32, 127));
        RC_ASSERT(parse_json(answer(text)));
    }));
}
