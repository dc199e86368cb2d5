// SPDX-License-Identifier: AGPL-3.0-or-later
// The result of a cost model at given values: what comes back, what it costs, by year, by line and by payer; and how it moves when one input moves.
// A model is compiled once and evaluated many times. Lines are summed in the order of their ids, so a result does not depend on the order of rows.
#pragma once
#include "engine/economics/model.h"
#include <memory>
#include <span>

namespace bydel::economics {

struct Program; // compiled.h, inside the engine

/// A model ready to run; cheap to copy, never changes, may be used by many threads at once.
struct CompiledModel {
    std::shared_ptr<Program const> program;
};

/// The first problem of validate(), or the compiled model. `scenario` is the id of one of the model's scenarios, or empty for the base case;
/// problem impact.unknown_scenario (params name).
Result<CompiledModel> compile(Model const& model, std::string_view scenario = {});

/// A value for each input in the order of the model; those of computed inputs are overwritten when evaluated.
std::vector<double> base_values(CompiledModel const& compiled);

/// Internal rate of return: the rates at which the net present value is 0. Descartes' rule of signs tells none and one for sure; with more changes of
/// sign, the rates from -99 % to 1,000,000 % are searched on a grid, so two roots closer than the grid (0.4 % of 1 + r) may be missed.
enum class Roots { none, one, many };
constexpr std::string_view roots_names[] = { "none", "one", "many" };
struct InternalRate {
    Roots roots = Roots::none;
    std::vector<double> rates; ///< ascending
};

struct YearResult {
    int year = 0;
    double cost = 0; ///< money of the year, optimism bias included
    double benefit = 0;
    double discounted_cost = 0;
    double discounted_benefit = 0;
    std::optional<double> ratio = {}; ///< discounted benefits up to this year / discounted costs up to this year
};

struct LineResult {
    std::string id;
    double first_year
        = 0; ///< money of the first year of one cohort: an outcome's impact after deadweight, displacement, attribution; a cost's amount. No optimism bias
    double undiscounted = 0; ///< over the horizon, optimism bias included
    double discounted = 0;
};

struct PayerResult {
    double cost = 0;    ///< discounted
    double benefit = 0; ///< discounted
};

struct Outcome {
    double pvb = 0;                       ///< present value of benefits
    double pvc = 0;                       ///< present value of costs
    double npv = 0;                       ///< pvb - pvc
    std::optional<double> bcr = {};       ///< pvb / pvc; nothing where pvc is 0 or below
    std::optional<double> net_ratio = {}; ///< npv / pvc
    InternalRate irr = {};
    /// Years from the first spending (none where nothing is spent) until costs are covered, or nothing within the horizon. The costs of the first year of
    /// spending are paid at its start; after that, net benefits come evenly through each year. Year 0 lasts a year where it has benefits and is a moment where
    /// it has none.
    std::optional<double> payback_years = {};
    std::optional<double> discounted_payback_years = {};
    std::vector<YearResult> years;               ///< 0 to last_year
    std::vector<LineResult> costs;               ///< in the order of the model
    std::vector<LineResult> outcomes;            ///< in the order of the model
    std::array<PayerResult, payer_count> payers; ///< by Payer; they sum to pvc and pvb
    std::vector<double> inputs;                  ///< every input's value, computed ones too, in the order of the model
};

/// `values`: one for each input (base_values with some changed). Problem impact.not_finite, params line, where a division by zero leaves no number.
Result<Outcome> evaluate(CompiledModel const& compiled, std::span<double const> values);
Result<Outcome> evaluate(CompiledModel const& compiled);

/// The number that a sensitivity analysis watches.
enum class Measure { npv, bcr };
constexpr std::string_view measure_names[] = { "npv", "bcr" };

struct TornadoRow {
    std::string input;
    double low = 0; ///< the input's low and high
    double high = 0;
    double at_low = 0; ///< the measure there, all others at base
    double at_high = 0;
    double swing = 0; ///< |at_high - at_low|
};

struct Tornado {
    double base = 0;
    std::vector<TornadoRow> rows; ///< widest swing first, ties by name; inputs that have a range
};

/// One-way sensitivity of every input with a range. Problems: impact.not_finite; impact.no_costs where bcr is asked for and costs are 0.
Result<Tornado> tornado(CompiledModel const& compiled, Measure measure);

/// The measure as one input takes each of the points, all others at base; not a number where there is none. Problem impact.unknown_name.
Result<std::vector<double>> one_way(CompiledModel const& compiled, Measure measure, std::string_view input, std::span<double const> points);

} // namespace bydel::economics
