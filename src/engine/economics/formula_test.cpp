// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/formula.h"
#include <cmath>
#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace bydel;
using namespace bydel::economics;

namespace {

std::optional<std::uint32_t> ab(std::string_view name)
{
    if (name == "a")
        return 0;
    return name == "b" ? std::optional<std::uint32_t>(1) : std::nullopt;
}

std::string fault(std::string_view text)
{
    auto formula = parse_formula(text, ab);
    if (formula)
        return "none";
    std::string told = formula.error().key;
    for (auto const& [name, value] : formula.error().params)
        told += " " + value;
    return told;
}

std::string repeated(std::string_view part, std::size_t times)
{
    std::string text;
    for (std::size_t i = 0; i < times; ++i)
        text += part;
    return text;
}

} // namespace

TEST_CASE("arithmetic has its usual order")
{
    for (auto const& [written, expected] :
        { std::pair { "1 + 2 * 3", 7.0 }, { "(1 + 2) * 3", 9 }, { "10 - 4 - 3", 3 }, { "64 / 4 / 2", 8 }, { "-2 * -3", 6 }, { "--5", 5 }, { "2 - -3", 5 },
            { "-2 + 5", 3 }, { "min(3, 1, 2)", 1 }, { "max(3, 1 + 9, 2)", 10 }, { "min(4)", 4 }, { "1.5e3", 1500 }, { ".5", 0.5 }, { "5.", 5 },
            { "2E-2", 0.02 }, { "\t( 7 )\n", 7 }, { "0.1", 0.1 }, { "137000", 137000 }, { "123456789012345", 123456789012345.0 } }) {
        auto const* text = written; // clang 14 can't capture a structured binding
        auto const value = expected;
        CHECK_MESSAGE(MUST(constant_formula(text)) == value, text);
    }
    CHECK(MUST(constant_formula("12345678901234567890")) == doctest::Approx(12345678901234567890.0).epsilon(1e-15));
}

TEST_CASE("a formula runs over whole columns of draws")
{
    auto formula = MUST(parse_formula("max(a, b) - min(a, b) / -a + 2", ab));
    std::vector<double> a { 1, 4, 2 }, b { 3, 2, 2 };
    double const* columns[] = { a.data(), b.data() };
    std::vector<double> stack(formula.stack * 3), out(3);
    run_formula(formula, columns, 3, stack, out.data());
    CHECK(out == std::vector<double> { 6, 6.5, 5 });
    CHECK(columns_of(formula) == std::vector<std::uint32_t> { 0, 1 });
}

TEST_CASE("a mistake is told with its place")
{
    CHECK(fault("a + c") == "impact.unknown_name c 5");
    CHECK(fault("a +") == "impact.formula_syntax 4 ");
    CHECK(fault("a b") == "impact.formula_syntax 3 b");
    CHECK(fault("(a") == "impact.formula_syntax 3 ");
    CHECK(fault("a)") == "impact.formula_syntax 2 )");
    CHECK(fault("a ^ 2") == "impact.formula_syntax 3 ^");
    CHECK(fault("2 × a") == "impact.formula_syntax 3 ×");
    CHECK(fault("løn") == "impact.unknown_name løn 1");
    CHECK(fault("1.000.000") == "impact.formula_syntax 6 .");
    CHECK(fault("1,5") == "impact.formula_syntax 2 ,");
    CHECK(fault("2a") == "impact.formula_syntax 2 a");
    CHECK(fault("1e") == "impact.formula_syntax 3 ");
    CHECK(fault("1e999") == "impact.formula_syntax 5 9");
    CHECK(fault(".") == "impact.formula_syntax 2 ");
    CHECK(fault("min a") == "impact.formula_syntax 5 a");
    CHECK(fault("min()") == "impact.formula_syntax 5 )");
    CHECK(fault("") == "impact.missing_line");
    CHECK(fault("  ") == "impact.missing_line");
}

TEST_CASE("a formula has limits of length and depth, for brackets, calls and minuses")
{
    CHECK(fault(repeated("a+", 499) + "a") == "none");
    CHECK(fault(repeated("a+", 500) + "a") == "impact.formula_too_long 1000");
    CHECK(fault(repeated("(", 32) + "a" + repeated(")", 32)) == "none");
    CHECK(fault(repeated("(", 33) + "a" + repeated(")", 33)) == "impact.formula_too_deep 32");
    CHECK(fault(repeated("-", 900) + "a") == "impact.formula_too_deep 32");
    CHECK(fault(repeated("min(", 100) + "a" + repeated(")", 100)) == "impact.formula_too_deep 32");
}

TEST_CASE("any text is a formula or a problem, and a formula never needs more room than it says")
{
    CHECK(rc::check([] {
        auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab12.+-*/(),e minax")));
        auto formula = parse_formula(text, ab);
        if (!formula)
            return;
        double a = 2, b = 3, out = 0;
        double const* columns[] = { &a, &b };
        std::vector<double> stack(formula->stack);
        run_formula(*formula, columns, 1, stack, &out);
    }));
}
