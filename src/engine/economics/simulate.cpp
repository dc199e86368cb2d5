// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/simulate.h"
#include "engine/economics/block.h"
#include "engine/economics/decision.h"
#include "engine/stats/draws.h"
#include <algorithm>
#include <bit>
#include <numeric>

namespace bydel::economics {

namespace {

constexpr std::size_t block_draws = 250;

/// An input whose draws are given rather than made.
struct Held {
    std::size_t place = 0; ///< in Program::uncertain
    double value = 0;
};

class Drawing {
public:
    Drawing(Program const& program, SimulationSettings const& settings, std::optional<Held> held = {})
        : program_(program)
        , settings_(settings)
        , held_(held)
        , block_(program, block_draws)
        , is_correlated_(program.uncertain.size())
    {
        for (std::size_t i = 0; i < program.model.inputs.size(); ++i)
            std::fill_n(block_.column(i), block_draws, program.model.inputs[i].value);
        for (auto place : program.correlated)
            is_correlated_[place] = 1;
    }

    /// Makes draws [first, first + count) of the whole and puts them into `made` from `at`. How many had a share outside 0 to 1.
    std::size_t put(std::size_t first, std::size_t count, Simulation& made, std::size_t at)
    {
        block_.resize(count);
        for (std::size_t i = 0; i < program_.uncertain.size(); ++i)
            fill(i, first, count);
        if (!program_.correlated.empty())
            fill_correlated(first, count);
        block_.prepare();
        auto add_to = [&](double* sums) {
            return [sums, count](auto const&, int, double const* flow, FactorView factor) {
                for (std::size_t i = 0; i < count; ++i)
                    sums[i] += flow[i] * factor.of(i);
            };
        };
        block_.run_costs(add_to(made.pvc.data() + at));
        block_.run_outcomes(add_to(made.pvb.data() + at));
        for (std::size_t i = 0; i < made.inputs.size(); ++i)
            std::copy_n(block_.column(program_.uncertain[i].column), count, made.inputs[i].data() + at);
        return block_.shares_outside();
    }

private:
    stats::ReplicateRange range(UncertainInput const& input, std::size_t first) const
    {
        return { settings_.seed, settings_.stream, input.variable, static_cast<std::uint32_t>(first) };
    }

    void fill(std::size_t place, std::size_t first, std::size_t count)
    {
        auto const& input = program_.uncertain[place];
        double* column = block_.column(input.column);
        if (held_ && held_->place == place)
            std::fill_n(column, count, held_->value);
        else if (!is_correlated_[place])
            stats::draw_many(input.distribution, range(input, first), { column, count });
    }

    void fill_correlated(std::size_t first, std::size_t count)
    {
        std::vector<double> scores(program_.correlated.size());
        for (auto place : program_.correlated) {
            auto const& input = program_.uncertain[place];
            stats::normal_scores(range(input, first), { block_.column(input.column), count });
        }
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t k = 0; k < scores.size(); ++k)
                scores[k] = block_.column(program_.uncertain[program_.correlated[k]].column)[i];
            stats::correlate(program_.correlation, scores);
            for (std::size_t k = 0; k < scores.size(); ++k) {
                auto const& input = program_.uncertain[program_.correlated[k]];
                block_.column(input.column)[i] = stats::quantile(input.distribution, scores[k]);
            }
        }
    }

    Program const& program_;
    SimulationSettings settings_;
    std::optional<Held> held_;
    Block block_;
    std::vector<char> is_correlated_;
};

/// Draws [first, first + count) of the whole, put into `made` from `at`. How many had a share outside 0 to 1.
std::size_t draw(Drawing drawing, std::size_t first, std::size_t count, Simulation& made, std::size_t at)
{
    std::size_t outside = 0;
    for (std::size_t done = 0; done < count; done += block_draws)
        outside += drawing.put(first + done, std::min(block_draws, count - done), made, at + done);
    return outside;
}

/// Room for the draws, all 0.
Simulation empty_simulation(Program const& program, SimulationSettings const& settings)
{
    Simulation made { settings, {}, std::vector<double>(settings.draws), std::vector<double>(settings.draws), {}, 0 };
    for (auto const& input : program.uncertain)
        made.names.push_back(input.id);
    if (settings.keep_inputs)
        made.inputs.assign(made.names.size(), std::vector<double>(settings.draws));
    return made;
}

ColumnSummary summary_of(std::vector<double> const& column, SummarySettings const& settings)
{
    ColumnSummary made;
    made.mean = stats::mean_of(column);
    made.sd = stats::sd_of(column);
    made.se = made.sd / std::sqrt(static_cast<double>(column.size()));
    auto const ascending = stats::sorted(column);
    for (double p : settings.percentiles)
        made.percentiles.push_back(stats::percentile(ascending, p));
    made.histogram = stats::histogram(ascending, settings.bins);
    return made;
}

std::uint64_t fingerprint_of(Simulation const& simulation)
{
    std::uint64_t hash = 14695981039346656037ULL;
    for (auto const* column : { &simulation.pvb, &simulation.pvc }) {
        for (double value : *column)
            hash = (hash ^ std::bit_cast<std::uint64_t>(value)) * 1099511628211ULL;
    }
    return hash;
}

