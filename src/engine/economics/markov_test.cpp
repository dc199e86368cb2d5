// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/markov.h"
#include <doctest/doctest.h>

using namespace bydel;
using namespace bydel::economics;
using bydel::stats::Matrix;

namespace {

/// A: leaves to B, C, death; B: to C, death; C: to death.
struct Exits {
    double ab, ac, ad, bc, bd, cd;
};

Matrix transitions(Exits e, double relative_risk)
{
    for (double* one : { &e.ab, &e.ac, &e.ad, &e.bc, &e.bd, &e.cd })
        *one *= relative_risk;
    return { 4, { 1 - e.ab - e.ac - e.ad, e.ab, e.ac, e.ad, 0, 1 - e.bc - e.bd, e.bc, e.bd, 0, 0, 1 - e.cd, e.cd, 0, 0, 0, 1 } };
}

MarkovPhase phase(int cycles, Matrix matrix, double drugs)
{
    return { cycles, std::move(matrix), { 1701 + 1055 + drugs, 1774 + 1278 + drugs, 6948 + 2059 + drugs, 0 }, { 1, 1, 1, 0 } };
}

MarkovModel hiv(Exits exits, bool combined)
{
    MarkovModel model;
    model.start = { 1, 0, 0, 0 };
    if (combined)
        model.phases = { phase(2, transitions(exits, 0.509), 2278 + 2086.50), phase(18, transitions(exits, 1), 2278) };
    else
        model.phases = { phase(20, transitions(exits, 1), 2278) };
    model.cost_discount = flat_schedule(0.06);
    model.effect_discount = flat_schedule(0);
    return model;
}

constexpr Exits counted { 350.0 / 1734, 116.0 / 1734, 17.0 / 1734, 512.0 / 1258, 15.0 / 1258, 437.0 / 1749 };
constexpr Exits rounded { .202, .067, .010, .407, .012, .250 };

} // namespace

TEST_CASE("V9: Chancellor's HIV model (Briggs, Claxton, Sculpher) from its counts")
{
    auto mono = MUST(run_markov(hiv(counted, false)));
    auto both = MUST(run_markov(hiv(counted, true)));
    CHECK(mono.cost == doctest::Approx(44663.453563697).epsilon(1e-13));
    CHECK(mono.effect == doctest::Approx(7.991206646).epsilon(1e-10));
    CHECK(both.cost == doctest::Approx(50601.651331204).epsilon(1e-13));
    CHECK(both.effect == doctest::Approx(8.937388892).epsilon(1e-10));
    CHECK((both.cost - mono.cost) / (both.effect - mono.effect) == doctest::Approx(6275.955603532).epsilon(1e-12));
}

TEST_CASE("V9: the same with the rounded matrix")
{
    auto mono = MUST(run_markov(hiv(rounded, false)));
    auto both = MUST(run_markov(hiv(rounded, true)));
    CHECK(mono.cost == doctest::Approx(44613.850822).epsilon(1e-11));
    CHECK(both.cost == doctest::Approx(50554.715436).epsilon(1e-11));
    CHECK(mono.effect == doctest::Approx(7.979172682).epsilon(1e-10));
    CHECK(both.effect == doctest::Approx(8.925505082).epsilon(1e-10));
    CHECK((both.cost - mono.cost) / (both.effect - mono.effect) == doctest::Approx(6277.777885).epsilon(1e-10));
}

TEST_CASE("a cycle counts its start, its end or the mean of both")
{
    auto model = hiv(counted, false);
    auto effect = [&](CycleCount count) {
        model.count = count;
        return MUST(run_markov(model)).effect;
    };
    double start = effect(CycleCount::start);
    double end = effect(CycleCount::end);
    CHECK(effect(CycleCount::half_cycle) == doctest::Approx((start + end) / 2).epsilon(1e-14));
    CHECK(start > end);
    auto states = MUST(run_markov(model)).states;
    CHECK(states.size() == 21);
    for (auto const& shares : states)
        CHECK(shares[0] + shares[1] + shares[2] + shares[3] == doctest::Approx(1).epsilon(1e-14));
}

TEST_CASE("a Markov model that can't be is a problem")
{
    auto model = hiv(counted, false);
    model.start = { 0.5, 0, 0, 0 };
    CHECK(run_markov(model).error().key == "impact.probability_sum");
    model = hiv(counted, false);
    model.phases[0].transitions.at(1, 2) = 0.9;
    CHECK(run_markov(model).error().params[0].second == "2");
    model = hiv(counted, false);
    model.phases[0].costs.pop_back();
    CHECK(run_markov(model).error().key == "impact.draws_do_not_fit");
    model = hiv(counted, false);
    model.phases[0].cycles = 0;
    CHECK(run_markov(model).error().key == "impact.year_out_of_range");
    model.phases[0].cycles = 1001;
    CHECK(run_markov(model).error().key == "impact.year_out_of_range");
}
