// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/compiled.h"
#include "engine/stats/number_text.h"
#include <cmath>
#include <unordered_set>

namespace bydel::economics {

namespace {

using Problems = std::vector<Problem>;
using stats::number_text;

std::string place(std::string_view list, std::size_t index, std::string_view field)
{
    return std::string(list) + "[" + std::to_string(index) + "]." + std::string(field);
}

bool is_id(std::string_view id)
{
    auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    if (id.empty() || id.size() > 40 || !letter(id[0]) || id == "min" || id == "max")
        return false;
    for (char c : id) {
        if (!letter(c) && !(c >= '0' && c <= '9') && c != '_')
            return false;
    }
    return true;
}

template <class Line>
void check_ids(std::vector<Line> const& lines, std::string_view list, Problems& problems)
{
    if (lines.size() > line_limit)
        problems.push_back({ 422, "impact.too_many_lines", std::string(list), { { "part", std::string(list) }, { "limit", std::to_string(line_limit) } } });
    std::unordered_set<std::string> seen;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto const& id = lines[i].id;
        if (!is_id(id))
            problems.push_back(line_problem("impact.bad_id", id, place(list, i, "id")));
        else if (!seen.insert(id).second)
            problems.push_back(line_problem("impact.duplicate_id", id, place(list, i, "id")));
    }
}

void check_year(std::string const& line, std::string field, int years, int least, int most, Problems& problems)
{
    if (years < least || years > most)
        problems.push_back(line_problem("impact.year_out_of_range", line, std::move(field),
            { { "years", std::to_string(years) }, { "least", std::to_string(least) }, { "most", std::to_string(most) } }));
}

void check_duration(std::string const& line, std::string field, int years, Problems& problems)
{
    if (years < 1)
        problems.push_back(line_problem("impact.negative_duration", line, std::move(field), { { "years", std::to_string(years) } }));
    else
        check_year(line, std::move(field), years, 1, year_limit, problems);
}

void check_payers(std::string const& line, std::string const& field, PayerShares const& shares, Problems& problems)
{
    double sum = 0;
    bool inside = true;
    for (std::size_t i = 0; i < payer_count; ++i) {
        sum += shares[i];
        if (shares[i] >= 0 && shares[i] <= 1)
            continue;
        inside = false;
        problems.push_back(
            line_problem("impact.share_out_of_range", line, field, { { "part", std::string(payer_names[i]) }, { "value", number_text(shares[i]) } }));
    }
    if (inside && std::fabs(sum - 1) > 1e-9)
        problems.push_back(line_problem("impact.share_sum", line, field, { { "sum", number_text(sum) } }));
}

void check_input(Input const& input, std::size_t index, Problems& problems)
{
    bool plain = !input.low && !input.high && input.distribution.kind == stats::DistributionKind::fixed;
    if (!input.formula.empty()) {
        if (!plain)
            problems.push_back(line_problem("impact.formula_with_distribution", input.id, place("inputs", index, "formula")));
        return;
    }
    if (!std::isfinite(input.value))
        problems.push_back(line_problem("impact.not_finite", input.id, place("inputs", index, "value")));
    auto text = [](std::optional<double> number) { return number ? number_text(*number) : std::string(); };
    bool wrong = input.low.has_value() != input.high.has_value() || (input.low && !(*input.low <= *input.high && std::isfinite(*input.high - *input.low)));
    if (wrong)
        problems.push_back(
            line_problem("impact.range_order", input.id, place("inputs", index, "low"), { { "low", text(input.low) }, { "high", text(input.high) } }));
}

void check_bias(std::string part, double value, double most, Problems& problems)
{
    if (!(value >= 0 && value <= most))
        problems.push_back({ 422, "impact.bias_out_of_range", part, { { "part", part }, { "value", number_text(value) } } });
}

} // namespace

Problem line_problem(std::string key, std::string const& line, std::string field, std::vector<std::pair<std::string, std::string>> params)
{
    Problem problem { 422, std::move(key), std::move(field), std::move(params) };
    problem.params.insert(problem.params.begin(), { "line", line });
    return problem;
}

void check_lines(Model const& model, Problems& problems)
{
    check_ids(model.inputs, "inputs", problems);
    check_ids(model.costs, "costs", problems);
    check_ids(model.outcomes, "outcomes", problems);
    for (std::size_t i = 0; i < model.inputs.size(); ++i)
        check_input(model.inputs[i], i, problems);
    if (model.costs.empty())
        problems.push_back({ 422, "impact.missing_line", "costs", { { "part", "costs" } } });
    if (model.outcomes.empty())
        problems.push_back({ 422, "impact.missing_line", "outcomes", { { "part", "outcomes" } } });
    for (std::size_t i = 0; i < model.costs.size(); ++i) {
        auto const& line = model.costs[i];
        check_year(line.id, place("costs", i, "from_year"), line.from_year, 0, year_limit, problems);
        check_duration(line.id, place("costs", i, "years"), line.years, problems);
        check_payers(line.id, place("costs", i, "shares"), line.shares, problems);
    }
    for (std::size_t i = 0; i < model.outcomes.size(); ++i) {
        auto const& line = model.outcomes[i];
        check_year(line.id, place("outcomes", i, "start_year"), line.start_year, 0, year_limit, problems);
        check_duration(line.id, place("outcomes", i, "duration_years"), line.duration_years, problems);
        check_payers(line.id, place("outcomes", i, "shares"), line.shares, problems);
    }
    check_year("last_year", "last_year", model.last_year, 0, year_limit, problems);
    check_year("programme_years", "programme_years", model.programme_years, 1, year_limit, problems);
    check_bias("optimism_bias_benefit", model.optimism_bias_benefit, 1, problems);
    check_bias("optimism_bias_cost", model.optimism_bias_cost, 10, problems);
}

} // namespace bydel::economics
