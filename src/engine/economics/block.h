// SPDX-License-Identifier: AGPL-3.0-or-later
// Inside the engine: runs a program over a block of draws at once. One draw and a thousand go the same way, so a point estimate and a simulated draw with
// the same inputs have the same bits.
#pragma once
#include "engine/economics/compiled.h"
#include <cmath>

namespace bydel::economics {

/// Factors of a year: one number for all draws, or one for each.
struct FactorView {
    double const* data = nullptr;
    bool for_each_draw = false;
    double of(std::size_t draw) const { return data[for_each_draw ? draw : 0]; }
};

class Block {
public:
    Block(Program const& program, std::size_t most);

    /// Draws in this block; at most `most`.
    void resize(std::size_t count) { count_ = count; }
    /// The column of an input, to be filled before run().
    double* column(std::size_t input) { return columns_.data() + input * most_; }
    double const* column(std::size_t input) const { return columns_.data() + input * most_; }

    /// Computes the inputs that are formulas, and the discount factors.
    void prepare();

    /// Calls sink(outcome or cost, year, flow, factor) for every line and every year of the horizon in which it has money, lines by id, years ascending.
    /// `flow` has optimism bias in it. After an outcome's or cost's first sink call, first_year() is its one-cohort first-year amount.
    template <class CostSink>
    void run_costs(CostSink const& sink);
    template <class OutcomeSink>
    void run_outcomes(OutcomeSink const& sink);

    double const* first_year() const { return first_.data(); }
    /// Draws in which some share was outside 0 to 1; after run_outcomes.
    std::size_t shares_outside() const;

private:
    void run(Formula const& formula, double* out);
    void fill_factors();
    void prepare_outcome(CompiledOutcome const& outcome);
    void fill_flow(CompiledOutcome const& outcome, int year);
    FactorView factor(Timing timing, int year) const;

    Program const& program_;
    std::size_t most_;
    std::size_t count_;
    std::vector<double> columns_;
    std::vector<double const*> pointers_;
    std::vector<double> stack_;
    std::vector<double> first_;
    std::vector<double> share_;
    std::vector<double> profile_; ///< an outcome's money by age, then draw
    std::vector<double> flow_;
    std::vector<double> rate_;
    std::vector<double> factors_; ///< by timing, year, draw; where the rate is a formula
    bool rate_differs_ = false;   ///< from draw to draw; else only the first draw's factors are filled
    std::vector<unsigned char> outside_;
};

/// How many cohorts have money from this line in a year.
inline int cohorts_in(Years const& years, int year)
{
    int youngest = std::max(0, year - years.first - years.cohorts + 1); // ages, in years since the line began
    int oldest = std::min(years.count - 1, year - years.first);
    return std::max(0, oldest - youngest + 1);
}

template <class CostSink>
void Block::run_costs(CostSink const& sink)
{
    double const bias = 1 + program_.model.optimism_bias_cost;
    for (auto const& cost : program_.costs) {
        run(cost.amount, first_.data());
        for (int year = cost.years.first; year <= program_.model.last_year; ++year) {
            int cohorts = cohorts_in(cost.years, year);
            if (cohorts == 0)
                break;
            for (std::size_t i = 0; i < count_; ++i)
                flow_[i] = first_[i] * cohorts * bias;
            sink(cost, year, flow_.data(), factor(cost.years.timing, year));
        }
    }
}

template <class OutcomeSink>
void Block::run_outcomes(OutcomeSink const& sink)
{
    std::fill(outside_.begin(), outside_.end(), static_cast<unsigned char>(0));
    for (auto const& outcome : program_.outcomes) {
        prepare_outcome(outcome);
        for (int year = outcome.years.first; year <= program_.model.last_year; ++year) {
            if (cohorts_in(outcome.years, year) == 0)
                break;
            fill_flow(outcome, year);
            sink(outcome, year, flow_.data(), factor(outcome.years.timing, year));
        }
    }
}

} // namespace bydel::economics
