// SPDX-License-Identifier: AGPL-3.0-or-later
// From a model to a program: every formula read, circles found, distributions and correlations checked, base values looked at.
#include "engine/economics/block.h"
#include "engine/economics/validate.h"
#include "engine/stats/number_text.h"
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <unordered_map>

namespace bydel::economics {

namespace {

using stats::number_text;
using Problems = std::vector<Problem>;

std::string at(std::string_view list, std::size_t index, std::string_view field)
{
    return std::string(list) + "[" + std::to_string(index) + "]." + std::string(field);
}

/// Places in the order of their ids; equal ids (which are a problem anyway) as they stand.
std::vector<std::size_t> order_of(std::vector<std::string_view> const& ids)
{
    std::vector<std::size_t> order(ids.size());
    std::iota(order.begin(), order.end(), std::size_t { 0 });
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return ids[a] != ids[b] ? ids[a] < ids[b] : a < b; });
    return order;
}

class Builder {
public:
    explicit Builder(Model model) { program_->model = std::move(model); }

    Built build()
    {
        check_lines(model(), problems_);
        for (std::size_t i = 0; i < model().inputs.size(); ++i)
            columns_.emplace(model().inputs[i].id, static_cast<std::uint32_t>(i));
        read_inputs();
        read_costs();
        read_outcomes();
        read_discounting();
        read_uncertain();
        read_correlations();
        check_scenarios();
        if (problems_.empty())
            check_base();
        return { problems_.empty() ? program_ : nullptr, std::move(problems_) };
    }

private:
    Model const& model() const { return program_->model; }

    void add(Problem problem, std::string const& line, std::string field)
    {
        problem.params.insert(problem.params.begin(), { "line", line });
        problem.field = std::move(field);
        if (problem.key == "impact.missing_line")
            problem.params.emplace_back("part", problem.field.substr(problem.field.rfind('.') + 1));
        problems_.push_back(std::move(problem));
    }

    Formula read(std::string const& text, std::string const& line, std::string field)
    {
        auto formula = parse_formula(text, [&](std::string_view name) -> std::optional<std::uint32_t> {
            auto found = columns_.find(std::string(name));
            return found == columns_.end() ? std::nullopt : std::optional(found->second);
        });
        if (!formula) {
            add(std::move(formula).error(), line, std::move(field));
            return {};
        }
        program_->stack = std::max(program_->stack, formula->stack);
        return std::move(*formula);
    }

    void read_inputs()
    {
        formulas_.resize(model().inputs.size());
        for (std::size_t i = 0; i < model().inputs.size(); ++i) {
            if (!model().inputs[i].formula.empty())
                formulas_[i] = read(model().inputs[i].formula, model().inputs[i].id, at("inputs", i, "formula"));
        }
        states_.assign(model().inputs.size(), 0);
        for (std::size_t i = 0; i < model().inputs.size(); ++i)
            visit(i);
    }

    /// Depth first: an input's formula after those it needs. States: 0 unseen, 1 on the path, 2 done.
    void visit(std::size_t input)
    {
        if (states_[input] == 2 || formulas_[input].steps.empty())
            return;
        path_.push_back(input);
        if (states_[input] == 1) {
            report_circle();
        } else {
            states_[input] = 1;
            for (auto column : columns_of(formulas_[input]))
                visit(column);
            states_[input] = 2;
            program_->computed.push_back({ input, formulas_[input] });
        }
        path_.pop_back();
    }

    void report_circle()
    {
        auto start = std::find(path_.begin(), path_.end() - 1, path_.back());
        std::string names;
        for (auto step = start; step != path_.end(); ++step)
            names += (step == start ? "" : ", ") + model().inputs[*step].id;
        auto input = path_.back();
        problems_.push_back(line_problem("impact.circular", model().inputs[input].id, at("inputs", input, "formula"), { { "path", names } }));
    }

    Years years_of(int first, int count, Repeat repeat, std::optional<Timing> timing) const
    {
        return { first, count, repeat == Repeat::once ? 1 : model().programme_years, timing.value_or(model().discounting.timing) };
    }

    template <class Lines>
    static std::vector<std::size_t> by_id(Lines const& lines)
    {
        std::vector<std::string_view> ids;
        for (auto const& line : lines)
            ids.push_back(line.id);
        return order_of(ids);
    }

