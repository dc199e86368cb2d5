// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/evaluate.h"
#include "engine/economics/example_models.h"
#include "engine/economics/random_model.h"
#include "engine/economics/validate.h"
#include <cmath>
#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace bydel;
using namespace bydel::economics;

namespace {

std::string told(Problem const& problem)
{
    std::string text = problem.key + " at " + problem.field + ":";
    for (auto const& [name, value] : problem.params)
        text += " " + name + "=" + value;
    return text;
}

/// What is wrong once `change` was made to a good model.
template <class Change>
std::vector<std::string> faults(Change change)
{
    auto model = examples::bydel_2016_b();
    change(model);
    std::vector<std::string> found;
    for (auto const& problem : validate(model))
        found.push_back(told(problem));
    CHECK(found.empty() == compile(model).has_value());
    return found;
}

using Told = std::vector<std::string>;

} // namespace

TEST_CASE("a good model has no problem")
{
    CHECK(faults([](Model&) {}).empty());
    CHECK(rc::check([] { RC_ASSERT(validate(test::random_model()).empty()); }));
}

TEST_CASE("a missing line is named")
{
    CHECK(faults([](Model& m) { m.costs.clear(); }) == Told { "impact.missing_line at costs: part=costs" });
    CHECK(faults([](Model& m) { m.outcomes.clear(); }) == Told { "impact.missing_line at outcomes: part=outcomes" });
    CHECK(faults([](Model& m) { m.outcomes[1].proxy = " "; }) == Told { "impact.missing_line at outcomes[1].proxy: line=jobs part=proxy" });
}

TEST_CASE("negative durations and years out of range are named")
{
    CHECK(faults([](Model& m) { m.outcomes[1].duration_years = -3; }) == Told { "impact.negative_duration at outcomes[1].duration_years: line=jobs years=-3" });
    CHECK(faults([](Model& m) { m.costs[0].years = 0; }) == Told { "impact.negative_duration at costs[0].years: line=programme years=0" });
    CHECK(faults([](Model& m) { m.costs[0].from_year = -1; })
        == Told { "impact.year_out_of_range at costs[0].from_year: line=programme years=-1 least=0 most=125" });
    CHECK(faults([](Model& m) { m.last_year = 126; }) == Told { "impact.year_out_of_range at last_year: line=last_year years=126 least=0 most=125" });
    CHECK(faults([](Model& m) { m.programme_years = 0; }).size() == 1);
}

TEST_CASE("shares that do not sum to one are named, with their sum")
{
    CHECK(faults([](Model& m) { m.costs[0].shares = { 0.5, 0.2, 0, 0, 0 }; }) == Told { "impact.share_sum at costs[0].shares: line=programme sum=0.7" });
    CHECK(faults([](Model& m) { m.costs[0].shares = { 1.5, -0.5, 0, 0, 0 }; }).size() == 2);
    CHECK(faults([](Model& m) { m.outcomes[0].deadweight = "1.2"; })
        == Told { "impact.share_out_of_range at outcomes[0].deadweight: line=service part=deadweight value=1.2" });
    CHECK(faults([](Model& m) {
        m.outcomes[0].shares = {};
        m.outcomes[0].shares[0] = std::nan("");
    }).size()
        == 1);
}

TEST_CASE("circular inputs are named with the way round")
{
    auto circle = [](Model& m) {
        m.inputs.push_back({ "x", 0, "y + 1" });
        m.inputs.push_back({ "y", 0, "z * 2" });
        m.inputs.push_back({ "z", 0, "x" });
    };
    CHECK(faults(circle) == Told { "impact.circular at inputs[14].formula: line=x path=x, y, z, x" });
    CHECK(faults([](Model& m) { m.inputs.push_back({ "x", 0, "x + 1" }); }) == Told { "impact.circular at inputs[14].formula: line=x path=x, x" });
}

TEST_CASE("an impossible distribution is named with its limit")
{
    auto found = faults([](Model& m) { m.inputs[3].distribution.first = 0.5; });
    CHECK(found == Told { "impact.impossible_distribution at inputs[3].distribution: line=substitution kind=beta what=sd limit=below 0.433013" });
    CHECK(faults([](Model& m) { m.inputs[6].distribution.kind = stats::DistributionKind::normal; })
        == Told { "impact.formula_with_distribution at inputs[6].formula: line=blended_price" });
    CHECK(faults([](Model& m) { m.inputs[0].low = 5e6; }) == Told { "impact.range_order at inputs[0].low: line=programme_cost low=5000000 high=4500000" });
    CHECK(faults([](Model& m) { m.inputs[0].high.reset(); }).size() == 1);
}

