// SPDX-License-Identifier: AGPL-3.0-or-later
// contracts/impact_bits.json: documents, and the bits of what the engine makes of them. This test checks that the native engine gives them; the web test
// (web/src/impact/engine.test.ts) that WebAssembly does. Renew it on purpose: BYDEL_WRITE_CONTRACTS=1 build/dev/bydel_tests -tc='*same bits as its contract*'
#include "engine/economics/document.h"
#include "engine/economics/document_json.h"
#include "engine/economics/example_models.h"
#include "engine/economics/simulate.h"
#include <bit>
#include <cstdlib>
#include <doctest/doctest.h>
#include <fstream>
#include <sstream>

using namespace bydel;
using namespace bydel::economics;
using bydel::economics::list;
using bydel::economics::test::document_of;
using bydel::economics::test::name;

namespace {

std::string hex(std::uint64_t bits)
{
    std::string text(16, '0');
    for (std::size_t i = 16; i-- > 0; bits >>= 4)
        text[i] = "0123456789abcdef"[bits & 15];
    return text;
}
Json bits(double value) { return Json(hex(std::bit_cast<std::uint64_t>(value))); }
Json bits(std::optional<double> value) { return value ? bits(*value) : Json(nullptr); }
Json bits(std::vector<double> const& values)
{
    Json::Array array;
    for (double value : values)
        array.push_back(bits(value));
    return Json(std::move(array));
}

Json bits_of(Outcome const& outcome)
{
    Json::Array years, lines, payers;
    for (auto const& year : outcome.years)
        years.push_back(Json(Json::Array { bits(year.cost), bits(year.benefit), bits(year.discounted_cost), bits(year.discounted_benefit), bits(year.ratio) }));
    for (auto const* side : { &outcome.costs, &outcome.outcomes }) {
        for (auto const& line : *side)
            lines.push_back(Json(Json::Array { Json(line.id), bits(line.first_year), bits(line.undiscounted), bits(line.discounted) }));
    }
    for (auto const& payer : outcome.payers)
        payers.push_back(Json(Json::Array { bits(payer.cost), bits(payer.benefit) }));
    return Json::object({ { "pvb", bits(outcome.pvb) }, { "pvc", bits(outcome.pvc) }, { "npv", bits(outcome.npv) }, { "bcr", bits(outcome.bcr) },
        { "net_ratio", bits(outcome.net_ratio) }, { "roots", name(roots_names, outcome.irr.roots) }, { "rates", bits(outcome.irr.rates) },
        { "payback_years", bits(outcome.payback_years) }, { "discounted_payback_years", bits(outcome.discounted_payback_years) }, { "years", std::move(years) },
        { "lines", std::move(lines) }, { "payers", std::move(payers) }, { "inputs", bits(outcome.inputs) } });
}

Json bits_of(Tornado const& tornado)
{
    auto rows = list(tornado.rows, [](TornadoRow const& row) {
        return Json(Json::Array { Json(row.input), bits(row.at_low), bits(row.at_high), bits(row.swing) });
    });
    return Json::object({ { "base", bits(tornado.base) }, { "rows", rows } });
}

Json bits_of(ColumnSummary const& column)
{
    Json::Array counts;
    for (auto count : column.histogram.counts)
        counts.push_back(Json(count));
    return Json::object({ { "mean", bits(column.mean) }, { "sd", bits(column.sd) }, { "se", bits(column.se) }, { "percentiles", bits(column.percentiles) },
        { "low", bits(column.histogram.low) }, { "width", bits(column.histogram.width) }, { "counts", std::move(counts) } });
}

Json bits_of(SimulationSummary const& summary)
{
    auto evppi = list(summary.evppi, [](InputValue const& one) { return Json(Json::Array { Json(one.input), bits(one.evppi) }); });
    return Json::object({ { "fingerprint", hex(summary.fingerprint) }, { "npv", bits_of(summary.npv) }, { "bcr", bits_of(summary.bcr) },
        { "probability_npv_positive", bits(summary.probability_npv_positive) }, { "probability_ratio_above", bits(summary.probability_ratio_above) },
        { "expected_loss_with", bits(summary.expected_loss_with) }, { "expected_loss_without", bits(summary.expected_loss_without) },
        { "evpi", bits(summary.evpi) }, { "evppi", evppi } });
}

/// Every distribution, both ways to gamma and beta, a correlation, an own schedule by spot rates, every timing, a line that stands once.
Model of_everything()
{
    using enum stats::StatedBy;
    using Kind = stats::DistributionKind;
    auto drawn = [](std::string id, double value, stats::DistributionSpec spec) { return Input { std::move(id), value, {}, value * 0.9, value * 1.1, spec }; };
    Model model;
    model.inputs = { drawn("a", 5, { Kind::uniform, low_high, 4, 6 }), drawn("b", 7, { Kind::triangular, low_mode_high, 5, 7, 12 }),
        drawn("c", 3, { Kind::pert, low_mode_high, 1, 3, 8 }), drawn("d", 100, { Kind::normal, mean_sd, 100, 15 }),
        drawn("e", 40, { Kind::lognormal, mean_sd, 40, 20 }), drawn("f", 0.8, { Kind::gamma, native, 0.4, 2 }),
        drawn("g", 0.3, { Kind::beta, native, 0.7, 1.6 }), drawn("h", 1, { Kind::bernoulli, native, 0.75 }), drawn("i", 12, { Kind::gamma, around_value, 4 }),
        drawn("j", 0.2, { Kind::beta, mean_sd, 0.2, 0.08 }), { "k", 0, "max(a, b) * c + min(d, e, 90) / -2" } };
    model.costs = { { "running", "1000 + 10 * i", 0, 3 }, { "start", "500 + a", 0, 1, Repeat::once } };
    model.outcomes = { { "first", "a * b", "d + e", "g", "0.05", "j", "g / 3", 1, 6 },
        { "second", "h * 20", "i + f", "0", "0", "0", "0", 0, 4, Repeat::once, Timing::mid_year },
        { "third", "c", "k + 200", "j", "0", "0.1", "0.25", 2, 3, Repeat::each_cohort, Timing::start_of_year, { 0.1, 0.2, 0.3, 0.15, 0.25 } } };
    model.discounting = { "own", { { 1, 0.04 }, { 4, 0.031 } }, {}, DiscountMethod::spot };
    model.last_year = 8;
    model.programme_years = 3;
    model.optimism_bias_benefit = 0.1;
    model.optimism_bias_cost = 0.05;
    model.correlations = { { "i", "j", 0.6 }, { "b", "i", -0.3 }, { "e", "j", 0.2 } };
    return model;
}

/// Two inputs at prices of an earlier year, one with range and spread, one that a scenario changes.
Json of_two_price_years()
{
    auto document = document_of(examples::bydel_2016_b());
    document.set("price_year", 2016);
    document.set("price_index", Json::object({ { "values", Json::object({ { "2013", 97.5 }, { "2016", 101.3 } }) } }));
    auto inputs = *document["inputs"].as_array();
    for (auto& input : inputs) {
        if (input.text("id") == "value_of_work" || input.text("id") == "hours")
            input.set("price_year", 2013);
    }
    document.set("inputs", Json(std::move(inputs)));
    auto change = Json::object({ { "input", "hours" }, { "value", 150'000 } });
    auto scenario = Json::object({ { "id", "more" }, { "overrides", Json(Json::Array { change }) } });
    document.set("scenarios", Json(Json::Array { scenario }));
    return document;
}

Json case_of(std::string const& title, Json const& document, std::string const& scenario)
{
    auto const reading = read_document(MUST(parse_json(document.dump())));
    REQUIRE(reading.problems.empty());
    auto compiled = MUST(compile(reading.model, scenario));
    SimulationSettings settings { 2500, 0x9E3779B97F4A7C15ULL, scenario.empty() ? 0 : stats::number_of_name(scenario) };
    auto settings_json
        = Json::object({ { "draws", settings.draws }, { "seed", std::to_string(settings.seed) }, { "stream", static_cast<std::int64_t>(settings.stream) } });
    return Json::object({ { "name", title }, { "document", document }, { "scenario", scenario }, { "evaluate", bits_of(MUST(evaluate(compiled))) },
        { "tornado", bits_of(MUST(tornado(compiled, Measure::bcr))) }, { "settings", settings_json },
        { "simulate", bits_of(summarise(MUST(simulate(compiled, settings)))) } });
}

std::string contract()
{
    Json::Array cases { case_of("Bydelsmødre 2016, reading A", document_of(examples::bydel_2016_a()), ""),
        case_of("Bydelsmødre 2016, reading B", document_of(examples::bydel_2016_b()), ""),
        case_of("Bydelsmødre 2016, reading B, high", document_of(examples::bydel_2016_b()), "high"),
        case_of("Bydelsmødre 2016, uncertain", document_of(examples::bydel_2016_uncertain()), ""), case_of("everything", document_of(of_everything()), ""),
        case_of("prices of two years", of_two_price_years(), "more") };
    return Json::object(
               { { "about",
                     "Bits of doubles in hexadecimal, written by src/engine/wasm/bits_test.cpp; the native engine and WebAssembly must both give them." },
                   { "cases", std::move(cases) } })
               .dump()
        + "\n";
}

} // namespace

TEST_CASE("the native engine gives the same bits as its contract, which WebAssembly must give too")
{
    std::string const path = std::string(BYDEL_SOURCE_DIR) + "/contracts/impact_bits.json";
    auto const made = contract();
    if (std::getenv("BYDEL_WRITE_CONTRACTS"))
        std::ofstream(path) << made;
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    CHECK((text.str() == made)); // double brackets: not 100 kB of difference on the screen
}
