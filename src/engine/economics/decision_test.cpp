// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/decision.h"
#include "engine/economics/test_data.h"
#include "engine/stats/philox.h"
#include "engine/stats/special.h"
#include "engine/stats/summary.h"
#include <cmath>
#include <doctest/doctest.h>
#include <numeric>
#include <rapidcheck.h>

using namespace bydel;
using namespace bydel::economics;

namespace {

bool near(double value, double printed, double tolerance) { return std::fabs(value - printed) <= tolerance; }

double normal(std::uint32_t variable, std::uint32_t replicate)
{
    return stats::normal_quantile(stats::VariableStream(10, 0, variable, replicate).next().first);
}

} // namespace

TEST_CASE("V6: BCEA's influenza vaccine, 1000 draws")
{
    auto csv = test::read_csv("bcea_vaccine_1000x4.csv");
    if (!csv) {
        MESSAGE("skipped: bcea_vaccine_1000x4.csv is not here");
        return;
    }
    DecisionDraws draws { { csv->column("cost_statusquo"), csv->column("cost_vacc") }, { csv->column("eff_statusquo"), csv->column("eff_vacc") } };
    REQUIRE(check_draws(draws));
    double effect = stats::mean_of(draws.effects[1]) - stats::mean_of(draws.effects[0]);
    double cost = stats::mean_of(draws.costs[1]) - stats::mean_of(draws.costs[0]);
    CHECK(effect == doctest::Approx(0.000250576437304).epsilon(1e-11));
    CHECK(cost == doctest::Approx(5.03598287099).epsilon(1e-11));
    CHECK(cost / effect == doctest::Approx(20097.5914781).epsilon(1e-11));

    double switch_at = 0; // the first of BCEA's grid of 100 at which the vaccine is the better
    while (decide(draws, switch_at).best == 0)
        switch_at += 100;
    CHECK(switch_at == 20100);

    struct Row {
        double k, status_quo, vaccine, difference, acceptability, evpi;
    };
    for (auto row :
        { Row { 0, -9.655463519, -14.69144639, -5.035982871, .020, 0.05620996654 }, Row { 10000, -20.21492747, -22.74514596, -2.530218498, .220, 0.6943990873 },
            Row { 20000, -30.77439141, -30.79884554, -0.0244541249, .457, 2.50562714 },
            Row { 25000, -36.05412339, -34.82569533, 1.228428062, .529, 2.414466954 },
            Row { 30000, -41.33385536, -38.85254511, 2.481310248, .586, 2.373571655 },
            Row { 50000, -62.45278326, -54.95994426, 7.492838994, .697, 2.553325734 } }) {
        auto point = decide(draws, row.k);
        CHECK_MESSAGE(near(point.expected[0], row.status_quo, 5e-9), row.k);
        CHECK_MESSAGE(near(point.expected[1], row.vaccine, 5e-9), row.k);
        CHECK_MESSAGE(near(point.expected[1] - point.expected[0], row.difference, 5e-10), row.k);
        CHECK_MESSAGE(near(point.acceptability[1], row.acceptability, 1e-12), row.k);
        CHECK_MESSAGE(point.evpi == doctest::Approx(row.evpi).epsilon(5e-10), row.k);
        CHECK(point.frontier == point.acceptability[point.best]);
    }
}

TEST_CASE("V8: dampack's example, chemotherapy, radiotherapy and surgery, 10,000 draws")
{
    auto csv = test::read_csv("dampack_example_psa_10000x14.csv");
    if (!csv) {
        MESSAGE("skipped: dampack_example_psa_10000x14.csv is not here");
        return;
    }
    DecisionDraws draws { { csv->column("Chemo_Cost"), csv->column("Radio_Cost"), csv->column("Surg_Cost") },
        { csv->column("Chemo_Eff"), csv->column("Radio_Eff"), csv->column("Surg_Eff") } };
    double const costs[] = { 30900.79826, 16128.87753, 25110.21549 };
    double const effects[] = { 11.06868652, 10.68491964, 10.88120322 };
    for (std::size_t d = 0; d < 3; ++d) {
        CHECK(near(stats::mean_of(draws.costs[d]), costs[d], 0.5e-5));
        CHECK(near(stats::mean_of(draws.effects[d]), effects[d], 0.5e-8));
    }
    struct Row {
        double k;
        std::size_t best;
        double evpi;
        double acceptability[3];
    };
    for (auto const& row : { Row { 20000, 1, 5406.39759, { .1503, .5036, .3461 } }, Row { 50000, 0, 14954.05463, { .3561, .2752, .3687 } },
             Row { 100000, 0, 22683.94661, { .4564, .1817, .3619 } } }) {
        auto point = decide(draws, row.k);
        CHECK(point.best == row.best);
        CHECK(near(point.evpi, row.evpi, 0.5e-5));
        for (std::size_t d = 0; d < 3; ++d)
            CHECK(near(point.acceptability[d], row.acceptability[d], 1e-12));
    }
    CHECK(near(decide(draws, 150000).evpi, 31201.41766, 0.5e-5));
    // No published figure: information on a probability of failure is worth something here, and on the price of surgery next to nothing.
    auto net = net_benefits(draws, 50000);
    CHECK(evppi(net, csv->column("pFailChemo")) > evppi(net, csv->column("cSurg")));
}