TEST_CASE("formulas, names and ids")
{
    CHECK(faults([](Model& m) { m.costs[0].amount = "programme_cost *"; })
        == Told { "impact.formula_syntax at costs[0].amount: line=programme position=17 found=" });
    CHECK(faults([](Model& m) { m.costs[0].amount = "programme_kost"; })
        == Told { "impact.unknown_name at costs[0].amount: line=programme name=programme_kost position=1" });
    CHECK(faults([](Model& m) { m.costs[0].id = "løn"; }) == Told { "impact.bad_id at costs[0].id: line=løn" });
    CHECK(faults([](Model& m) { m.inputs[2].id = "max"; }).size() == 2); // and a formula that names it no more
    CHECK(faults([](Model& m) { m.outcomes[1].id = "service"; }) == Told { "impact.duplicate_id at outcomes[1].id: line=service" });
    CHECK(faults([](Model& m) { m.costs.assign(201, m.costs[0]); }).front() == "impact.too_many_lines at costs: part=costs limit=200");
    CHECK(faults([](Model& m) { m.inputs[0].value = std::nan(""); }).front() == "impact.not_finite at inputs[0].value: line=programme_cost");
    CHECK(faults([](Model& m) { m.costs[0].amount = "1 / 0"; }) == Told { "impact.not_finite at costs[0].amount: line=programme" });
    CHECK(faults([](Model& m) { m.scenarios[0].overrides[0].input = "moon"; }) == Told { "impact.unknown_name at scenarios[0]: line=low name=moon" });
}

TEST_CASE("discounting and optimism bias")
{
    CHECK(faults([](Model& m) { m.discounting.schedule = "moon"; }) == Told { "impact.unknown_schedule at discounting: schedule=moon" });
    CHECK(faults([](Model& m) { m.discounting.schedule = "own"; }) == Told { "impact.bands_out_of_order at discounting: schedule=own" });
    CHECK(faults([](Model& m) { m.discounting.rate = "4"; }) == Told { "impact.rate_out_of_range at discounting.rate: rate=4" });
    CHECK(faults([](Model& m) { m.discounting.rate = ""; }) == Told { "impact.missing_line at discounting.rate: line=discounting part=rate" });
    CHECK(faults([](Model& m) { m.optimism_bias_benefit = 1.5; })
        == Told { "impact.bias_out_of_range at optimism_bias_benefit: part=optimism_bias_benefit value=1.5" });
}

TEST_CASE("correlations must be possible, between uncertain inputs, each pair once")
{
    auto with = [](std::vector<Correlation> correlations) { return [=](Model& m) { m.correlations = correlations; }; };
    CHECK(faults(with({ { "hours", "women_reached", 0.6 } })).empty());
    CHECK(faults(with({ { "hours", "moon", 0.6 } })) == Told { "impact.unknown_name at correlations[0]: line=moon name=moon" });
    CHECK(faults(with({ { "hours", "women_reached", 1 } })) == Told { "impact.correlation_out_of_range at correlations[0]: line=hours rho=1" });
    CHECK(faults(with({ { "hours", "hours", 0.5 } })).size() == 1);
    CHECK(faults(with({ { "hours", "guidance_price", 0.5 } })).size() == 1); // certain
    CHECK(faults(with({ { "hours", "women_reached", 0.6 }, { "women_reached", "hours", 0.6 } })).size() == 1);
    CHECK(faults(with({ { "hours", "women_reached", 0.9 }, { "women_reached", "job_entry", 0.9 }, { "hours", "job_entry", -0.9 } }))
        == Told { "impact.correlation_not_possible at correlations: line=women_reached" });
}

TEST_CASE("all problems are told at once")
{
    auto found = faults([](Model& m) {
        m.costs[0].shares = {};
        m.outcomes[0].duration_years = 0;
        m.outcomes[1].quantity = "moon";
    });
    CHECK(found.size() == 3);
}
