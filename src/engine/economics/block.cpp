// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/block.h"
#include <algorithm>
#include <numeric>

namespace bydel::economics {

Block::Block(Program const& program, std::size_t most)
    : program_(program)
    , most_(most)
    , count_(most)
    , columns_(program.model.inputs.size() * most)
    , stack_(program.stack * most)
    , first_(most)
    , share_(most)
    , flow_(most)
    , rate_(most)
    , outside_(most)
{
    for (std::size_t i = 0; i < program.model.inputs.size(); ++i)
        pointers_.push_back(columns_.data() + i * most);
    int longest = 0;
    for (auto const& outcome : program.outcomes)
        longest = std::max(longest, outcome.years.count);
    profile_.resize(static_cast<std::size_t>(std::min(longest, program.model.last_year + 1)) * most);
    if (program.rate)
        factors_.resize(3 * static_cast<std::size_t>(program.model.last_year + 1) * most);
}

void Block::run(Formula const& formula, double* out) { run_formula(formula, pointers_, count_, stack_, out); }

void Block::prepare()
{
    for (auto const& one : program_.computed)
        run(one.formula, column(one.column));
    if (program_.rate) {
        run(*program_.rate, rate_.data());
        fill_factors();
    }
}

void Block::fill_factors()
{
    rate_differs_ = std::any_of(rate_.begin(), rate_.begin() + static_cast<std::ptrdiff_t>(count_), [&](double rate) { return rate != rate_[0]; });
    auto const years = static_cast<std::size_t>(program_.model.last_year) + 1;
    auto const draws = rate_differs_ ? count_ : 1;
    auto const method = program_.model.discounting.method;
    auto schedule = flat_schedule(0);
    for (std::size_t timing = 0; timing < 3; ++timing) {
        for (std::size_t year = 0; year < years; ++year) {
            double* out = factors_.data() + (timing * years + year) * most_;
            double const* before = year > 1 ? out - most_ : nullptr;
            bool const chain = before && method == DiscountMethod::cumulative;
            for (std::size_t i = 0; i < draws && chain; ++i)
                out[i] = before[i] / (1 + rate_[i]);
            for (std::size_t i = 0; i < draws && !chain; ++i) {
                schedule.bands[0].rate = rate_[i];
                out[i] = factor_in(schedule, method, static_cast<Timing>(timing), static_cast<int>(year));
            }
        }
    }
}

FactorView Block::factor(Timing timing, int year) const
{
    auto const place = static_cast<std::size_t>(timing);
    if (!program_.rate)
        return { &program_.factors[place][static_cast<std::size_t>(year)], false };
    auto const years = static_cast<std::size_t>(program_.model.last_year) + 1;
    return { factors_.data() + (place * years + static_cast<std::size_t>(year)) * most_, rate_differs_ };
}

void Block::prepare_outcome(CompiledOutcome const& outcome)
{
    run(outcome.quantity, first_.data());
    run(outcome.proxy, share_.data());
    for (std::size_t i = 0; i < count_; ++i)
        first_[i] *= share_[i];
    for (std::size_t part = 0; part < outcome.shares.size(); ++part) {
        run(outcome.shares[part], share_.data());
        for (std::size_t i = 0; i < count_; ++i)
            outside_[i] |= static_cast<unsigned char>(!(share_[i] >= 0 && share_[i] <= 1));
        if (part == 3) // drop-off: share_ keeps it
            break;
        for (std::size_t i = 0; i < count_; ++i)
            first_[i] *= 1 - share_[i];
    }
    std::copy_n(first_.data(), count_, profile_.data());
    auto const ages = static_cast<std::size_t>(std::min(outcome.years.count, program_.model.last_year + 1));
    for (std::size_t age = 1; age < ages; ++age) {
        double* now = profile_.data() + age * most_;
        for (std::size_t i = 0; i < count_; ++i)
            now[i] = (now - most_)[i] * (1 - share_[i]);
    }
}

void Block::fill_flow(CompiledOutcome const& outcome, int year)
{
    auto const& years = outcome.years;
    int const youngest = std::max(0, year - years.first - years.cohorts + 1);
    int const oldest = std::min(years.count - 1, year - years.first);
    double const bias = 1 - program_.model.optimism_bias_benefit;
    std::copy_n(profile_.data() + static_cast<std::size_t>(youngest) * most_, count_, flow_.data());
    for (int age = youngest + 1; age <= oldest; ++age) {
        double const* money = profile_.data() + static_cast<std::size_t>(age) * most_;
        for (std::size_t i = 0; i < count_; ++i)
            flow_[i] += money[i];
    }
    for (std::size_t i = 0; i < count_; ++i)
        flow_[i] *= bias;
}

std::size_t Block::shares_outside() const
{
    return std::accumulate(outside_.begin(), outside_.begin() + static_cast<std::ptrdiff_t>(count_), std::size_t { 0 });
}

} // namespace bydel::economics
