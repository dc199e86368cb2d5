// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/simulate.h"
#include "engine/economics/block.h"
#include "engine/economics/decision.h"
#include "engine/stats/special.h"
#include <algorithm>
#include <bit>

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

    /// Adds draws [first, first + count) to the chunk.
    void add(std::size_t first, std::size_t count, SimulationChunk& chunk)
    {
        block_.resize(count);
        for (std::size_t i = 0; i < program_.uncertain.size(); ++i)
            fill(i, first, count);
        if (!program_.correlated.empty())
            fill_correlated(first, count);
        block_.prepare();
        auto const at = chunk.pvb.size();
        chunk.pvb.resize(at + count);
        chunk.pvc.resize(at + count);
        auto add_to = [&](double* sums) {
            return [sums, count](auto const&, int, double const* flow, FactorView factor) {
                for (std::size_t i = 0; i < count; ++i)
                    sums[i] += flow[i] * factor.of(i);
            };
        };
        block_.run_costs(add_to(chunk.pvc.data() + at));
        block_.run_outcomes(add_to(chunk.pvb.data() + at));
        chunk.shares_outside += block_.shares_outside();
        if (!settings_.keep_inputs)
            return;
        chunk.inputs.resize(program_.uncertain.size());
        for (std::size_t i = 0; i < program_.uncertain.size(); ++i) {
            double const* column = block_.column(program_.uncertain[i].column);
            chunk.inputs[i].insert(chunk.inputs[i].end(), column, column + count);
        }
    }

private:
    stats::VariableStream stream(UncertainInput const& input, std::size_t replicate) const
    {
        return { settings_.seed, settings_.stream, input.variable, static_cast<std::uint32_t>(replicate) };
    }

    void fill(std::size_t place, std::size_t first, std::size_t count)
    {
        auto const& input = program_.uncertain[place];
        double* column = block_.column(input.column);
        if (held_ && held_->place == place)
            std::fill_n(column, count, held_->value);
        else if (!is_correlated_[place]) {
            for (std::size_t i = 0; i < count; ++i)
                column[i] = stats::draw(input.distribution, stream(input, first + i));
        }
    }

    void fill_correlated(std::size_t first, std::size_t count)
    {
        std::vector<double> scores(program_.correlated.size());
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t k = 0; k < scores.size(); ++k)
                scores[k] = stats::normal_quantile(stream(program_.uncertain[program_.correlated[k]], first + i).next().first);
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

SimulationChunk draw_chunk(Program const& program, SimulationSettings const& settings, std::size_t first, std::size_t count, std::optional<Held> held)
{
    Drawing drawing(program, settings, held);
    SimulationChunk chunk;
    chunk.first = first;
    chunk.pvb.reserve(count);
    chunk.pvc.reserve(count);
    for (std::size_t done = 0; done < count; done += block_draws)
        drawing.add(first + done, std::min(block_draws, count - done), chunk);
    return chunk;
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

Result<std::size_t> chunks_of(SimulationSettings const& settings)
{
    if (settings.draws < 1 || settings.draws > draw_limit)
        return fail({ 422, "impact.draws_out_of_range", {}, { { "least", "1" }, { "most", std::to_string(draw_limit) } } });
    return (settings.draws + chunk_draws - 1) / chunk_draws;
}

SimulationChunk simulate_chunk(CompiledModel const& compiled, SimulationSettings const& settings, std::size_t chunk)
{
    std::size_t const first = chunk * chunk_draws;
    return draw_chunk(*compiled.program, settings, first, std::min(chunk_draws, settings.draws - std::min(first, settings.draws)), {});
}

Simulation merge(CompiledModel const& compiled, SimulationSettings const& settings, std::vector<SimulationChunk> chunks)
{
    std::sort(chunks.begin(), chunks.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
    Simulation made { settings, {}, {}, {}, {}, 0 };
    made.pvb.reserve(settings.draws);
    made.pvc.reserve(settings.draws);
    for (auto const& input : compiled.program->uncertain)
        made.names.push_back(input.id);
    if (settings.keep_inputs)
        made.inputs.resize(made.names.size());
    for (auto& column : made.inputs)
        column.reserve(settings.draws);
    for (auto& chunk : chunks) {
        made.pvb.insert(made.pvb.end(), chunk.pvb.begin(), chunk.pvb.end());
        made.pvc.insert(made.pvc.end(), chunk.pvc.begin(), chunk.pvc.end());
        for (std::size_t i = 0; i < made.inputs.size() && i < chunk.inputs.size(); ++i)
            made.inputs[i].insert(made.inputs[i].end(), chunk.inputs[i].begin(), chunk.inputs[i].end());
        made.shares_outside += chunk.shares_outside;
        chunk = {};
    }
    return made;
}

void one_after_another(std::size_t count, std::function<void(std::size_t)> const& run)
{
    for (std::size_t i = 0; i < count; ++i)
        run(i);
}

Result<Simulation> simulate(CompiledModel const& compiled, SimulationSettings const& settings, ForEachChunk const& for_each_chunk)
{
    std::vector<SimulationChunk> chunks(TRY(chunks_of(settings)));
    for_each_chunk(chunks.size(), [&](std::size_t chunk) { chunks[chunk] = simulate_chunk(compiled, settings, chunk); });
    auto made = merge(compiled, settings, std::move(chunks));
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
        auto chunk = draw_chunk(program, inner, outer * settings.inner, settings.inner, held);
        double sum = 0;
        for (std::size_t i = 0; i < chunk.pvb.size(); ++i)
            sum += chunk.pvb[i] - chunk.pvc[i];
        means.push_back(sum / static_cast<double>(settings.inner));
        best.push_back(std::max(0.0, means.back()));
    }
    return std::max(0.0, stats::mean_of(best) - std::max(0.0, stats::mean_of(means)));
}

} // namespace bydel::economics
