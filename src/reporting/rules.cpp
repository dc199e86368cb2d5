// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reporting/rules.h"
#include <algorithm>
#include <set>

namespace bydel::reporting {

namespace {

class Counter {
public:
    void add(std::string const& dimension, std::string const& code, measure::Counted const& event)
    {
        auto& cell = cells_[{ dimension, code }];
        ++cell.counts.events;
        cell.counts.women += event.women;
        cell.counts.minutes += event.minutes;
        cell.marks.insert(event.mark);
    }
    std::vector<Tally> tallies(Counting const& counting)
    {
        std::vector<Tally> tallies;
        for (auto& [key, cell] : cells_) {
            cell.counts.mothers = static_cast<std::int64_t>(cell.marks.size());
            tallies.push_back({ counting.group_id, counting.period, counting.event, key.first, key.second, cell.counts });
        }
        return tallies;
    }

private:
    struct Cell {
        Counts counts;
        std::set<std::string> marks;
    };
    std::map<std::pair<std::string, std::string>, Cell> cells_;
};

} // namespace

std::vector<Tally> count(std::vector<measure::Counted> const& events, Counting const& counting)
{
    Counter counter;
    for (auto const& event : events) {
        counter.add(std::string(measure::Measure::total), "", event);
        for (auto const& answer : event.answers)
            counter.add(std::string(answer.dimension), answer.code, event);
    }
    return counter.tallies(counting);
}

std::vector<ClosedTally> count_closed(std::vector<measure::Counted> events, Counting const& counting)
{
    std::vector<ClosedTally> closed;
    for (auto& tally : count(events, counting))
        closed.push_back({ std::move(tally), {} });
    std::erase_if(events, [](measure::Counted const& one) { return one.by_office; });
    for (auto const& others : count(events, counting)) {
        auto cell = std::find_if(
            closed.begin(), closed.end(), [&](ClosedTally const& one) { return one.tally.dimension == others.dimension && one.tally.code == others.code; });
        cell->others = others.counts;
    }
    return closed;
}

} // namespace bydel::reporting
