// SPDX-License-Identifier: AGPL-3.0-or-later
// A small arithmetic language for the lines of a cost model: numbers, input ids, + - * /, unary minus, parentheses, min(a, b, ...), max(a, b, ...).
// A formula is compiled to a postfix program and run over whole columns of draws. It has no side effects, no loops, no access to anything else.
#pragma once
#include "base/result.h"
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace bydel::economics {

constexpr std::size_t formula_length_limit = 1000; ///< bytes
constexpr std::size_t formula_depth_limit = 32;    ///< nested parentheses, calls, unary minuses

enum class Operation : std::uint8_t { number, column, add, subtract, multiply, divide, negate, smallest, largest };

struct Step {
    Operation operation = Operation::number;
    std::uint32_t column = 0; ///< for Operation::column
    double number = 0;        ///< for Operation::number
};

struct Formula {
    std::vector<Step> steps; ///< postfix
    std::size_t stack = 0;   ///< columns needed at the deepest point
};

/// The column of a name, or nothing where it is unknown.
using FindColumn = std::function<std::optional<std::uint32_t>(std::string_view name)>;

/// A name is a letter or _, then letters, digits and _. A number is digits with an optional decimal point and exponent (1e6); no thousands separators;
/// up to 15 digits are exact.
/// Problems: impact.formula_syntax (params position, 1-based byte; found, what stands there, empty at the end), impact.unknown_name (params name, position),
/// impact.formula_too_long, impact.formula_too_deep (params limit), impact.missing_line where the text is empty.
Result<Formula> parse_formula(std::string_view text, FindColumn const& find);

/// The columns a formula reads, ascending, once each.
std::vector<std::uint32_t> columns_of(Formula const& formula);

/// Runs the program over `count` draws. `columns[i]` points at the column i, `count` long; `stack` is room for formula.stack·count numbers;
/// the result is written to `out`. Division by zero gives an infinity or not a number, as IEEE 754 does; the caller looks.
void run_formula(Formula const& formula, std::span<double const* const> columns, std::size_t count, std::span<double> stack, double* out);

/// The value of a formula that reads no input: "1200 * 3". Problems as parse_formula.
Result<double> constant_formula(std::string_view text);

} // namespace bydel::economics
