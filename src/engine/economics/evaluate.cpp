// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/evaluate.h"
#include "engine/economics/block.h"
#include "engine/economics/returns.h"
#include <algorithm>
#include <limits>

namespace bydel::economics {

namespace {

Result<Model> with_scenario(Model model, std::string_view id)
{
    if (id.empty())
        return model;
    auto scenario = std::find_if(model.scenarios.begin(), model.scenarios.end(), [&](auto const& one) { return one.id == id; });
    if (scenario == model.scenarios.end())
        return fail({ 422, "impact.unknown_scenario", {}, { { "name", std::string(id) } } });
    for (auto const& one : scenario->overrides) {
        for (auto& input : model.inputs) {
            if (input.id != one.input)
                continue;
            input.value = one.value;
            input.formula.clear();
            if (input.distribution.stated_by != stats::StatedBy::around_value || !stats::make_distribution(input.distribution, one.value))
                input.distribution = {};
        }
    }
    // What was correlated with an input that is now certain is drawn alone.
    std::erase_if(model.correlations, [&](Correlation const& pair) {
        return std::any_of(model.inputs.begin(), model.inputs.end(), [&](Input const& input) {
            return input.distribution.kind == stats::DistributionKind::fixed && (input.id == pair.first || input.id == pair.second);
        });
    });
    return model;
}

bool finite(double number) { return std::isfinite(number); }

/// One block of one draw, and everything that is told of it.
class Evaluation {
public:
    Evaluation(Program const& program, std::span<double const> values)
        : program_(program)
        , block_(program, 1)
        , years_(static_cast<std::size_t>(program.model.last_year) + 1)
        , net_(2 * years_ + 1)
    {
        for (std::size_t i = 0; i < program.model.inputs.size(); ++i)
            *block_.column(i) = i < values.size() ? values[i] : program.model.inputs[i].value;
        block_.prepare();
        made_.costs.resize(program.model.costs.size());
        made_.outcomes.resize(program.model.outcomes.size());
        for (std::size_t year = 0; year < years_; ++year)
            made_.years.push_back({ static_cast<int>(year) });
    }

    Result<Outcome> outcome()
    {
        block_.run_costs([&](CompiledCost const& line, int year, double const* flow, FactorView factor) {
            auto& row = made_.years[static_cast<std::size_t>(year)];
            auto const& source = program_.model.costs[line.place];
            row.cost += *flow;
            row.discounted_cost += *flow * factor.of(0);
            made_.pvc += *flow * factor.of(0);
            net_at(line.years, year) -= *flow;
            add(made_.costs[line.place], *flow, factor.of(0));
            for (std::size_t i = 0; i < payer_count; ++i)
                made_.payers[i].cost += *flow * factor.of(0) * source.shares[i];
        });
        block_.run_outcomes([&](CompiledOutcome const& line, int year, double const* flow, FactorView factor) {
            auto& row = made_.years[static_cast<std::size_t>(year)];
            auto const& source = program_.model.outcomes[line.place];
            row.benefit += *flow;
            row.discounted_benefit += *flow * factor.of(0);
            made_.pvb += *flow * factor.of(0);
            net_at(line.years, year) += *flow;
            add(made_.outcomes[line.place], *flow, factor.of(0));
            for (std::size_t i = 0; i < payer_count; ++i)
                made_.payers[i].benefit += *flow * factor.of(0) * source.shares[i];
        });
        if (auto line = line_without_number(); !line.empty())
            return fail(line_problem("impact.not_finite", line, {}));
        conclude();
        return std::move(made_);
    }

private:
    double& net_at(Years const& years, int year) { return net_[static_cast<std::size_t>(2 * time_of(years.timing, year))]; }

    void add(LineResult& line, double flow, double factor)
    {
        line.undiscounted += flow;
        line.discounted += flow * factor;
        line.first_year = *block_.first_year();
    }

    std::string line_without_number()
    {
        std::string line;
        for (std::size_t i = 0; i < made_.costs.size(); ++i) {
            made_.costs[i].id = program_.model.costs[i].id;
            if (!finite(made_.costs[i].discounted))
                line = made_.costs[i].id;
        }
        for (std::size_t i = 0; i < made_.outcomes.size(); ++i) {
            made_.outcomes[i].id = program_.model.outcomes[i].id;
            if (!finite(made_.outcomes[i].discounted))
                line = made_.outcomes[i].id;
        }
        return line;
    }

