// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/slice/demo.h"
#include "base/id.h"
#include <cmath>

namespace bydel::demo {

std::uint64_t Dice::next()
{
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

double Dice::unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

int Dice::poisson(double mean)
{
    double limit = std::exp(-mean);
    double product = unit();
    int count = 0;
    for (; product > limit && count < 60; ++count)
        product *= unit();
    return count;
}

double Dice::normal()
{
    double sum = 0;
    for (int i = 0; i < 12; ++i)
        sum += unit();
    return sum - 6;
}

std::string Dice::id(std::string const& day)
{
    std::array<unsigned char, 10> random;
    for (auto& byte : random)
        byte = static_cast<unsigned char>(next());
    return make_id(start_of(day), random);
}

std::string Stage::first_month() const { return add_months(month_of(plan.today), -(plan.months - 1)); }

double Stage::season(std::string const& month) const
{
    if (month == add_months(month_of(plan.today), -std::min(plan.months - 1, 7)))
        return 0.15;
    auto number = std::stoi(month.substr(5));
    return number == 7 ? 0.5 : number == 12 ? 0.8 : 1.0;
}

Done Stage::change(std::function<Done(db::Session&, journal::Journal&)> const& work) const
{
    return journal::change(services.database, { plan.programme_id, "", services.clock.now() }, work);
}

/// FNV-1a.
static std::uint64_t seed_of(std::string_view slice, std::uint64_t seed)
{
    std::uint64_t hash = 0xcbf29ce484222325u ^ seed;
    for (unsigned char sign : slice)
        hash = (hash ^ sign) * 0x100000001b3u;
    return hash;
}

Done play(Stage& stage)
{
    for (auto const& slice : stage.services.slices->all()) {
        stage.dice = Dice(seed_of(slice.name, stage.plan.seed));
        if (slice.demo)
            TRY(slice.demo(stage));
    }
    return {};
}

} // namespace bydel::demo
