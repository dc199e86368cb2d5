// SPDX-License-Identifier: AGPL-3.0-or-later
// The parameter set "Bydelsmødre 2016" of impact-model.md A5 as the engine's plain structs, for tests, contracts and benchmarks. The model that people see,
// with its sources and labels, is a document of the slice impact.
#pragma once
#include "engine/economics/model.h"

namespace bydel::economics::examples {

inline Input certain(std::string id, double value) { return { std::move(id), value }; }

inline Input ranged(std::string id, double value, double low, double high, stats::DistributionKind kind, double sd)
{
    Input input { std::move(id), value, {}, low, high };
    if (sd > 0)
        input.distribution = { kind, stats::StatedBy::around_value, sd };
    return input;
}

/// The assumptions: base, tornado range, and the distribution of the probabilistic analysis. The blended price is computed from its two prices.
inline std::vector<Input> bydel_2016_inputs()
{
    using enum stats::DistributionKind;
    return {
        ranged("programme_cost", 3e6, 2.5e6, 4.5e6, gamma, 0.3e6),
        ranged("hours", 137'000, 109'600, 164'400, gamma, 13'700),
        certain("interpreting_share", 0.16),
        ranged("substitution", 0.25, 0.10, 0.50, beta, 0.10),
        ranged("interpreter_price", 350, 280, 420, fixed, 0),
        ranged("guidance_price", 250, 200, 300, fixed, 0),
        { "blended_price", 0, "interpreting_share * interpreter_price + (1 - interpreting_share) * guidance_price" },
        ranged("women_reached", 2000, 1500, 2500, gamma, 300),
        ranged("job_entry", 0.04, 0.02, 0.06, beta, 0.015),
        ranged("deadweight", 0.50, 0.30, 0.70, beta, 0.10),
        ranged("attribution", 0.35, 0.20, 0.50, beta, 0.10),
        ranged("value_of_work", 150'000, 100'000, 200'000, gamma, 30'000),
        ranged("drop_off", 0.10, 0.05, 0.20, beta, 0.03),
        ranged("discount_rate", 0.04, 0.03, 0.05, fixed, 0),
    };
}

/// Reading A, "the seed": one year's programme; hours that replace public service in the year of spend; jobs from year 1 to 10, end of year.
inline Model bydel_2016_a()
{
    Model model;
    model.inputs = bydel_2016_inputs();
    model.costs = { { "programme", "programme_cost" } };
    model.costs[0].shares = { 0.25, 0, 0.5, 0, 0.25 };
    OutcomeLine service { "service", "hours * substitution", "blended_price" };
    OutcomeLine jobs { "jobs", "women_reached * job_entry", "value_of_work", "deadweight", "0", "attribution", "drop_off", 1, 10 };
    service.shares = { 0.8, 0.2, 0, 0, 0 };
    jobs.shares = { 0.5, 0, 0.5, 0, 0 };
    model.outcomes = { service, jobs };
    model.discounting = { "rate", {}, "discount_rate" };
    model.last_year = 10;
    return model;
}

/// Reading B, "the source": a programme of ten years, ten cohorts, what falls in the years 0 to 9.
inline Model bydel_2016_b()
{
    auto model = bydel_2016_a();
    model.programme_years = 10;
    model.last_year = 9;
    model.scenarios = { { "low", { { "substitution", 0.23 }, { "women_reached", 0 } } }, { "high", { { "substitution", 0.5 } } } };
    return model;
}

/// The probabilistic analysis of A5 draws the blended price itself: gamma, 266 with a standard deviation of 26.6.
inline Model bydel_2016_uncertain()
{
    auto model = bydel_2016_a();
    for (auto& input : model.inputs) {
        if (input.id == "blended_price")
            input = ranged("blended_price", 266, 212.8, 319.2, stats::DistributionKind::gamma, 26.6);
    }
    return model;
}

} // namespace bydel::economics::examples