    void read_costs()
    {
        for (std::size_t i = 0; i < model().costs.size(); ++i) {
            auto const& line = model().costs[i];
            program_->costs.push_back(
                { i, read(line.amount, line.id, at("costs", i, "amount")), years_of(line.from_year, line.years, line.repeat, line.timing) });
        }
        reorder(program_->costs, by_id(model().costs));
    }

    void read_outcomes()
    {
        for (std::size_t i = 0; i < model().outcomes.size(); ++i) {
            auto const& line = model().outcomes[i];
            CompiledOutcome made { i, read(line.quantity, line.id, at("outcomes", i, "quantity")), read(line.proxy, line.id, at("outcomes", i, "proxy")), {},
                years_of(line.start_year, line.duration_years, line.repeat, line.timing) };
            std::string const* texts[] = { &line.deadweight, &line.displacement, &line.attribution, &line.drop_off };
            for (std::size_t part = 0; part < made.shares.size(); ++part)
                made.shares[part] = read(*texts[part], line.id, at("outcomes", i, share_names[part]));
            program_->outcomes.push_back(std::move(made));
        }
        reorder(program_->outcomes, by_id(model().outcomes));
    }

    template <class Line>
    static void reorder(std::vector<Line>& lines, std::vector<std::size_t> const& order)
    {
        std::vector<Line> sorted;
        for (auto i : order)
            sorted.push_back(std::move(lines[i]));
        lines = std::move(sorted);
    }

    void read_discounting()
    {
        auto const& discounting = model().discounting;
        if (discounting.schedule == "rate") {
            program_->rate = read(discounting.rate, "discounting", "discounting.rate");
            return;
        }
        auto schedule = discounting.schedule == "own" ? Result<Schedule>(Schedule { "own", discounting.bands }) : find_schedule(discounting.schedule);
        if (schedule) {
            if (auto checked = check_schedule(*schedule); !checked)
                schedule = fail(checked.error());
        }
        if (!schedule) {
            problems_.push_back(within("discounting", schedule.error()));
            return;
        }
        for (std::size_t timing = 0; timing < 3; ++timing) {
            for (int year = 0; year <= std::min(model().last_year, year_limit); ++year)
                program_->factors[timing].push_back(factor_in(*schedule, discounting.method, static_cast<Timing>(timing), year));
        }
    }

    void read_uncertain()
    {
        std::unordered_map<std::uint32_t, bool> taken;
        for (auto i : by_id(model().inputs)) {
            auto const& input = model().inputs[i];
            if (!input.formula.empty() || input.distribution.kind == stats::DistributionKind::fixed)
                continue;
            auto made = stats::make_distribution(input.distribution, input.value);
            if (!made) {
                add(std::move(made).error(), input.id, at("inputs", i, "distribution"));
                continue;
            }
            auto variable = stats::number_of_name(input.id);
            while (taken[variable])
                ++variable; // two names with one number: the later in the alphabet moves on
            taken[variable] = true;
            program_->uncertain.push_back({ i, input.id, *made, variable });
        }
    }

    std::optional<std::size_t> uncertain_place(std::string const& id) const
    {
        for (std::size_t i = 0; i < program_->uncertain.size(); ++i) {
            if (program_->uncertain[i].id == id)
                return i;
        }
        return {};
    }

    /// Each pair once, between two different uncertain inputs, rho inside (-1, 1).
    std::map<std::pair<std::size_t, std::size_t>, double> read_pairs()
    {
        std::map<std::pair<std::size_t, std::size_t>, double> pairs;
        for (std::size_t i = 0; i < model().correlations.size(); ++i) {
            auto const& one = model().correlations[i];
            auto field = "correlations[" + std::to_string(i) + "]";
            for (auto const* name : { &one.first, &one.second }) {
                if (!columns_.contains(*name))
                    problems_.push_back(line_problem("impact.unknown_name", *name, field, { { "name", *name } }));
            }
            if (!columns_.contains(one.first) || !columns_.contains(one.second))
                continue;
            auto first = uncertain_place(one.first);
            auto second = uncertain_place(one.second);
            bool good = first && second && *first != *second && one.rho > -1 && one.rho < 1;
            if (good)
                good = pairs.emplace(std::pair { std::min(*first, *second), std::max(*first, *second) }, one.rho).second;
            if (!good)
                problems_.push_back(line_problem("impact.correlation_out_of_range", one.first, field, { { "rho", number_text(one.rho) } }));
        }
        return pairs;
    }

