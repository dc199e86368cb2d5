// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/stats/summary.h"
#include <algorithm>
#include <cmath>

namespace bydel::stats {

double sum_of(std::span<double const> values)
{
    double sum = 0;
    double lost = 0;
    for (double value : values) {
        double next = sum + value;
        lost += std::fabs(sum) >= std::fabs(value) ? (sum - next) + value : (value - next) + sum;
        sum = next;
    }
    return sum + lost;
}

double exact_sum_of(std::vector<double> const& values)
{
    std::vector<double> partials; // no two overlap, smallest first
    for (double value : values) {
        std::size_t kept = 0;
        for (double other : partials) {
            if (std::fabs(value) < std::fabs(other))
                std::swap(value, other);
            double high = value + other;
            double low = other - (high - value);
            if (low != 0)
                partials[kept++] = low;
            value = high;
        }
        partials.resize(kept);
        partials.push_back(value);
    }
    if (partials.empty())
        return 0;
    double high = partials.back();
    double low = 0;
    std::size_t n = partials.size() - 1;
    while (n > 0) {
        double x = high;
        double y = partials[--n];
        high = x + y;
        low = y - (high - x);
        if (low != 0)
            break;
    }
    // Half-way between two numbers: the rest below decides which way to round.
    if (n > 0 && ((low < 0 && partials[n - 1] < 0) || (low > 0 && partials[n - 1] > 0))) {
        double twice = low * 2;
        double moved = high + twice;
        if (twice == moved - high)
            high = moved;
    }
    return high;
}

double mean_of(std::span<double const> values) { return values.empty() ? 0 : sum_of(values) / static_cast<double>(values.size()); }

double sd_of(std::span<double const> values)
{
    if (values.size() < 2)
        return 0;
    double mean = mean_of(values);
    double sum = 0;
    double lost = 0;
    for (double value : values) {
        double square = (value - mean) * (value - mean);
        double next = sum + square;
        lost += sum >= square ? (sum - next) + square : (square - next) + sum;
        sum = next;
    }
    return std::sqrt((sum + lost) / static_cast<double>(values.size() - 1));
}

std::vector<double> sorted(std::span<double const> values)
{
    std::vector<double> ascending(values.begin(), values.end());
    std::sort(ascending.begin(), ascending.end());
    return ascending;
}

double percentile(std::span<double const> ascending, double p)
{
    if (ascending.empty())
        return 0;
    double at = p * static_cast<double>(ascending.size() - 1);
    auto below = static_cast<std::size_t>(std::floor(std::max(0.0, at)));
    if (below + 1 >= ascending.size())
        return ascending.back();
    double part = at - static_cast<double>(below);
    return ascending[below] + part * (ascending[below + 1] - ascending[below]);
}

Histogram histogram(std::span<double const> ascending, std::size_t bins)
{
    Histogram made;
    made.counts.resize(bins);
    if (ascending.empty() || bins == 0)
        return made;
    made.low = percentile(ascending, 0.005);
    double high = percentile(ascending, 0.995);
    made.width = (high - made.low) / static_cast<double>(bins);
    for (double value : ascending) {
        if (value < made.low)
            ++made.below;
        else if (value > high)
            ++made.above;
        else
            ++made.counts[made.width > 0 ? std::min(bins - 1, static_cast<std::size_t>((value - made.low) / made.width)) : 0];
    }
    return made;
}

} // namespace bydel::stats