double share_above(std::vector<double> const& column, double limit)
{
    auto above = std::count_if(column.begin(), column.end(), [&](double value) { return value > limit; });
    return static_cast<double>(above) / static_cast<double>(column.size());
}

} // namespace

bool is_uncertain(Model const& model)
{
    return std::any_of(model.inputs.begin(), model.inputs.end(),
        [](Input const& input) { return input.formula.empty() && input.distribution.kind != stats::DistributionKind::fixed; });
}

void one_after_another(std::size_t count, std::function<void(std::size_t)> const& run)
{
    for (std::size_t i = 0; i < count; ++i)
        run(i);
}

Result<Simulation> simulate(CompiledModel const& compiled, SimulationSettings const& settings, ForEachChunk const& for_each_chunk)
{
    if (settings.draws < 1 || settings.draws > draw_limit)
        return fail({ 422, "impact.draws_out_of_range", {}, { { "least", "1" }, { "most", std::to_string(draw_limit) } } });
    auto const& program = *compiled.program;
    auto made = empty_simulation(program, settings);
    std::vector<std::size_t> outside((settings.draws + chunk_draws - 1) / chunk_draws);
    for_each_chunk(outside.size(), [&](std::size_t chunk) {
        std::size_t const first = chunk * chunk_draws;
        outside[chunk] = draw(Drawing(program, settings), first, std::min(chunk_draws, settings.draws - first), made, first);
    });
    made.shares_outside = std::accumulate(outside.begin(), outside.end(), std::size_t { 0 });
    for (std::size_t i = 0; i < made.pvb.size(); ++i) {
        if (!std::isfinite(made.pvb[i] / made.pvc[i]))
            return fail({ 422, "impact.not_finite_draw", {}, { { "draw", std::to_string(i + 1) } } });
    }
    return made;
}

std::vector<double> ratios_of(Simulation const& simulation)
{
    std::vector<double> ratios(simulation.pvb.size());
    for (std::size_t i = 0; i < ratios.size(); ++i)
        ratios[i] = simulation.pvb[i] / simulation.pvc[i];
    return ratios;
}

std::vector<double> net_benefits_of(Simulation const& simulation)
{
    std::vector<double> net(simulation.pvb.size());
    for (std::size_t i = 0; i < net.size(); ++i)
        net[i] = simulation.pvb[i] - simulation.pvc[i];
    return net;
}

SimulationSummary summarise(Simulation const& simulation, SummarySettings const& settings)
{
    SimulationSummary made;
    made.draws = simulation.pvb.size();
    made.seed = simulation.settings.seed;
    made.shares_outside = simulation.shares_outside;
    made.fingerprint = fingerprint_of(simulation);
    auto const ratios = ratios_of(simulation);
    std::vector<std::vector<double>> options { net_benefits_of(simulation), std::vector<double>(made.draws) }; // run it, or not
    made.npv = summary_of(options[0], settings);
    made.bcr = summary_of(ratios, settings);
    made.probability_npv_positive = share_above(options[0], 0);
    for (double ratio : settings.ratios)
        made.probability_ratio_above.push_back(share_above(ratios, ratio));
    auto const decision = decide(options);
    made.expected_loss_with = decision.expected_loss[0];
    made.expected_loss_without = decision.expected_loss[1];
    made.evpi = decision.evpi;
    for (std::size_t i = 0; i < simulation.inputs.size(); ++i)
        made.evppi.push_back({ simulation.names[i], evppi(options, simulation.inputs[i]) });
    std::sort(made.evppi.begin(), made.evppi.end(), [](auto const& a, auto const& b) { return a.evppi != b.evppi ? a.evppi > b.evppi : a.input < b.input; });
    return made;
}

Result<double> nested_evppi(CompiledModel const& compiled, std::string_view input, NestedSettings const& settings)
{
    auto const& program = *compiled.program;
    auto found = std::find_if(program.uncertain.begin(), program.uncertain.end(), [&](auto const& one) { return one.id == input; });
    if (found == program.uncertain.end())
        return fail({ 422, "impact.unknown_name", {}, { { "name", std::string(input) } } });
    SimulationSettings inner { settings.inner, settings.seed, 1, false };
    std::vector<double> best;
    std::vector<double> means;
    for (std::size_t outer = 0; outer < settings.outer; ++outer) {
        stats::VariableStream stream { settings.seed, 0, found->variable, static_cast<std::uint32_t>(outer) };
        Held held { static_cast<std::size_t>(found - program.uncertain.begin()), stats::quantile(found->distribution, stream.next().first) };
        auto draws = empty_simulation(program, inner);
        draw(Drawing(program, inner, held), outer * settings.inner, settings.inner, draws, 0);
        double sum = 0;
        for (std::size_t i = 0; i < draws.pvb.size(); ++i)
            sum += draws.pvb[i] - draws.pvc[i];
        means.push_back(sum / static_cast<double>(settings.inner));
        best.push_back(std::max(0.0, means.back()));
    }
    return std::max(0.0, stats::mean_of(best) - std::max(0.0, stats::mean_of(means)));
}

} // namespace bydel::economics
