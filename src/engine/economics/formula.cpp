// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/formula.h"
#include "engine/stats/elementary.h"
#include <algorithm>
#include <string>

namespace bydel::economics {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// Letters of other alphabets too, so that an unknown name is told whole.
bool starts_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (static_cast<unsigned char>(c) & 0x80) != 0; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Recursive descent: sum = product {+- product}, product = factor {*/ factor}, factor = - factor | number | name | call | ( sum ).
class Parser {
public:
    Parser(std::string_view text, FindColumn const& find)
        : text_(text)
        , find_(find)
    {
    }

    Result<Formula> parse()
    {
        if (text_.size() > formula_length_limit)
            return fail({ 422, "impact.formula_too_long", {}, { { "limit", std::to_string(formula_length_limit) } } });
        skip();
        if (at_ == text_.size())
            return fail({ 422, "impact.missing_line" });
        TRY(sum(0));
        if (at_ != text_.size())
            return unexpected();
        return std::move(made_);
    }

private:
    void skip()
    {
        while (at_ < text_.size() && is_space(text_[at_]))
            ++at_;
    }
    char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool take(char wanted)
    {
        if (here() != wanted)
            return false;
        ++at_;
        skip();
        return true;
    }
    Failure unexpected() const
    {
        // A whole character, so that the reader never sees half a letter.
        std::size_t length = at_ < text_.size() ? 1 : 0;
        while (at_ + length < text_.size() && (static_cast<unsigned char>(text_[at_ + length]) & 0xC0) == 0x80)
            ++length;
        return fail({ 422, "impact.formula_syntax", {},
            { { "position", std::to_string(at_ + 1) }, { "found", std::string(text_.substr(std::min(at_, text_.size()), length)) } } });
    }
    void push(Step step)
    {
        switch (step.operation) {
        case Operation::number:
        case Operation::column:
            made_.stack = std::max(made_.stack, ++height_);
            break;
        case Operation::negate:
            break;
        case Operation::add:
        case Operation::subtract:
        case Operation::multiply:
        case Operation::divide:
        case Operation::smallest:
        case Operation::largest:
            --height_;
            break;
        }
        made_.steps.push_back(step);
    }

    Done sum(std::size_t depth)
    {
        if (depth > formula_depth_limit)
            return fail({ 422, "impact.formula_too_deep", {}, { { "limit", std::to_string(formula_depth_limit) } } });
        TRY(product(depth));
        while (here() == '+' || here() == '-') {
            auto operation = here() == '+' ? Operation::add : Operation::subtract;
            take(here());
            TRY(product(depth));
            push({ operation });
        }
        return {};
    }

    Done product(std::size_t depth)
    {
        TRY(factor(depth));
        while (here() == '*' || here() == '/') {
            auto operation = here() == '*' ? Operation::multiply : Operation::divide;
            take(here());
            TRY(factor(depth));
            push({ operation });
        }
        return {};
    }

    Done factor(std::size_t depth)
    {
        if (depth > formula_depth_limit)
            return fail({ 422, "impact.formula_too_deep", {}, { { "limit", std::to_string(formula_depth_limit) } } });
        if (take('-')) {
            TRY(factor(depth + 1));
            push({ Operation::negate });
            return {};
        }
        if (take('(')) {
            TRY(sum(depth + 1));
            return take(')') ? Done() : unexpected();
        }
        if (is_digit(here()) || here() == '.')
            return number();
        if (starts_name(here()))
            return name(depth);
        return unexpected();
    }

    Done number()
    {
        double value = 0;
        int exponent = 0;
        int digits = 0;
        auto mantissa = [&](int step) {
            for (; is_digit(here()); ++at_, ++digits) {
                if (value < 1e15) {
                    value = value * 10 + (here() - '0');
                    exponent -= step;
                } else {
                    exponent += 1 - step;
                }
            }
        };
        mantissa(0);
        if (here() == '.') {
            ++at_;
            mantissa(1);
        }
        if (digits == 0)
            return unexpected();
        if (here() == 'e' || here() == 'E')
            exponent += TRY(exponent_part());
        if (starts_name(here()) || here() == '.')
            return unexpected();
        skip();
        push({ Operation::number, 0, exponent < 0 ? value / stats::power_of(10, -exponent) : value * stats::power_of(10, exponent) });
        return {};
    }

