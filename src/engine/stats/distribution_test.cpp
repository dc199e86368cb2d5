// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/stats/distribution.h"
#include "engine/stats/number_text.h"
#include "engine/stats/summary.h"
#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace bydel;
using namespace bydel::stats;

namespace {

Distribution made(DistributionKind kind, StatedBy by, double a, double b = 0, double c = 0) { return MUST(make_distribution({ kind, by, a, b, c }, 0)); }

std::string fault(DistributionSpec spec, double value = 0)
{
    auto result = make_distribution(spec, value);
    if (result)
        return "none";
    auto const& params = result.error().params;
    return result.error().key + ": " + params[0].second + " " + params[1].second + " " + params[2].second;
}

std::vector<Distribution> one_of_each()
{
    using enum StatedBy;
    using Kind = DistributionKind;
    return { made(Kind::uniform, low_high, -2, 5), made(Kind::triangular, low_mode_high, 1, 2, 10), made(Kind::pert, low_mode_high, 1, 2, 10),
        made(Kind::normal, mean_sd, -3, 2), made(Kind::lognormal, mean_sd, 5, 2), made(Kind::gamma, mean_sd, 150'000, 30'000),
        made(Kind::gamma, native, 0.4, 2), made(Kind::beta, mean_sd, 0.25, 0.1), made(Kind::beta, native, 0.5, 0.7), made(Kind::bernoulli, native, 0.3) };
}

/// The largest distance between the empirical and the theoretical distribution, times sqrt(n).
double kolmogorov(Distribution const& one, std::vector<double> const& ascending)
{
    double worst = 0;
    auto const n = static_cast<double>(ascending.size());
    for (std::size_t i = 0; i < ascending.size(); ++i) {
        double expected = cdf(one, ascending[i]);
        worst = std::max({ worst, std::fabs(expected - static_cast<double>(i) / n), std::fabs(expected - static_cast<double>(i + 1) / n) });
    }
    return worst * std::sqrt(n);
}

} // namespace

TEST_CASE("an impossible distribution names the number that is wrong and its limit")
{
    using enum StatedBy;
    using Kind = DistributionKind;
    CHECK(fault({ Kind::beta, mean_sd, 0.3, 0.5 }) == "impact.impossible_distribution: beta sd below 0.458258");
    CHECK(fault({ Kind::beta, mean_sd, 1.2, 0.1 }) == "impact.impossible_distribution: beta mean between 0 and 1");
    CHECK(fault({ Kind::beta, around_value, 0.1 }, 0) == "impact.impossible_distribution: beta mean between 0 and 1");
    CHECK(fault({ Kind::gamma, mean_sd, -1, 1 }) == "impact.impossible_distribution: gamma mean above 0");
    CHECK(fault({ Kind::lognormal, mean_sd, 0, 1 }) == "impact.impossible_distribution: lognormal mean above 0");
    CHECK(fault({ Kind::normal, mean_sd, 0, -1 }) == "impact.impossible_distribution: normal sd 0 or more");
    CHECK(fault({ Kind::gamma, native, 0, 1 }) == "impact.impossible_distribution: gamma shape above 0");
    CHECK(fault({ Kind::beta, native, 1, -1 }) == "impact.impossible_distribution: beta beta above 0");
    CHECK(fault({ Kind::uniform, low_high, 3, 2 }) == "impact.impossible_distribution: uniform low at most 2");
    CHECK(fault({ Kind::pert, low_mode_high, 1, 9, 4 }) == "impact.impossible_distribution: pert mode 1 to 4");
    CHECK(fault({ Kind::triangular, low_mode_high, 1, std::nan(""), 4 }) == "impact.impossible_distribution: triangular mode 1 to 4");
    CHECK(fault({ Kind::bernoulli, native, 1.5 }) == "impact.impossible_distribution: bernoulli probability 0 to 1");
    CHECK(fault({ Kind::uniform, mean_sd, 1, 2 }) == "impact.impossible_distribution: uniform stated_by another way of stating it");
    CHECK(fault({ Kind::normal, mean_sd, std::nan(""), 1 }) == "impact.impossible_distribution: normal mean a number");
    CHECK(fault({ Kind::beta, mean_sd, 0.3, std::nan("") }) == "impact.impossible_distribution: beta sd 0 or more");
}

