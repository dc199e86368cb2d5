// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/measure/measure.h"
#include "base/json.h"
#include <algorithm>

namespace bydel::measure {

std::string to_text(Cell const& cell) { return cell.event + "|" + cell.group_id + "|" + cell.month; }

static bool is_same_event(Change const& one, Change const& other) { return one.cell == other.cell && one.counted == other.counted; }

std::vector<Change> without_what_cancels(std::vector<Change> changes)
{
    std::vector<Change> left;
    for (auto& change : changes) {
        auto same = std::find_if(left.begin(), left.end(), [&](Change const& one) { return is_same_event(one, change); });
        if (same == left.end())
            left.push_back(std::move(change));
        else
            same->times += change.times;
    }
    std::erase_if(left, [](Change const& one) { return one.times == 0; });
    return left;
}

static Json to_json(Change const& change)
{
    auto const& [cell, counted, times] = change;
    Json::Array answers;
    for (auto const& answer : counted.answers)
        answers.emplace_back(Json::Array { answer.dimension, answer.code });
    return Json::object({ { "times", times }, { "event", cell.event }, { "group", cell.group_id }, { "month", cell.month }, { "mark", counted.mark },
        { "women", counted.women }, { "minutes", counted.minutes }, { "answers", Json(std::move(answers)) } });
}

static Change change_from(Json const& json)
{
    auto const number = [&](std::string_view name) { return *json[name].as_integer(); };
    Change change { { json.text("event"), json.text("group"), json.text("month") }, { number("women"), number("minutes"), json.text("mark") },
        static_cast<int>(number("times")) };
    for (auto const& answer : *json["answers"].as_array()) {
        auto const& parts = *answer.as_array();
        change.counted.answers.push_back({ *parts[0].as_string(), *parts[1].as_string() });
    }
    return change;
}

std::string to_text(std::vector<Change> const& changes)
{
    Json::Array all;
    for (auto const& change : changes)
        all.push_back(to_json(change));
    return Json(std::move(all)).dump();
}

std::vector<Change> changes_in(std::string_view text)
{
    std::vector<Change> changes;
    auto const all = MUST(parse_json(text));
    for (auto const& one : *all.as_array())
        changes.push_back(change_from(one));
    return changes;
}

template <class Named>
static Named const* find_named(std::vector<Named> const& all, std::string_view name)
{
    auto found = std::find_if(all.begin(), all.end(), [&](Named const& one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

Dimension const* Event::find(std::string_view dimension) const { return find_named(dimensions, dimension); }
Event const* Measures::event(std::string_view name) const { return find_named(events, name); }
Measure const* Measures::measure(std::string_view name) const { return find_named(measures, name); }

} // namespace bydel::measure
