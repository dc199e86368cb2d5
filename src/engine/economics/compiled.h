// SPDX-License-Identifier: AGPL-3.0-or-later
// Inside the engine: a cost model ready to run. Lines and uncertain inputs stand in the order of their ids, so that nothing depends on the order of rows.
#pragma once
#include "engine/economics/evaluate.h"
#include "engine/economics/formula.h"
#include "engine/stats/copula.h"

namespace bydel::economics {

struct ComputedInput {
    std::size_t column = 0;
    Formula formula;
};

/// The years of a line: one cohort's first year and how many, and how many cohorts there are.
struct Years {
    int first = 0;
    int count = 1;
    int cohorts = 1;
    Timing timing = Timing::end_of_year;
};

struct CompiledCost {
    std::size_t place = 0; ///< in the model
    Formula amount;
    Years years;
};

struct CompiledOutcome {
    std::size_t place = 0;
    Formula quantity;
    Formula proxy;
    std::array<Formula, 4> shares; ///< deadweight, displacement, attribution, drop-off
    Years years;
};

struct UncertainInput {
    std::size_t column = 0;
    std::string id;
    stats::Distribution distribution;
    std::uint32_t variable = 0; ///< its place in Philox's counter: the number of its name, so that other inputs may come and go
};

struct Program {
    Model model;                         ///< with the scenario's values
    std::vector<ComputedInput> computed; ///< each after those it needs
    std::vector<CompiledCost> costs;
    std::vector<CompiledOutcome> outcomes;
    std::optional<Formula> rate;                ///< one rate for every year, by draw
    std::array<std::vector<double>, 3> factors; ///< by Timing, then year; where there is no rate formula
    std::vector<UncertainInput> uncertain;
    std::vector<std::size_t> correlated; ///< places in uncertain
    stats::Matrix correlation;           ///< lower triangle, of correlated
    std::size_t stack = 0;               ///< deepest of all formulas
};

/// The names of shares in CompiledOutcome::shares.
constexpr std::array<std::string_view, 4> share_names { "deadweight", "displacement", "attribution", "drop_off" };

/// Builds the program, or says everything that is wrong (build.cpp). The one way to a program, so that validate() and compile() agree.
struct Built {
    std::shared_ptr<Program const> program; ///< empty where there is a problem
    std::vector<Problem> problems;
};
Built build(Model model);

/// What is wrong with a model before any formula is read: ids, years, shares, ranges (check.cpp).
void check_lines(Model const& model, std::vector<Problem>& problems);

/// A problem of a line: its id, its place in the document, and what the sentence needs.
Problem line_problem(std::string key, std::string const& line, std::string field, std::vector<std::pair<std::string, std::string>> params = {});

} // namespace bydel::economics
