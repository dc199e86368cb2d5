// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/decision.h"
#include "engine/stats/special.h"
#include "engine/stats/summary.h"
#include <algorithm>
#include <cmath>
#include <set>

namespace bydel::economics {

namespace {

using Columns = std::vector<std::vector<double>>;

/// The strategy with the highest value in a row; the first of equals.
std::size_t best_of_row(Columns const& columns, std::size_t row)
{
    std::size_t best = 0;
    for (std::size_t d = 1; d < columns.size(); ++d) {
        if (columns[d][row] > columns[best][row])
            best = d;
    }
    return best;
}

int degree_for(std::span<double const> x)
{
    std::set<double> distinct;
    for (std::size_t i = 0; i < x.size() && distinct.size() < 60; ++i)
        distinct.insert(x[i]);
    return static_cast<int>(std::min<std::size_t>(5, distinct.size() >= 60 ? 5 : distinct.size() / 10 + (distinct.size() > 1)));
}

double product_sum(std::span<double const> a, std::span<double const> b)
{
    std::vector<double> products(a.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        products[i] = a[i] * b[i];
    return stats::sum_of(products);
}

} // namespace

Done check_draws(DecisionDraws const& draws)
{
    bool fits = !draws.costs.empty() && draws.costs.size() == draws.effects.size() && !draws.costs[0].empty();
    for (std::size_t d = 0; fits && d < draws.costs.size(); ++d)
        fits = draws.costs[d].size() == draws.costs[0].size() && draws.effects[d].size() == draws.costs[0].size();
    if (!fits)
        return fail({ 422, "impact.draws_do_not_fit" });
    return {};
}

Columns net_benefits(DecisionDraws const& draws, double willingness)
{
    Columns net(draws.costs.size());
    for (std::size_t d = 0; d < net.size(); ++d) {
        net[d].resize(draws.costs[d].size());
        for (std::size_t k = 0; k < net[d].size(); ++k)
            net[d][k] = willingness * draws.effects[d][k] - draws.costs[d][k];
    }
    return net;
}

DecisionPoint decide(DecisionDraws const& draws, double willingness)
{
    auto point = decide(net_benefits(draws, willingness));
    point.willingness = willingness;
    return point;
}

DecisionPoint decide(Columns const& net)
{
    DecisionPoint point;
    auto const rows = net[0].size();
    std::vector<double> best(rows);
    std::vector<std::size_t> wins(net.size());
    for (std::size_t k = 0; k < rows; ++k) {
        auto winner = best_of_row(net, k);
        ++wins[winner];
        best[k] = net[winner][k];
    }
    std::vector<double> loss(rows);
    for (std::size_t d = 0; d < net.size(); ++d) {
        point.expected.push_back(stats::mean_of(net[d]));
        point.acceptability.push_back(static_cast<double>(wins[d]) / static_cast<double>(rows));
        for (std::size_t k = 0; k < rows; ++k)
            loss[k] = best[k] - net[d][k];
        point.expected_loss.push_back(stats::mean_of(loss));
        if (point.expected[d] > point.expected[point.best])
            point.best = d;
    }
    point.frontier = point.acceptability[point.best];
    point.evpi = *std::min_element(point.expected_loss.begin(), point.expected_loss.end());
    return point;
}

std::vector<double> fitted_polynomial(std::span<double const> x, std::span<double const> y, int degree)
{
    auto const n = x.size();
    double const center = stats::mean_of(x);
    double const scale = stats::sd_of(x) > 0 ? stats::sd_of(x) : 1;
    std::vector<double> z(n);
    for (std::size_t i = 0; i < n; ++i)
        z[i] = (x[i] - center) / scale;
    std::vector<double> before(n, 0), now(n, 1), rest(y.begin(), y.end()), fitted(n, 0);
    double norm_before = 1;
    for (int k = 0; k <= degree; ++k) { // p_{k+1} = (z - a_k) p_k - b_k p_{k-1}
        double const norm = product_sum(now, now);
        if (!(norm > 1e-9 * static_cast<double>(n)))
            break;
        double const coefficient = product_sum(rest, now) / norm;
        for (std::size_t i = 0; i < n; ++i) {
            fitted[i] += coefficient * now[i];
            rest[i] -= coefficient * now[i];
        }
        std::vector<double> moved(n);
        for (std::size_t i = 0; i < n; ++i)
            moved[i] = z[i] * now[i];
        double const a = product_sum(moved, now) / norm;
        double const b = k == 0 ? 0 : norm / norm_before;
        for (std::size_t i = 0; i < n; ++i)
            moved[i] -= a * now[i] + b * before[i];
        before = std::move(now);
        now = std::move(moved);
        norm_before = norm;
    }
    return fitted;
}

double evppi(Columns const& net, std::span<double const> input)
{
    if (net.size() < 2 || input.size() != net[0].size())
        return 0;
    int const degree = degree_for(input);
    Columns fitted(net.size());
    fitted[0].resize(input.size());
    for (std::size_t d = 1; d < net.size(); ++d) { // only differences matter, and they are smoother than the whole
        std::vector<double> difference(input.size());
        for (std::size_t k = 0; k < input.size(); ++k)
            difference[k] = net[d][k] - net[0][k];
        fitted[d] = fitted_polynomial(input, difference, degree);
    }
    return std::clamp(decide(fitted).evpi, 0.0, std::max(0.0, decide(net).evpi));
}

double normal_evpi(double mean, double sd)
{
    double const size = std::fabs(mean);
    if (!(sd > 0))
        return 0;
    return sd * stats::normal_density(mean / sd) - size * stats::normal_cdf(-size / sd);
}

} // namespace bydel::economics
