// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/markov.h"
#include "engine/stats/number_text.h"
#include <cmath>

namespace bydel::economics {

namespace {

Done check_shares(double const* shares, std::size_t count, std::size_t row)
{
    double sum = 0;
    bool negative = false;
    for (std::size_t i = 0; i < count; ++i) {
        sum += shares[i];
        negative |= !(shares[i] >= 0);
    }
    if (negative || std::fabs(sum - 1) > 1e-9)
        return fail({ 422, "impact.probability_sum", {}, { { "row", std::to_string(row) }, { "sum", stats::number_text(sum) } } });
    return {};
}

Done check_phase(MarkovPhase const& phase, std::size_t states)
{
    bool fits = phase.transitions.size == states && phase.transitions.values.size() == states * states && phase.costs.size() == states
        && phase.effects.size() == states;
    if (!fits)
        return fail({ 422, "impact.draws_do_not_fit" });
    for (std::size_t row = 0; row < states; ++row)
        TRY(check_shares(phase.transitions.values.data() + row * states, states, row + 1));
    return {};
}

Done check_model(MarkovModel const& model)
{
    TRY(check_shares(model.start.data(), model.start.size(), 0));
    long cycles = 0;
    for (auto const& phase : model.phases) {
        TRY(check_phase(phase, model.start.size()));
        if (phase.cycles < 1 || phase.cycles > 1000 || (cycles += phase.cycles) > 1000)
            return fail({ 422, "impact.year_out_of_range", "phases", { { "years", std::to_string(phase.cycles) }, { "least", "1" }, { "most", "1000" } } });
    }
    return {};
}

std::vector<double> moved(std::vector<double> const& from, stats::Matrix const& transitions)
{
    std::vector<double> to(from.size());
    for (std::size_t column = 0; column < to.size(); ++column) {
        for (std::size_t row = 0; row < from.size(); ++row)
            to[column] += from[row] * transitions.at(row, column);
    }
    return to;
}

double counted(CycleCount count, double start, double end)
{
    switch (count) {
    case CycleCount::start:
        return start;
    case CycleCount::end:
        return end;
    case CycleCount::half_cycle:
        return (start + end) / 2;
    }
    return end;
}

} // namespace

Result<MarkovResult> run_markov(MarkovModel const& model)
{
    TRY(check_model(model));
    MarkovResult result;
    result.states.push_back(model.start);
    int cycle = 0;
    for (auto const& phase : model.phases) {
        for (int i = 0; i < phase.cycles; ++i) {
            ++cycle;
            auto next = moved(result.states.back(), phase.transitions);
            double cost = 0;
            double effect = 0;
            for (std::size_t state = 0; state < next.size(); ++state) {
                double const share = counted(model.count, result.states.back()[state], next[state]);
                cost += share * phase.costs[state];
                effect += share * phase.effects[state];
            }
            result.cost += cost * factor_in(model.cost_discount, model.method, model.timing, cycle);
            result.effect += effect * factor_in(model.effect_discount, model.method, model.timing, cycle);
            result.states.push_back(std::move(next));
        }
    }
    return result;
}

} // namespace bydel::economics
