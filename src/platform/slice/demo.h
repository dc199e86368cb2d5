// SPDX-License-Identifier: AGPL-3.0-or-later
// The stage of a demo: a believable, deterministic programme of invented people, which each slice fills with what is its own, after those it refers to.
// Every slice throws dice of its own, so that a new one changes nothing of the others'.
#pragma once
#include "platform/slice/slice.h"
#include <algorithm>
#include <array>

namespace bydel::demo {

/// SplitMix64: small, and the same numbers everywhere.
class Dice {
public:
    explicit Dice(std::uint64_t seed)
        : state_(seed)
    {
    }
    std::uint64_t next();
    double unit(); ///< [0, 1)
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }
    bool chance(double probability) { return unit() < probability; }
    int poisson(double mean); ///< at most 60
    double normal();          ///< nearly: the sum of twelve
    std::string id(std::string const& day);

    template <class List>
    auto const& pick(List const& list)
    {
        return list[below(std::size(list))];
    }
    /// Of pairs of a value and its weight.
    template <class List>
    typename List::value_type::first_type weighted(List const& list)
    {
        double total = 0;
        for (auto const& [value, weight] : list)
            total += weight;
        double at = unit() * total;
        for (auto const& [value, weight] : list) {
            at -= weight;
            if (at < 0)
                return value;
        }
        return list.front().first;
    }
    /// One, and with some probability another, at most three; sorted.
    template <class List>
    std::vector<std::string> some(List const& list, double another)
    {
        std::vector<std::string> values { std::string(weighted(list)) };
        while (values.size() < 3 && chance(another)) {
            auto value = std::string(weighted(list));
            if (std::find(values.begin(), values.end(), value) == values.end())
                values.push_back(value);
        }
        std::sort(values.begin(), values.end());
        return values;
    }

private:
    std::uint64_t state_;
};

using Weighted = std::pair<std::string_view, double>;

struct Plan {
    std::string programme_id;
    int groups;
    int mothers_per_group;
    int months;
    std::string today;
    std::uint64_t seed;
};

struct Mother {
    std::string person_id;
    double per_month; ///< her own rate; skewed over mothers
    std::string joined_on;
    std::string silent_from; ///< month, or empty
    std::string moves_on;    ///< day, or empty
    std::string group_id;
    std::string next_group_id; ///< after moving

    std::string const& group_on(std::string const& day) const { return !moves_on.empty() && day >= moves_on ? next_group_id : group_id; }
    bool is_silent_in(std::string const& month) const { return !silent_from.empty() && month >= silent_from; }
};

struct Stage {
    http::Services const& services;
    Plan plan;
    std::function<void(std::string const&)> say; ///< hears of progress
    Dice dice { 0 };
    std::vector<Mother> mothers = {}; ///< filled by people

    std::string first_month() const;
    /// How much is done in a month beside an ordinary one: summer, Christmas, and one bad month.
    double season(std::string const& month) const;
    Done change(std::function<Done(db::Session&, journal::Journal&)> const& work) const;
};

/// Fills the stage with every slice's part, in their order.
Done play(Stage& stage);

} // namespace bydel::demo