    void conclude()
    {
        made_.npv = made_.pvb - made_.pvc;
        if (made_.pvc > 0) { // against costs that are none, or below none, nothing is a ratio
            made_.bcr = made_.pvb / made_.pvc;
            made_.net_ratio = made_.npv / made_.pvc;
        }
        made_.irr = internal_rate(net_);
        std::vector<double> costs, benefits, discounted_costs, discounted_benefits;
        double cost = 0;
        double benefit = 0;
        for (auto& row : made_.years) {
            costs.push_back(row.cost);
            benefits.push_back(row.benefit);
            discounted_costs.push_back(row.discounted_cost);
            discounted_benefits.push_back(row.discounted_benefit);
            cost += row.discounted_cost;
            benefit += row.discounted_benefit;
            if (cost != 0)
                row.ratio = benefit / cost;
        }
        made_.payback_years = payback(costs, benefits);
        made_.discounted_payback_years = payback(discounted_costs, discounted_benefits);
        for (std::size_t i = 0; i < program_.model.inputs.size(); ++i)
            made_.inputs.push_back(*block_.column(i));
    }

    Program const& program_;
    Block block_;
    std::size_t years_;
    std::vector<double> net_; ///< by half years
    Outcome made_;
};

/// The measure alone, without the story.
double measured(Program const& program, Measure measure, std::span<double const> values)
{
    Block block(program, 1);
    for (std::size_t i = 0; i < values.size(); ++i)
        *block.column(i) = values[i];
    block.prepare();
    double pvc = 0;
    double pvb = 0;
    block.run_costs([&](CompiledCost const&, int, double const* flow, FactorView factor) { pvc += *flow * factor.of(0); });
    block.run_outcomes([&](CompiledOutcome const&, int, double const* flow, FactorView factor) { pvb += *flow * factor.of(0); });
    return measure == Measure::npv ? pvb - pvc : pvb / pvc;
}

} // namespace

Result<CompiledModel> compile(Model const& model, std::string_view scenario)
{
    auto built = build(TRY(with_scenario(model, scenario)));
    if (!built.problems.empty())
        return fail(std::move(built.problems.front()));
    return CompiledModel { std::move(built.program) };
}

std::vector<double> base_values(CompiledModel const& compiled)
{
    std::vector<double> values;
    for (auto const& input : compiled.program->model.inputs)
        values.push_back(input.value);
    return values;
}

Result<Outcome> evaluate(CompiledModel const& compiled, std::span<double const> values) { return Evaluation(*compiled.program, values).outcome(); }

Result<Outcome> evaluate(CompiledModel const& compiled) { return evaluate(compiled, base_values(compiled)); }

Result<Tornado> tornado(CompiledModel const& compiled, Measure measure)
{
    auto const& program = *compiled.program;
    auto values = base_values(compiled);
    Tornado made { measured(program, measure, values), {} };
    if (!finite(made.base))
        return fail({ 422, measure == Measure::bcr ? "impact.no_costs" : "impact.not_finite" });
    for (std::size_t i = 0; i < values.size(); ++i) {
        auto const& input = program.model.inputs[i];
        if (!input.low || !input.high || !input.formula.empty())
            continue;
        TornadoRow row { input.id, *input.low, *input.high };
        double const base = values[i];
        values[i] = row.low;
        row.at_low = measured(program, measure, values);
        values[i] = row.high;
        row.at_high = measured(program, measure, values);
        values[i] = base;
        row.swing = std::fabs(row.at_high - row.at_low);
        if (!finite(row.swing))
            return fail(line_problem("impact.not_finite", input.id, "inputs[" + std::to_string(i) + "].low"));
        made.rows.push_back(std::move(row));
    }
    std::sort(made.rows.begin(), made.rows.end(), [](auto const& a, auto const& b) { return a.swing != b.swing ? a.swing > b.swing : a.input < b.input; });
    return made;
}

Result<std::vector<double>> one_way(CompiledModel const& compiled, Measure measure, std::string_view input, std::span<double const> points)
{
    auto const& inputs = compiled.program->model.inputs;
    auto found = std::find_if(inputs.begin(), inputs.end(), [&](Input const& one) { return one.id == input && one.formula.empty(); });
    if (found == inputs.end())
        return fail({ 422, "impact.unknown_name", {}, { { "name", std::string(input) } } });
    auto values = base_values(compiled);
    std::vector<double> results;
    for (double point : points) {
        values[static_cast<std::size_t>(found - inputs.begin())] = point;
        double result = measured(*compiled.program, measure, values);
        results.push_back(finite(result) ? result : std::numeric_limits<double>::quiet_NaN());
    }
    return results;
}

} // namespace bydel::economics
