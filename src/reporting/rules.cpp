// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reporting/rules.h"
#include <algorithm>
#include <set>

namespace bydel::reporting {

std::string minutes_band(std::int64_t minutes)
{
    if (minutes <= 0)
        return "not_stated";
    auto band = std::find_if(outreach::minute_steps.begin(), outreach::minute_steps.end(), [&](std::int64_t step) { return minutes <= step; });
    return std::to_string(band == outreach::minute_steps.end() ? outreach::minute_steps.back() : *band);
}

namespace {

class Counter {
public:
    void add(std::string const& dimension, std::string const& code, outreach::Conversation const& conversation)
    {
        auto& cell = cells_[{ dimension, code }];
        ++cell.counts.conversations;
        cell.counts.women += conversation.women;
        cell.counts.minutes += conversation.minutes;
        cell.marks.insert(conversation.author_mark);
    }
    std::vector<Tally> tallies(std::string const& group_id, std::string const& period)
    {
        std::vector<Tally> tallies;
        for (auto& [key, cell] : cells_) {
            cell.counts.mothers = static_cast<std::int64_t>(cell.marks.size());
            tallies.push_back({ group_id, period, key.first, key.second, cell.counts });
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

std::vector<Tally> count(std::vector<outreach::Conversation> const& conversations, std::string const& group_id, std::string const& period)
{
    Counter counter;
    for (auto const& conversation : conversations) {
        counter.add("total", "", conversation);
        counter.add("contact_way", conversation.contact_way, conversation);
        counter.add("place", conversation.place, conversation);
        counter.add("next_step", conversation.next_step, conversation);
        counter.add("meeting", conversation.meeting, conversation);
        counter.add("minutes", minutes_band(conversation.minutes), conversation);
        counter.add("language", conversation.language.value_or("not_stated"), conversation);
        if (conversation.ladder)
            counter.add("ladder", std::to_string(*conversation.ladder), conversation);
        for (auto const& activity : conversation.activities)
            counter.add("activities", activity, conversation);
        for (auto const& theme : conversation.themes)
            counter.add("themes", theme, conversation);
    }
    return counter.tallies(group_id, period);
}

bool is_safe(Counts const& counts) { return counts.conversations == 0 || (counts.conversations >= least_conversations && counts.mothers >= least_mothers); }

bool is_safe_of(Counts const& yes, Counts const& total)
{
    auto no = total.conversations - yes.conversations;
    return is_safe(yes) && (no == 0 || no >= least_conversations);
}

bool is_too_few(Counts const& total) { return total.conversations > 0 && total.conversations - 1 < least_width; }

std::optional<std::vector<bool>> hidden_rows(std::vector<Counts> const& rows) { return hidden_rows(rows, rows); }

std::optional<std::vector<bool>> hidden_rows(std::vector<Counts> const& rows, std::vector<Counts> const& others)
{
    std::vector<bool> hidden(rows.size(), false);
    std::int64_t sum = 0, sum_of_others = 0;
    int count = 0;
    auto hide = [&](std::size_t i) {
        hidden[i] = true;
        sum += rows[i].conversations;
        sum_of_others += others[i].conversations;
        ++count;
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!is_safe(rows[i]) || !is_safe(others[i]))
            hide(i);
    }
    // Each of the hidden ones is at least 1, so with the sum known it can be anything from 1 to sum - (count - 1). Of others there may be none.
    auto told_too_well = [&] { return count < 2 || sum - count < least_width || (sum_of_others > 0 && sum_of_others < least_width); };
    while (count > 0 && told_too_well()) {
        std::size_t smallest = rows.size();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            bool candidate = !hidden[i] && rows[i].conversations > 0;
            if (candidate && (smallest == rows.size() || rows[i].conversations < rows[smallest].conversations))
                smallest = i;
        }
        if (smallest == rows.size()) // nothing left to hide behind
            return std::nullopt;
        hide(smallest);
    }
    return hidden;
}

std::int64_t about_none_of(Counts const& total, std::vector<Counts> const& shown)
{
    auto left = total.conversations;
    for (auto const& counts : shown)
        left -= counts.conversations;
    return std::max<std::int64_t>(0, left);
}

Counts told(Counts counts)
{
    static constexpr std::int64_t half_hour = 30;
    if (counts.conversations < least_conversations)
        counts.minutes = (counts.minutes + half_hour - 1) / half_hour * half_hour;
    return counts;
}

int silent_months(std::string const& last_active_month, std::string const& joined_on, std::string const& today)
{
    auto from = last_active_month.empty() ? month_of(joined_on) : last_active_month;
    return std::max(0, months_between(from, month_of(today)));
}

} // namespace bydel::reporting