TEST_CASE("V10: normal theory in closed form")
{
    CHECK(near(stats::normal_cdf(1000.0 / 4000), 0.5987063257, 0.5e-10));
    CHECK(near(normal_evpi(1000, 4000), 1145.378793, 0.5e-6));
    CHECK(near(normal_evpi(1000, 2500), 576.0970924, 0.5e-7));
    CHECK(normal_evpi(-1000, 4000) == normal_evpi(1000, 4000));
    CHECK(normal_evpi(5, 0) == 0);
}

TEST_CASE("V10: Monte Carlo comes within four standard errors of normal theory")
{
    constexpr std::uint32_t n = 40'000;
    std::vector<std::vector<double>> net(2, std::vector<double>(n));
    std::vector<double> phi(n), best(n), expected(n);
    double positive = 0;
    for (std::uint32_t k = 0; k < n; ++k) {
        phi[k] = normal(1, k);
        expected[k] = 1000 + 2500 * phi[k];
        net[0][k] = expected[k] + std::sqrt(4000.0 * 4000 - 2500.0 * 2500) * normal(2, k);
        best[k] = std::max(0.0, net[0][k]) - net[0][k];
        positive += net[0][k] > 0;
        expected[k] = std::max(0.0, expected[k]) - expected[k];
    }
    double const root = std::sqrt(static_cast<double>(n));
    CHECK(near(positive / n, 0.5987063257, 4 * std::sqrt(0.5987 * 0.4013) / root));
    CHECK(near(decide(net).evpi, 1145.378793, 4 * stats::sd_of(best) / root));
    CHECK(near(evppi(net, phi), 576.0970924, 4 * stats::sd_of(expected) / root + 10));
}

TEST_CASE("a polynomial is found exactly where there is one")
{
    std::vector<double> x, y;
    for (int i = 0; i < 100; ++i) {
        x.push_back(1000 + i * i * 0.1);
        double z = x.back() - 1300;
        y.push_back(3 - 2 * z + 0.01 * z * z - 1e-5 * z * z * z);
    }
    auto fitted = fitted_polynomial(x, y, 3);
    for (std::size_t i = 0; i < x.size(); ++i)
        CHECK(near(fitted[i], y[i], 1e-7));
    auto flat = fitted_polynomial(std::vector<double>(5, 2.0), std::vector<double> { 1, 2, 3, 4, 5 }, 5);
    CHECK(flat[0] == doctest::Approx(3));
}

TEST_CASE("a coin explains at least what its two means tell")
{
    std::vector<std::vector<double>> net(2, std::vector<double>(1000));
    std::vector<double> coin(1000);
    for (std::uint32_t k = 0; k < 1000; ++k) {
        coin[k] = k % 2;
        net[0][k] = coin[k] > 0 ? 100 : -80;
    }
    CHECK(evppi(net, coin) == doctest::Approx(40)); // 50 with the coin known, 10 without
    CHECK(decide(net).evpi == doctest::Approx(40));
}

TEST_CASE("for any draws: acceptabilities sum to one, the least expected loss is EVPI, and 0 <= EVPPI <= EVPI")
{
    CHECK(rc::check([] {
        auto const strategies = *rc::gen::inRange<std::size_t>(1, 5);
        auto const rows = *rc::gen::inRange<std::size_t>(1, 80);
        std::vector<std::vector<double>> net(strategies);
        for (auto& column : net) {
            for (auto value : *rc::gen::container<std::vector<int>>(rows, rc::gen::inRange(-50, 50)))
                column.push_back(value);
        }
        auto point = decide(net);
        double sum = std::accumulate(point.acceptability.begin(), point.acceptability.end(), 0.0);
        RC_ASSERT(std::fabs(sum - 1) < 1e-12);
        RC_ASSERT(point.evpi >= 0);
        RC_ASSERT(std::fabs(point.evpi - point.expected_loss[point.best]) < 1e-9);
        double value = evppi(net, net[0]);
        RC_ASSERT(value >= 0);
        RC_ASSERT(value <= point.evpi);
    }));
}

TEST_CASE("ties go to the first, and columns that do not fit are a problem")
{
    auto point = decide(std::vector<std::vector<double>> { { 1, 1 }, { 1, 1 } });
    CHECK(point.acceptability == std::vector<double> { 1, 0 });
    CHECK(point.best == 0);
    CHECK(check_draws({ {}, {} }).error().key == "impact.draws_do_not_fit");
    CHECK(check_draws({ { { 1, 2 } }, { { 1 } } }).error().key == "impact.draws_do_not_fit");
}