TEST_CASE("mean and spread are those that were stated")
{
    CHECK(rc::check([] {
        double mean = *rc::gen::inRange(1, 1000) / 1001.0;
        double sd = std::sqrt(mean * (1 - mean)) * *rc::gen::inRange(1, 100) / 101.0;
        for (auto kind : { DistributionKind::normal, DistributionKind::lognormal, DistributionKind::gamma, DistributionKind::beta }) {
            auto one = MUST(make_distribution({ kind, StatedBy::mean_sd, mean, sd }, 0));
            RC_ASSERT(std::fabs(mean_of(one) / mean - 1) < 1e-12);
            RC_ASSERT(std::fabs(sd_of(one) / sd - 1) < 1e-9);
        }
    }));
    auto around = MUST(make_distribution({ DistributionKind::normal, StatedBy::around_value, 2 }, 7));
    CHECK((mean_of(around) == 7 && sd_of(around) == 2));
    CHECK(MUST(make_distribution({ DistributionKind::gamma, StatedBy::mean_sd, 3, 0 }, 0)).kind == DistributionKind::fixed);
}

TEST_CASE("a quantile undoes the distribution")
{
    for (auto const& one : one_of_each()) {
        if (one.kind == DistributionKind::bernoulli)
            continue;
        for (double p : { 0.001, 0.1, 0.25, 0.5, 0.9, 0.999 })
            CHECK_MESSAGE(cdf(one, quantile(one, p)) == doctest::Approx(p).epsilon(1e-10), distribution_names[static_cast<std::size_t>(one.kind)] << " " << p);
    }
}

TEST_CASE("20,000 draws have the mean, the spread and the shape of their distribution")
{
    for (auto const& one : one_of_each()) {
        std::vector<double> draws;
        for (std::uint32_t i = 0; i < 20'000; ++i)
            draws.push_back(draw(one, VariableStream(2016, 0, 5, i)));
        auto const name = distribution_names[static_cast<std::size_t>(one.kind)];
        CHECK_MESSAGE(std::fabs(stats::mean_of(draws) - mean_of(one)) < 4 * sd_of(one) / std::sqrt(20'000.0), name);
        CHECK_MESSAGE(sd_of(draws) == doctest::Approx(sd_of(one)).epsilon(0.05), name);
        if (one.kind != DistributionKind::bernoulli)
            CHECK_MESSAGE(kolmogorov(one, sorted(draws)) < 1.95, name); // 99.9 %
    }
}

TEST_CASE("a beta so flat that its gammas vanish is a coin")
{
    auto one = made(DistributionKind::beta, StatedBy::native, 1e-4, 1e-4);
    double sum = 0;
    for (std::uint32_t i = 0; i < 1000; ++i) {
        double x = draw(one, VariableStream(1, 0, 0, i));
        REQUIRE((x >= 0 && x <= 1));
        sum += x;
    }
    CHECK(sum / 1000 == doctest::Approx(0.5).epsilon(0.1));
}

TEST_CASE("numbers of a problem are written plainly")
{
    CHECK(number_text(0) == "0");
    CHECK(number_text(1) == "1");
    CHECK(number_text(-2.5) == "-2.5");
    CHECK(number_text(0.4582575) == "0.458258");
    CHECK(number_text(0.1) == "0.1");
    CHECK(number_text(0.00012) == "0.00012");
    CHECK(number_text(123456789) == "123456789");
    CHECK(number_text(99999.96) == "100000");
    CHECK(number_text(0.999999999) == "1");
    CHECK(number_text(1e300) == "more than 1000000000000000");
    CHECK(number_text(std::nan("")) == "not a number");
}