    Result<int> exponent_part()
    {
        ++at_;
        bool negative = here() == '-';
        if (here() == '-' || here() == '+')
            ++at_;
        if (!is_digit(here()))
            return unexpected();
        int value = 0;
        for (; is_digit(here()); ++at_) {
            value = value * 10 + (here() - '0');
            if (value > 300)
                return unexpected();
        }
        return negative ? -value : value;
    }

    Done name(std::size_t depth)
    {
        auto start = at_;
        while (starts_name(here()) || is_digit(here()))
            ++at_;
        auto word = text_.substr(start, at_ - start);
        skip();
        if (word == "min" || word == "max")
            return call(word == "min" ? Operation::smallest : Operation::largest, depth);
        auto column = find_(word);
        if (!column)
            return fail({ 422, "impact.unknown_name", {}, { { "name", std::string(word) }, { "position", std::to_string(start + 1) } } });
        push({ Operation::column, *column });
        return {};
    }

    Done call(Operation operation, std::size_t depth)
    {
        if (!take('('))
            return unexpected();
        TRY(sum(depth + 1));
        while (take(',')) {
            TRY(sum(depth + 1));
            push({ operation });
        }
        return take(')') ? Done() : unexpected();
    }

    std::string_view text_;
    FindColumn const& find_;
    std::size_t at_ = 0;
    std::size_t height_ = 0;
    Formula made_;
};

/// Two columns at the top of the stack become one.
template <class Combine>
void combine(double* left, double const* right, std::size_t count, Combine const& with)
{
    for (std::size_t i = 0; i < count; ++i)
        left[i] = with(left[i], right[i]);
}

} // namespace

Result<Formula> parse_formula(std::string_view text, FindColumn const& find) { return Parser(text, find).parse(); }

std::vector<std::uint32_t> columns_of(Formula const& formula)
{
    std::vector<std::uint32_t> columns;
    for (auto const& step : formula.steps) {
        if (step.operation == Operation::column)
            columns.push_back(step.column);
    }
    std::sort(columns.begin(), columns.end());
    columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
    return columns;
}

void run_formula(Formula const& formula, std::span<double const* const> columns, std::size_t count, std::span<double> stack, double* out)
{
    double* top = stack.data(); // one past the top column
    for (auto const& step : formula.steps) {
        double* right = top - count;
        double* left = right - count;
        switch (step.operation) {
        case Operation::number:
            std::fill_n(top, count, step.number);
            break;
        case Operation::column:
            std::copy_n(columns[step.column], count, top);
            break;
        case Operation::negate:
            for (std::size_t i = 0; i < count; ++i)
                right[i] = -right[i];
            continue;
        case Operation::add:
            combine(left, right, count, [](double a, double b) { return a + b; });
            break;
        case Operation::subtract:
            combine(left, right, count, [](double a, double b) { return a - b; });
            break;
        case Operation::multiply:
            combine(left, right, count, [](double a, double b) { return a * b; });
            break;
        case Operation::divide:
            combine(left, right, count, [](double a, double b) { return a / b; });
            break;
        case Operation::smallest:
            combine(left, right, count, [](double a, double b) { return b < a ? b : a; });
            break;
        case Operation::largest:
            combine(left, right, count, [](double a, double b) { return b > a ? b : a; });
            break;
        }
        top = step.operation == Operation::number || step.operation == Operation::column ? top + count : right;
    }
    std::copy_n(stack.data(), count, out);
}

Result<double> constant_formula(std::string_view text)
{
    auto formula = TRY(parse_formula(text, [](std::string_view) { return std::nullopt; }));
    std::vector<double> stack(formula.stack);
    double value = 0;
    run_formula(formula, {}, 1, stack, &value);
    return value;
}

} // namespace bydel::economics
