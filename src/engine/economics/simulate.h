// SPDX-License-Identifier: AGPL-3.0-or-later
// Probabilistic sensitivity analysis: many draws of the uncertain inputs, and what they say of the result. Draws are made in chunks that know nothing of
// each other, so a caller may spread them over threads: the same seed gives the same bytes on one thread and on many, natively and in WebAssembly.
#pragma once
#include "engine/economics/evaluate.h"
#include "engine/stats/summary.h"
#include <cstdint>
#include <functional>

namespace bydel::economics {

constexpr std::size_t draw_limit = 10'000'000;
constexpr std::size_t chunk_draws = 1000; ///< draws of one chunk; the last may have fewer

/// Whether anything is drawn at all.
bool is_uncertain(Model const& model);

struct SimulationSettings {
    std::size_t draws = 10'000;
    std::uint64_t seed = 1;
    /// 0: the same random numbers in every scenario, so that the difference of two scenarios is theirs and not chance.
    /// stats::number_of_name(scenario id): numbers of its own.
    std::uint32_t stream = 0;
    /// Keep the uncertain inputs' draws (8 bytes each), which information values by input need.
    bool keep_inputs = true;
};

struct Simulation {
    SimulationSettings settings;
    std::vector<std::string> names; ///< the uncertain inputs, by id
    std::vector<double> pvb;
    std::vector<double> pvc;
    std::vector<std::vector<double>> inputs; ///< by name, then draw
    std::size_t shares_outside = 0;          ///< draws in which a share (deadweight, drop-off, ...) was drawn outside 0 to 1; used as drawn
};

/// Runs run(0) to run(count - 1), in any order, on any threads; returns when all are done.
using ForEachChunk = std::function<void(std::size_t count, std::function<void(std::size_t chunk)> const& run)>;
void one_after_another(std::size_t count, std::function<void(std::size_t chunk)> const& run);

/// Problems: impact.draws_out_of_range (params least, most); impact.not_finite_draw (params draw, 1-based) where a draw has no number for a result (a cost
/// drawn as 0, ...).
Result<Simulation> simulate(CompiledModel const& compiled, SimulationSettings const& settings, ForEachChunk const& for_each_chunk = one_after_another);

struct ColumnSummary {
    double mean = 0;
    double sd = 0;
    double se = 0;                   ///< of the mean: sd / sqrt(draws)
    std::vector<double> percentiles; ///< type 7, at SummarySettings::percentiles
    stats::Histogram histogram;
};

/// The value of knowing an input before deciding whether to run the programme, in money.
struct InputValue {
    std::string input;
    double evppi = 0;
};

struct SummarySettings {
    std::vector<double> percentiles = { 0.025, 0.05, 0.25, 0.5, 0.75, 0.95, 0.975 };
    std::vector<double> ratios = { 1, 2, 3, 5, 10 }; ///< P(bcr > each)
    std::size_t bins = 40;
};

struct SimulationSummary {
    std::size_t draws = 0;
    std::uint64_t seed = 0;
    ColumnSummary npv;
    ColumnSummary bcr;
    double probability_npv_positive = 0;
    std::vector<double> probability_ratio_above; ///< at SummarySettings::ratios
    double expected_loss_with = 0;               ///< of running the programme: E[max(0, NB) - NB]
    double expected_loss_without = 0;            ///< of not running it: E[max(0, NB)]
    double evpi = 0;                             ///< E[max(0, NB)] - max(0, E[NB]), money; the smaller of the two losses
    std::vector<InputValue> evppi;               ///< most valuable first, ties by name; empty where inputs were not kept
    std::size_t shares_outside = 0;
    std::uint64_t fingerprint = 0; ///< of the bits of every draw's pvb and pvc (FNV-1a): two runs that agree here are the same run
};

SimulationSummary summarise(Simulation const& simulation, SummarySettings const& settings = {});

/// Of each draw: pvb / pvc.
std::vector<double> ratios_of(Simulation const& simulation);
/// Of each draw: pvb - pvc.
std::vector<double> net_benefits_of(Simulation const& simulation);

struct NestedSettings {
    std::size_t outer = 1000; ///< values of the input
    std::size_t inner = 1000; ///< draws of the others at each
    std::uint64_t seed = 1;
};

/// EVPPI of one input by nested simulation, money: slow (outer·inner draws), and biased upwards by the inner noise; a check on the regression.
/// Problem impact.unknown_name where no uncertain input has the name.
Result<double> nested_evppi(CompiledModel const& compiled, std::string_view input, NestedSettings const& settings);

} // namespace bydel::economics
