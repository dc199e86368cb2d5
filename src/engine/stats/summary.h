// SPDX-License-Identifier: AGPL-3.0-or-later
// What a column of draws says: mean, spread, percentiles, histogram. Sums are compensated and taken in the order given, so the same column gives
// the same bits everywhere.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace bydel::stats {

/// Neumaier's compensated sum (1974), in the order given.
double sum_of(std::span<double const> values);
/// The exact sum rounded once (Shewchuk 1997), so independent of order to the last bit. Finite values only; slower than sum_of.
double exact_sum_of(std::vector<double> const& values);
/// Mean; 0 of nothing.
double mean_of(std::span<double const> values);
/// Sample standard deviation (n - 1), two passes; 0 of fewer than two.
double sd_of(std::span<double const> values);

std::vector<double> sorted(std::span<double const> values);
/// Percentile of type 7 (Hyndman and Fan 1996: R's and NumPy's default) of an ascending column; p in [0, 1].
double percentile(std::span<double const> ascending, double p);

struct Histogram {
    double low = 0;   ///< left edge of the first bin
    double width = 0; ///< 0 where all values are the same
    std::vector<std::size_t> counts;
    std::size_t below = 0; ///< values left of the first bin
    std::size_t above = 0; ///< values right of the last bin
};

/// `bins` bins of equal width between two percentiles of the column (0.5 % and 99.5 %); what lies outside is counted in below and above.
Histogram histogram(std::span<double const> ascending, std::size_t bins);

} // namespace bydel::stats
