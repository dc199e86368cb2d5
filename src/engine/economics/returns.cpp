// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/returns.h"
#include <cmath>

namespace bydel::economics {

namespace {

constexpr double lowest = 0.01;   // 1 + r at -99 %
constexpr double highest = 10001; // at 1,000,000 %
constexpr double grid_step = 1.004;

int sign_changes(std::vector<double> const& net)
{
    int changes = 0;
    double before = 0;
    for (double money : net) {
        if (money == 0)
            continue;
        changes += before != 0 && (money < 0) != (before < 0);
        before = money;
    }
    return changes;
}

/// Net present value at 1 + r = growth, by Horner in (1 + r)^(-1/2).
double npv_at(std::vector<double> const& net, double growth)
{
    double half = 1 / std::sqrt(growth);
    double value = 0;
    for (std::size_t k = net.size(); k-- > 0;)
        value = value * half + net[k];
    return value;
}

double root_between(std::vector<double> const& net, double low, double high)
{
    bool low_negative = npv_at(net, low) < 0;
    for (int i = 0; i < 200 && low < high; ++i) {
        double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high)
            break;
        ((npv_at(net, middle) < 0) == low_negative ? low : high) = middle;
    }
    return low + (high - low) / 2;
}

} // namespace

InternalRate internal_rate(std::vector<double> const& net)
{
    InternalRate found;
    if (sign_changes(net) == 0)
        return found;
    double before = lowest;
    double value_before = npv_at(net, before);
    for (double growth = lowest * grid_step; before < highest; growth *= grid_step) {
        double value = npv_at(net, growth);
        if (value_before == 0)
            found.rates.push_back(before - 1);
        else if (value != 0 && (value < 0) != (value_before < 0))
            found.rates.push_back(root_between(net, before, growth) - 1);
        before = growth;
        value_before = value;
    }
    found.roots = found.rates.empty() ? Roots::none : found.rates.size() == 1 ? Roots::one : Roots::many;
    return found;
}

std::optional<double> payback(std::vector<double> const& costs, std::vector<double> const& benefits)
{
    std::size_t first = 0;
    double covered = 0;
    while (first < costs.size() && costs[first] == 0)
        covered += benefits[first++];
    if (first == costs.size())
        return {};      // nothing is spent, so nothing is paid back
    double elapsed = 0; // years since the first spending, at the start of the year
    covered -= costs[first];
    for (std::size_t year = first; year < costs.size(); ++year) {
        if (covered >= 0)
            return elapsed;
        double length = year == 0 && benefits[0] == 0 ? 0 : 1;
        double net = year == first ? benefits[year] : benefits[year] - costs[year];
        if (covered + net >= 0)
            return elapsed + length * (-covered / net);
        covered += net;
        elapsed += length;
    }
    return {};
}

} // namespace bydel::economics
