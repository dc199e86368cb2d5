// SPDX-License-Identifier: AGPL-3.0-or-later
// A cost model as the engine sees it: what must be known to compute, and nothing else (sources, labels, statuses and approvals stay with the document).
// Ids are the user's own short names; every result and every problem names a line by its id. Money is in one unit, at one year's prices, real.
// Years are numbered from 0, the year in which the first money is spent. Sources of the equations: impact-model.md A3.
#pragma once
#include "engine/economics/discount.h"
#include "engine/stats/distribution.h"
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bydel::economics {

/// Who pays a cost, and who gains a benefit.
enum class Payer { municipality, region, state, person, third_sector };
constexpr std::size_t payer_count = 5;
constexpr std::array<std::string_view, payer_count> payer_names { "municipality", "region", "state", "person", "third_sector" };
/// By Payer; each from 0 to 1, together 1 (to 1e-9).
using PayerShares = std::array<double, payer_count>;

/// A number that others are computed from: a value of its own, or a formula of other inputs (then value, low, high and distribution are not used).
struct Input {
    std::string id;
    double value = 0;
    std::string formula = {};
    std::optional<double> low = {}; ///< with high: the range of the tornado
    std::optional<double> high = {};
    stats::DistributionSpec distribution = {}; ///< fixed: certain
};

/// Whether a line comes again with every cohort of the programme, or stands once in its own years.
enum class Repeat { each_cohort, once };
constexpr std::string_view repeat_names[] = { "each_cohort", "once" };

struct CostLine {
    std::string id;
    std::string amount; ///< formula: money a year
    int from_year = 0;
    int years = 1;
    Repeat repeat = Repeat::each_cohort;
    std::optional<Timing> timing = {}; ///< nothing: the model's
    PayerShares shares = { 1, 0, 0, 0, 0 };
};

/// impact = quantity·proxy·(1-deadweight)(1-displacement)(1-attribution); in the k-th year of its duration times (1-drop_off)^k.
struct OutcomeLine {
    std::string id;
    std::string quantity;           ///< formula: how many
    std::string proxy;              ///< formula: money for each, a year
    std::string deadweight = "0";   ///< formula, 0 to 1: what would have happened anyway
    std::string displacement = "0"; ///< formula, 0 to 1: what was pushed out elsewhere
    std::string attribution = "0";  ///< formula, 0 to 1: the share due to others
    std::string drop_off = "0";     ///< formula, 0 to 1: lost each year after the first
    int start_year = 0;
    int duration_years = 1;
    Repeat repeat = Repeat::each_cohort;
    std::optional<Timing> timing = {}; ///< nothing: the model's
    PayerShares shares = { 1, 0, 0, 0, 0 };
};

/// `schedule` is the id of a shipped schedule, or "own" (then `bands`), or "rate" (then `rate`, a formula: one rate for every year, which may be an
/// uncertain input).
struct Discounting {
    std::string schedule = "denmark_2021";
    std::vector<RateBand> bands = {};
    std::string rate = {};
    DiscountMethod method = DiscountMethod::cumulative;
    Timing timing = Timing::end_of_year;
};

/// Correlation of the normal scores of two uncertain inputs (Gaussian copula), in (-1, 1).
struct Correlation {
    std::string first;
    std::string second;
    double rho = 0;
};

struct Override {
    std::string input;
    double value = 0;
};

/// What-if: other values for some inputs. In a simulation an overridden input keeps its distribution only where that is stated around its value
/// and is possible around the new one (a share of 0 has no spread); otherwise it is certain.
struct Scenario {
    std::string id;
    std::vector<Override> overrides;
};

struct Model {
    std::vector<Input> inputs;
    std::vector<CostLine> costs;
    std::vector<OutcomeLine> outcomes;
    Discounting discounting = {};
    int last_year = 10;               ///< the horizon: years 0 to last_year count, what lies later is cut off. "Ten years from the start" is last_year 9
    int programme_years = 1;          ///< cohorts: one starts in each of the years 0 to programme_years - 1
    double optimism_bias_benefit = 0; ///< 0 to 1: benefits are multiplied by 1 - this
    double optimism_bias_cost = 0;    ///< from 0: costs are multiplied by 1 + this
    std::vector<Correlation> correlations = {};
    std::vector<Scenario> scenarios = {};
};

constexpr std::size_t line_limit = 200;      ///< inputs, costs, outcomes, each
constexpr int year_limit = 125;              ///< last_year, durations, programme_years
constexpr std::size_t correlated_limit = 50; ///< inputs in correlations

} // namespace bydel::economics
