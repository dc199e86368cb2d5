// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/example_models.h"
#include "engine/economics/random_model.h"
#include "engine/economics/simulate.h"
#include "engine/stats/special.h"
#include <algorithm>
#include <bit>
#include <cmath>
#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <thread>

using namespace bydel;
using namespace bydel::economics;

namespace {

Simulation simulated(Model const& model, SimulationSettings settings = {}, std::string_view scenario = {})
{
    return MUST(simulate(MUST(compile(model, scenario)), settings));
}

/// Four threads, the last chunk first.
void on_four_threads(std::size_t count, std::function<void(std::size_t)> const& run)
{
    std::vector<std::thread> threads;
    for (std::size_t thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&, thread] {
            for (std::size_t i = count; i-- > 0;) {
                if (i % 4 == thread)
                    run(i);
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
}

bool same_bits(std::vector<double> const& a, std::vector<double> const& b)
{
    return a.size() == b.size()
        && std::equal(a.begin(), a.end(), b.begin(), [](double x, double y) { return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y); });
}

/// Within four standard errors of ours and the document's together.
bool agrees(double value, double se, double printed, double printed_se)
{
    return std::fabs(value - printed) <= 4 * std::sqrt(se * se + printed_se * printed_se);
}

} // namespace

TEST_CASE("A5: the probabilistic analysis, against the document's two million draws")
{
    constexpr std::size_t n = 100'000;
    SummarySettings asked;
    asked.percentiles = { 0.025, 0.5, 0.975 };
    asked.ratios = { 1, 3, 10 };
    auto model = examples::bydel_2016_uncertain();
    auto ten = summarise(simulated(model, { n, 2016 }), asked);
    CHECK(agrees(ten.bcr.mean, ten.bcr.se, 10.296, 0.0031));
    CHECK(std::fabs(ten.bcr.percentiles[0] - 4.231) < 0.06);
    CHECK(std::fabs(ten.bcr.percentiles[1] - 9.495) < 0.08);
    CHECK(std::fabs(ten.bcr.percentiles[2] - 21.007) < 0.25);
    CHECK(agrees(ten.probability_ratio_above[2], std::sqrt(.449 * .551 / n), .449, 0.0005));
    CHECK(ten.evpi < 5); // the document: about 0.09 kroner

    model.last_year = 0;
    auto one = summarise(simulated(model, { n, 2016 }), asked);
    CHECK(agrees(one.bcr.mean, one.bcr.se, 3.0683, 0.0010));
    CHECK(one.bcr.sd == doctest::Approx(1.357).epsilon(0.01));
    CHECK(std::fabs(one.bcr.percentiles[0] - 0.968) < 0.02);
    CHECK(std::fabs(one.bcr.percentiles[2] - 6.190) < 0.05);
    CHECK(agrees(one.probability_ratio_above[0], std::sqrt(.9719 * .0281 / n), .9719, 0.0001));
    CHECK(agrees(one.probability_ratio_above[1], std::sqrt(.466 * .534 / n), .466, 0.0005));
    CHECK(std::fabs(one.evpi - 18'791) < 4 * 150'000 / std::sqrt(static_cast<double>(n))); // the loss has a standard deviation of about 150,000
    CHECK(one.evppi.front().input == "substitution");                                      // in one year nothing else matters as much
}

TEST_CASE("the same seed gives the same bits on one thread and on many")
{
    auto compiled = MUST(compile(examples::bydel_2016_uncertain()));
    SimulationSettings settings { 12'345, 7 };
    auto one = MUST(simulate(compiled, settings));
    auto many = MUST(simulate(compiled, settings, on_four_threads));
    CHECK(same_bits(one.pvb, many.pvb));
    CHECK(same_bits(one.pvc, many.pvc));
    for (std::size_t i = 0; i < one.inputs.size(); ++i)
        CHECK(same_bits(one.inputs[i], many.inputs[i]));
    auto other_seed = MUST(simulate(compiled, { 12'345, 8 }));
    CHECK(!same_bits(one.pvb, other_seed.pvb));
}

TEST_CASE("a draw does not depend on how many are made, on other inputs, or on the order of rows")
{
    auto model = examples::bydel_2016_uncertain();
    auto few = simulated(model, { 1000, 3 });
    auto more = simulated(model, { 1700, 3 });
    CHECK(std::equal(few.pvb.begin(), few.pvb.end(), more.pvb.begin()));
    auto turned = model;
    std::reverse(turned.inputs.begin(), turned.inputs.end());
    std::reverse(turned.outcomes.begin(), turned.outcomes.end());
    CHECK(same_bits(simulated(turned, { 1000, 3 }).pvb, few.pvb));
    auto larger = model;
    larger.inputs.push_back(examples::ranged("another", 1, 0, 2, stats::DistributionKind::gamma, 1));
    CHECK(same_bits(simulated(larger, { 1000, 3 }).pvb, few.pvb));
}

TEST_CASE("scenarios share their random numbers unless they are given their own")
{
    auto model = examples::bydel_2016_uncertain();
    model.scenarios = { { "nothing", {} }, { "more", { { "substitution", 0.3 }, { "interpreting_share", 0.2 } } } };
    auto base = simulated(model, { 2000, 1 });
    CHECK(same_bits(simulated(model, { 2000, 1 }, "nothing").pvb, base.pvb));
    CHECK(!same_bits(simulated(model, { 2000, 1, stats::number_of_name("nothing") }, "nothing").pvb, base.pvb));
    // A distribution that is stated around its value moves with it.
    auto more = simulated(model, { 20'000, 1 }, "more");
    auto place = std::find(more.names.begin(), more.names.end(), "substitution") - more.names.begin();
    CHECK(stats::mean_of(more.inputs[static_cast<std::size_t>(place)]) == doctest::Approx(0.3).epsilon(0.02));
}

TEST_CASE("an override ends a distribution that is not stated around its value, and its correlations")
{
    auto model = examples::bydel_2016_uncertain();
    for (auto& input : model.inputs) {
        if (input.id == "hours")
            input.distribution = { stats::DistributionKind::gamma, stats::StatedBy::mean_sd, 137'000, 13'700 };
    }
    model.correlations = { { "hours", "women_reached", 0.5 } };
    model.scenarios = { { "fixed_hours", { { "hours", 100'000 } } } };
    auto names = simulated(model, { 10, 1 }, "fixed_hours").names;
    CHECK(std::find(names.begin(), names.end(), "hours") == names.end());
    CHECK(std::find(names.begin(), names.end(), "women_reached") != names.end());
}

TEST_CASE("correlated inputs keep their own distributions and move together")
{
    auto model = examples::bydel_2016_uncertain();
    model.correlations = { { "women_reached", "hours", 0.8 } };
    auto simulation = simulated(model, { 20'000, 5 });
    auto column = [&](char const* name) {
        return simulation.inputs[static_cast<std::size_t>(std::find(simulation.names.begin(), simulation.names.end(), name) - simulation.names.begin())];
    };
    auto hours = column("hours");
    auto women = column("women_reached");
    CHECK(stats::mean_of(hours) == doctest::Approx(137'000).epsilon(0.005));
    CHECK(stats::sd_of(hours) == doctest::Approx(13'700).epsilon(0.03));
    double product = 0;
    for (std::size_t i = 0; i < hours.size(); ++i)
        product += (hours[i] - 137'000) / 13'700 * (women[i] - 2000) / 300;
    CHECK(product / 20'000 == doctest::Approx(0.8).epsilon(0.03));
}

TEST_CASE("without uncertainty a simulation is the point estimate, to the last bit")
{
    CHECK(rc::check([] {
        auto model = test::random_model();
        for (auto& input : model.inputs)
            input.distribution = {};
        auto outcome = MUST(evaluate(MUST(compile(model))));
        auto simulation = simulate(MUST(compile(model)), { 3, 1 });
        if (!simulation) { // no costs within the horizon, so no ratio
            RC_ASSERT(outcome.pvc == 0);
            return;
        }
        RC_ASSERT(simulation->pvb[2] == outcome.pvb);
        RC_ASSERT(simulation->pvc[2] == outcome.pvc);
    }));
}

TEST_CASE("for any model: 0 <= EVPPI <= EVPI, and EVPI is the smaller expected loss")
{
    CHECK(rc::check([] {
        auto simulation = simulate(MUST(compile(test::random_model())), { 500, 1 });
        if (!simulation)
            return;
        auto summary = summarise(*simulation);
        RC_ASSERT(summary.evpi == std::min(summary.expected_loss_with, summary.expected_loss_without));
        for (auto const& one : summary.evppi)
            RC_ASSERT((one.evppi >= 0 && one.evppi <= summary.evpi));
        RC_ASSERT(std::is_sorted(summary.bcr.percentiles.begin(), summary.bcr.percentiles.end()));
    }));
}

TEST_CASE("the value of knowing the substitution share: closed form, regression and nested simulation")
{
    auto model = examples::bydel_2016_uncertain();
    model.last_year = 0;
    auto compiled = MUST(compile(model));
    // In one year E[NB|s] = 137,000·266·s - 3,000,000, and s is Beta(4.4375, 13.3125): E[max(0, c - a·s)] = c·I(s*; α, β) - a·m·I(s*; α + 1, β), s* = c/a.
    double const gain = 137'000 * 266, cost = 3e6, at = cost / gain;
    double const exact = cost * stats::beta_ratio(4.4375, 13.3125, at) - gain * 0.25 * stats::beta_ratio(5.4375, 13.3125, at);
    auto summary = summarise(MUST(simulate(compiled, { 40'000, 11 })));
    REQUIRE(summary.evppi.front().input == "substitution");
    auto nested = MUST(nested_evppi(compiled, "substitution", { 4000, 100, 12 }));
    MESSAGE("EVPPI of the substitution share, one year: exact " << exact << ", regression " << summary.evppi.front().evppi << ", nested " << nested);
    CHECK(std::fabs(summary.evppi.front().evppi - exact) < 0.15 * exact);
    CHECK(std::fabs(nested - exact) < 0.25 * exact);
    CHECK(nested_evppi(compiled, "moon", {}).error().key == "impact.unknown_name");
}

TEST_CASE("what can't be simulated is a problem")
{
    auto compiled = MUST(compile(examples::bydel_2016_uncertain()));
    CHECK(simulate(compiled, { 0, 1 }).error().key == "impact.draws_out_of_range");
    CHECK(simulate(compiled, { draw_limit + 1, 1 }).error().key == "impact.draws_out_of_range");
    Model model;
    model.inputs = { { "paid", 1 } };
    model.inputs[0].distribution = { stats::DistributionKind::bernoulli, stats::StatedBy::native, 0.5 };
    model.costs = { { "cost", "paid" } };
    model.outcomes = { { "gain", "1", "1" } };
    auto problem = simulate(MUST(compile(model)), { 100, 1 }).error();
    CHECK(problem.key == "impact.not_finite_draw");
}

TEST_CASE("draws with a share outside 0 to 1 are counted, not changed")
{
    auto model = examples::bydel_2016_uncertain();
    for (auto& input : model.inputs) {
        if (input.id == "deadweight")
            input.distribution = { stats::DistributionKind::normal, stats::StatedBy::mean_sd, 0.5, 0.5 };
    }
    auto summary = summarise(simulated(model, { 10'000, 1 }));
    CHECK(summary.shares_outside / 10'000.0 == doctest::Approx(0.317).epsilon(0.05)); // beyond one standard deviation
    CHECK(summarise(simulated(examples::bydel_2016_uncertain(), { 1000, 1 })).shares_outside == 0);
}
