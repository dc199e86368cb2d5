// SPDX-License-Identifier: AGPL-3.0-or-later
// Gaussian copula: draws of several inputs that move together. The correlation is that of the normal scores, not of the inputs themselves.
#pragma once
#include "base/result.h"
#include <cstddef>
#include <span>
#include <vector>

namespace bydel::stats {

/// A square matrix by rows.
struct Matrix {
    std::size_t size = 0;
    std::vector<double> values;
    double& at(std::size_t row, std::size_t column) { return values[row * size + column]; }
    double at(std::size_t row, std::size_t column) const { return values[row * size + column]; }
};

Matrix unit_matrix(std::size_t size);

/// The lower triangle L with L·Lᵀ = matrix (Cholesky). Problem impact.correlation_not_possible where the matrix is not positive definite,
/// params: row (1-based, the first row that can't be).
Result<Matrix> cholesky(Matrix const& matrix);

/// Φ(L·z): uniforms with the copula's dependence from independent standard normal scores, in their place.
void correlate(Matrix const& lower, std::span<double> scores_to_uniforms);

} // namespace bydel::stats
