// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/stats/copula.h"
#include "engine/stats/special.h"
#include <cmath>

namespace bydel::stats {

Matrix unit_matrix(std::size_t size)
{
    Matrix matrix { size, std::vector<double>(size * size) };
    for (std::size_t i = 0; i < size; ++i)
        matrix.at(i, i) = 1;
    return matrix;
}

Result<Matrix> cholesky(Matrix const& matrix)
{
    Matrix lower { matrix.size, std::vector<double>(matrix.size * matrix.size) };
    for (std::size_t row = 0; row < matrix.size; ++row) {
        for (std::size_t column = 0; column <= row; ++column) {
            double rest = matrix.at(row, column);
            for (std::size_t k = 0; k < column; ++k)
                rest -= lower.at(row, k) * lower.at(column, k);
            if (column < row)
                lower.at(row, column) = rest / lower.at(column, column);
            else if (rest > 1e-12)
                lower.at(row, row) = std::sqrt(rest);
            else
                return fail({ 422, "impact.correlation_not_possible", {}, { { "row", std::to_string(row + 1) } } });
        }
    }
    return lower;
}

void correlate(Matrix const& lower, std::span<double> values)
{
    for (std::size_t row = lower.size; row-- > 0;) { // from the last, so that the scores above are still there
        double sum = 0;
        for (std::size_t column = 0; column <= row; ++column)
            sum += lower.at(row, column) * values[column];
        values[row] = normal_cdf(sum);
    }
}

} // namespace bydel::stats