    void read_correlations()
    {
        auto const pairs = read_pairs();
        std::vector<std::size_t> places;
        for (auto const& [pair, rho] : pairs) {
            places.push_back(pair.first);
            places.push_back(pair.second);
        }
        std::sort(places.begin(), places.end());
        places.erase(std::unique(places.begin(), places.end()), places.end());
        if (places.size() > correlated_limit) {
            problems_.push_back(
                { 422, "impact.too_many_lines", "correlations", { { "part", "correlations" }, { "limit", std::to_string(correlated_limit) } } });
            return;
        }
        auto matrix = stats::unit_matrix(places.size());
        auto index = [&](std::size_t place) { return static_cast<std::size_t>(std::lower_bound(places.begin(), places.end(), place) - places.begin()); };
        for (auto const& [pair, rho] : pairs)
            matrix.at(index(pair.first), index(pair.second)) = matrix.at(index(pair.second), index(pair.first)) = rho;
        auto lower = stats::cholesky(matrix);
        if (!lower) {
            auto row = static_cast<std::size_t>(std::stoul(lower.error().params.front().second)) - 1;
            problems_.push_back(line_problem(lower.error().key, program_->uncertain[places[row]].id, "correlations"));
            return;
        }
        program_->correlated = std::move(places);
        program_->correlation = std::move(*lower);
    }

    void check_scenarios()
    {
        for (std::size_t i = 0; i < model().scenarios.size(); ++i) {
            for (auto const& one : model().scenarios[i].overrides) {
                auto field = "scenarios[" + std::to_string(i) + "]";
                if (!columns_.contains(one.input))
                    problems_.push_back(line_problem("impact.unknown_name", model().scenarios[i].id, field, { { "name", one.input } }));
                else if (!std::isfinite(one.value))
                    problems_.push_back(line_problem("impact.not_finite", one.input, field));
            }
        }
    }

    /// At base values every formula is a number, and every share lies between 0 and 1.
    void check_base()
    {
        Block block(*program_, 1);
        std::vector<double const*> pointers;
        for (std::size_t i = 0; i < model().inputs.size(); ++i) {
            *block.column(i) = model().inputs[i].value;
            pointers.push_back(block.column(i));
        }
        block.prepare();
        std::vector<double> stack(program_->stack);
        auto value = [&](Formula const& formula) {
            double result = 0;
            run_formula(formula, pointers, 1, stack, &result);
            return result;
        };
        auto expect_number = [&](double number, std::string const& line, std::string field) {
            if (!std::isfinite(number))
                problems_.push_back(line_problem("impact.not_finite", line, std::move(field)));
        };
        for (auto const& one : program_->computed)
            expect_number(*block.column(one.column), model().inputs[one.column].id, at("inputs", one.column, "formula"));
        for (auto const& one : program_->costs)
            expect_number(value(one.amount), model().costs[one.place].id, at("costs", one.place, "amount"));
        if (program_->rate && !(value(*program_->rate) > -1 && value(*program_->rate) <= 1))
            problems_.push_back({ 422, "impact.rate_out_of_range", "discounting.rate", { { "rate", number_text(value(*program_->rate)) } } });
        for (auto const& one : program_->outcomes) {
            auto const& line = model().outcomes[one.place].id;
            expect_number(value(one.quantity), line, at("outcomes", one.place, "quantity"));
            expect_number(value(one.proxy), line, at("outcomes", one.place, "proxy"));
            for (std::size_t part = 0; part < one.shares.size(); ++part) {
                double share = value(one.shares[part]);
                if (!(share >= 0 && share <= 1))
                    problems_.push_back(line_problem("impact.share_out_of_range", line, at("outcomes", one.place, share_names[part]),
                        { { "part", std::string(share_names[part]) }, { "value", number_text(share) } }));
            }
        }
    }

    std::shared_ptr<Program> program_ = std::make_shared<Program>();
    Problems problems_;
    std::unordered_map<std::string, std::uint32_t> columns_;
    std::vector<Formula> formulas_;
    std::vector<int> states_;
    std::vector<std::size_t> path_;
};

} // namespace

Built build(Model model) { return Builder(std::move(model)).build(); }

std::vector<Problem> validate(Model const& model) { return build(model).problems; }

} // namespace bydel::economics
