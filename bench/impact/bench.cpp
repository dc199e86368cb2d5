// SPDX-License-Identifier: AGPL-3.0-or-later
// What the cost engine costs: draws and model lines a second on one and two threads, the value of information, memory. The model is the probabilistic
// analysis of "Bydelsmødre 2016" (impact-model.md A5). Prints a table; compares nothing with a limit. Run by bench/impact/run.
#include "engine/economics/example_models.h"
#include "engine/economics/simulate.h"
#include "engine/economics/decision.h"
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <ctime>
#include <sys/resource.h>
#include <thread>

using namespace bydel;
using namespace bydel::economics;

namespace {

double processor_milliseconds()
{
    timespec now {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double clock_milliseconds() { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

/// Milliseconds of the fastest of `times` runs: of the processor for one thread (others may be at work on the machine), of the clock for two.
template <class Run>
double fastest(int times, Run run, double (*now)() = processor_milliseconds)
{
    double best = 1e300;
    for (int i = 0; i < times; ++i) {
        double start = now();
        run();
        best = std::min(best, now() - start);
    }
    return best;
}

ForEachChunk on_threads(std::size_t threads)
{
    return [threads](std::size_t count, std::function<void(std::size_t)> const& run) {
        std::vector<std::thread> workers;
        for (std::size_t worker = 0; worker < threads; ++worker) {
            workers.emplace_back([&, worker] {
                for (std::size_t i = worker; i < count; i += threads)
                    run(i);
            });
        }
        for (auto& worker : workers)
            worker.join();
    };
}

double peak_megabytes()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

void row(char const* what, double value, char const* unit) { std::printf("%-58s %14.3f %s\n", what, value, unit); }

/// The figures that impact-model.md A5 prints from two million draws.
void print_a5(CompiledModel const& compiled, char const* title, std::size_t draws)
{
    SummarySettings asked;
    asked.percentiles = { 0.025, 0.5, 0.975 };
    asked.ratios = { 1, 3, 10 };
    auto simulation = MUST(simulate(compiled, { draws, 2016 }, on_threads(2)));
    auto summary = summarise(simulation, asked);
    std::printf("%s, %zu draws: mean %.4f (SE %.4f) sd %.4f, 2.5 %% %.3f, median %.3f, 97.5 %% %.3f, P(>1) %.4f, P(>3) %.4f, P(>10) %.4f, EVPI %.2f\n", title, draws, summary.bcr.mean,
        summary.bcr.se, summary.bcr.sd, summary.bcr.percentiles[0], summary.bcr.percentiles[1], summary.bcr.percentiles[2], summary.probability_ratio_above[0],
        summary.probability_ratio_above[1], summary.probability_ratio_above[2], summary.evpi);
}

} // namespace

int main(int count, char** words)
{
    std::size_t const draws = count > 1 ? std::stoul(words[1]) : 200'000;
    auto model = examples::bydel_2016_uncertain();
    auto compiled = MUST(compile(model));
    double const lines = static_cast<double>(model.costs.size() + model.outcomes.size());

    double const ten = fastest(20, [&] { (void)MUST(simulate(compiled, { 10'000, 1 })); });
    double const ten_told = fastest(20, [&] { (void)summarise(MUST(simulate(compiled, { 10'000, 1 }))); });
    row("10,000 draws, one thread", ten, "ms");
    row("10,000 draws with their summary and EVPPI, one thread", ten_told, "ms");
    double const one = fastest(5, [&] { (void)MUST(simulate(compiled, { draws, 1 })); });
    double const two = fastest(5, [&] { (void)MUST(simulate(compiled, { draws, 1 }, on_threads(2))); }, clock_milliseconds);
    auto const n = static_cast<double>(draws);
    row("draws a second, one thread", n / one * 1000, "/s");
    row("draws a second, two threads, by the clock", n / two * 1000, "/s");
    row("model lines a second with their random numbers, one thread", n * lines / one * 1000, "/s");

    for (auto& input : model.inputs)
        input.distribution = {};
    auto certain = MUST(compile(model));
    double const bare = fastest(5, [&] { (void)MUST(simulate(certain, { draws, 1 })); });
    row("model lines a second, no random numbers, one thread", n * lines / bare * 1000, "/s");
    row("one evaluation with all it tells", fastest(200, [&] { (void)MUST(evaluate(compiled)); }) * 1000, "us");
    row("tornado of 11 inputs", fastest(200, [&] { (void)MUST(tornado(compiled, Measure::bcr)); }) * 1000, "us");

    auto simulation = MUST(simulate(compiled, { 10'000, 1 }));
    std::vector<std::vector<double>> net { net_benefits_of(simulation), std::vector<double>(10'000) };
    row("EVPPI of one input by regression, 10,000 draws", fastest(20, [&] { (void)evppi(net, simulation.inputs[0]); }), "ms");
    row("EVPPI of one input nested, 1000 x 100 draws", fastest(2, [&] { (void)MUST(nested_evppi(compiled, "substitution", { 1000, 100, 1 })); }), "ms");
    row("peak memory so far", peak_megabytes(), "MB");

    if (count > 2 && std::string(words[2]) == "a5") {
        print_a5(compiled, "A5 ten years", 2'000'000);
        auto year = examples::bydel_2016_uncertain();
        year.last_year = 0;
        print_a5(MUST(compile(year)), "A5 one year", 2'000'000);
        row("peak memory with 2,000,000 draws kept", peak_megabytes(), "MB");
    }
}
