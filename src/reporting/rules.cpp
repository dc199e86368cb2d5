// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reporting/rules.h"
#include "base/json.h"
#include <algorithm>

namespace bydel::reporting {

void add(Counts& sum, Counts const& more, int times)
{
    sum.events += times * more.events;
    sum.women += times * more.women;
    sum.minutes += times * more.minutes;
}

void add_of_same_mothers(Counts& sum, Counts const& more)
{
    add(sum, more);
    sum.mothers = std::max(sum.mothers, more.mothers);
}

static void add(Sums& sums, std::pair<std::string, std::string> cell, Counts const& more, int times)
{
    auto found = sums.try_emplace(std::move(cell)).first;
    add(found->second, more, times);
    found->second.mothers = found->second.events > 0 ? 1 : 0;
    if (found->second == Counts {})
        sums.erase(found);
}

void add(Sums& sums, measure::Counted const& event, int times)
{
    Counts const one { 1, event.women, event.minutes, 1 };
    add(sums, { std::string(measure::Measure::total), "" }, one, times);
    for (auto const& answer : event.answers)
        add(sums, { answer.dimension, answer.code }, one, times);
}

void add(Sums& sums, Sums const& more)
{
    for (auto const& [cell, counts] : more)
        add(sums, cell, counts, 1);
}

std::string to_text(Sums const& sums)
{
    Json::Object dimensions;
    for (auto const& [cell, counts] : sums) {
        if (dimensions.empty() || dimensions.back().first != cell.first)
            dimensions.emplace_back(cell.first, Json::Object());
        dimensions.back().second.append_member(cell.second, Json::Array { counts.events, counts.women, counts.minutes });
    }
    return Json(std::move(dimensions)).dump();
}

Sums sums_in(std::string_view text)
{
    Sums sums;
    auto const dimensions = MUST(parse_json(text));
    for (auto const& [dimension, codes] : *dimensions.as_object()) {
        for (auto const& [code, counts] : *codes.as_object()) {
            auto const& numbers = *counts.as_array();
            sums.emplace(std::pair(dimension, code), Counts { *numbers[0].as_integer(), *numbers[1].as_integer(), *numbers[2].as_integer(), 1 });
        }
    }
    return sums;
}

std::vector<Tally> tallies_in(std::map<std::string, Sums> const& by_mark, Counting const& counting)
{
    Sums all;
    for (auto const& [mark, sums] : by_mark) {
        for (auto const& [cell, counts] : sums) {
            auto& sum = all[cell];
            add(sum, counts, 1);
            sum.mothers += counts.mothers;
        }
    }
    std::vector<Tally> tallies;
    for (auto const& [cell, counts] : all)
        tallies.push_back({ counting.group_id, counting.period, counting.event, cell.first, cell.second, counts });
    return tallies;
}

std::vector<Tally> count(std::vector<measure::Counted> const& events, Counting const& counting)
{
    std::map<std::string, Sums> by_mark;
    for (auto const& event : events)
        add(by_mark[event.mark], event, 1);
    return tallies_in(by_mark, counting);
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
