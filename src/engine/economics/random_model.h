// SPDX-License-Identifier: AGPL-3.0-or-later
// For the tests only: any cost model that is valid.
#pragma once
#include "engine/economics/model.h"
#include <rapidcheck.h>

namespace bydel::economics::test {

inline double share() { return *rc::gen::inRange(0, 101) / 100.0; }

inline PayerShares payer_shares()
{
    std::array<int, payer_count> weights {};
    int sum = 0;
    for (auto& weight : weights)
        sum += weight = *rc::gen::inRange(0, 10);
    PayerShares shares {};
    for (std::size_t i = 0; i < payer_count; ++i)
        shares[i] = sum == 0 ? i == 0 : weights[i] / static_cast<double>(sum);
    return shares;
}

inline std::vector<Input> some_inputs()
{
    std::vector<Input> inputs;
    for (auto const* id : { "money", "women", "rate", "part" }) {
        bool small = std::string_view(id) == "part" || std::string_view(id) == "rate";
        double value = small ? 0.05 + 0.8 * share() : *rc::gen::inRange(1, 5000) / 7.0;
        Input input { id, value, {}, value * 0.8, value * 1.1 };
        input.distribution
            = { small ? stats::DistributionKind::beta : stats::DistributionKind::gamma, stats::StatedBy::around_value, value * (small ? 0.05 : 0.3) };
        inputs.push_back(input);
    }
    inputs.push_back({ "twice", 0, "2 * money" });
    return inputs;
}

inline Model random_model()
{
    Model model;
    model.inputs = some_inputs();
    for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
        CostLine line { "cost_" + std::to_string(i), *rc::gen::element<std::string>("money", "twice + 3", "women * 2"), *rc::gen::inRange(0, 4),
            *rc::gen::inRange(1, 6) };
        line.shares = payer_shares();
        line.repeat = *rc::gen::element(Repeat::each_cohort, Repeat::once);
        model.costs.push_back(line);
    }
    for (int i = *rc::gen::inRange(1, 5); i > 0; --i) {
        OutcomeLine line { "outcome_" + std::to_string(i), "women", *rc::gen::element<std::string>("money", "100", "max(money, 10)"),
            *rc::gen::element<std::string>("part", "0", "0.3"), "0.1", *rc::gen::element<std::string>("part / 2", "0"),
            *rc::gen::element<std::string>("rate", "0", "1"), *rc::gen::inRange(0, 5), *rc::gen::inRange(1, 20) };
        line.shares = payer_shares();
        line.repeat = *rc::gen::element(Repeat::each_cohort, Repeat::once);
        if (*rc::gen::arbitrary<bool>())
            line.timing = *rc::gen::element(Timing::end_of_year, Timing::mid_year, Timing::start_of_year);
        model.outcomes.push_back(line);
    }
    model.discounting.schedule = *rc::gen::element<std::string>("denmark_2021", "green_book", "none", "rate");
    model.discounting.rate = "rate / 10";
    model.discounting.method = *rc::gen::element(DiscountMethod::cumulative, DiscountMethod::spot);
    model.last_year = *rc::gen::inRange(0, 25);
    model.programme_years = *rc::gen::inRange(1, 8);
    model.optimism_bias_benefit = share() / 2;
    model.optimism_bias_cost = share();
    return model;
}

} // namespace bydel::economics::test
