// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reporting/disclosure.h"
#include <algorithm>

namespace bydel::reporting {

bool is_safe(Counts const& counts) { return counts.events == 0 || (counts.events >= least_events && counts.mothers >= least_mothers); }

bool is_safe_of(Counts const& yes, Counts const& total)
{
    auto no = total.events - yes.events;
    return is_safe(yes) && (no == 0 || no >= least_events);
}

bool is_too_few(Counts const& total) { return total.events > 0 && total.events - 1 < least_width; }

std::optional<std::vector<bool>> hidden_rows(std::vector<Counts> const& rows) { return hidden_rows(rows, rows); }

std::optional<std::vector<bool>> hidden_rows(std::vector<Counts> const& rows, std::vector<Counts> const& others)
{
    std::vector<bool> hidden(rows.size(), false);
    std::int64_t sum = 0, sum_of_others = 0;
    int count = 0;
    auto hide = [&](std::size_t i) {
        hidden[i] = true;
        sum += rows[i].events;
        sum_of_others += others[i].events;
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
            bool candidate = !hidden[i] && rows[i].events > 0;
            if (candidate && (smallest == rows.size() || rows[i].events < rows[smallest].events))
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
    auto left = total.events;
    for (auto const& counts : shown)
        left -= counts.events;
    return std::max<std::int64_t>(0, left);
}

Counts told(Counts counts)
{
    static constexpr std::int64_t half_hour = 30;
    if (counts.events < least_events)
        counts.minutes = (counts.minutes + half_hour - 1) / half_hour * half_hour;
    return counts;
}

// --- tables -----------------------------------------------------------------------------------------------------------------

static Status status_of(Counts const& counts) { return counts.events == 0 ? Status::zero : Status::shown; }

ClosedTally cell_in(std::vector<ClosedTally> const& closed, std::string_view dimension, std::string_view code)
{
    for (auto const& one : closed) {
        if (one.tally.dimension == dimension && one.tally.code == code)
            return one;
    }
    return { { "", "", "", std::string(dimension), std::string(code), {} }, {} };
}

Counts counts_in(std::vector<Tally> const& tallies, std::string_view dimension, std::string_view code)
{
    for (auto const& tally : tallies) {
        if (tally.dimension == dimension && tally.code == code)
            return tally.counts;
    }
    return {};
}

static void put_in_order(std::vector<Row>& rows, bool ordered)
{
    std::stable_sort(rows.begin(), rows.end(), [&](Row const& a, Row const& b) {
        if ((a.code == "not_stated") != (b.code == "not_stated"))
            return b.code == "not_stated";
        return ordered ? std::stoi("0" + a.code) < std::stoi("0" + b.code) : a.counts.events > b.counts.events;
    });
}

Table open_table(std::vector<Tally> const& tallies, measure::Dimension const& dimension, measure::Codes const& codes)
{
    Table table { std::string(dimension.name), dimension.multiple, {} };
    for (auto const& tally : tallies) {
        if (tally.dimension == dimension.name && !dimension.sensitive && !codes.is_sensitive(tally.dimension, tally.code))
            table.rows.push_back({ tally.code, status_of(tally.counts), tally.counts });
    }
    put_in_order(table.rows, dimension.ordered);
    for (auto& row : table.rows)
        row.counts = told(row.counts);
    return table;
}

static Row row_of(Tally const& tally, bool hidden)
{
    return hidden ? Row { tally.code, Status::hidden, {} } : Row { tally.code, status_of(tally.counts), tally.counts };
}

std::optional<Table> sensitive_codes(
    std::vector<ClosedTally> const& quarter, std::int64_t told_by_open, measure::Dimension const& dimension, std::vector<std::string> const& sensitive)
{
    auto const total = cell_in(quarter, measure::Measure::total, "");
    if (is_too_few(total.tally.counts) || is_too_few(total.others))
        return std::nullopt;
    Table table { std::string(dimension.name), dimension.multiple, {} };
    int hidden_rows = 0;
    auto still_told = told_by_open;
    for (auto const& code : sensitive) {
        auto const cell = cell_in(quarter, dimension.name, code);
        bool hidden = !is_safe_of(cell.tally.counts, total.tally.counts) || !is_safe_of(cell.others, total.others);
        hidden_rows += hidden;
        still_told -= hidden ? 0 : cell.tally.counts.events;
        table.rows.push_back(row_of(cell.tally, hidden));
    }
    // A single hidden one must not be told by the others and by the open ones.
    if (hidden_rows == 1 && total.tally.counts.events - std::max<std::int64_t>(0, still_told) < least_width)
        return std::nullopt;
    return table;
}

std::optional<Table> sensitive_dimension(std::vector<ClosedTally> const& quarter, measure::Dimension const& dimension)
{
    std::vector<Counts> counts, others;
    std::vector<Tally> tallies;
    for (auto const& one : quarter) {
        if (one.tally.dimension != dimension.name)
            continue;
        tallies.push_back(one.tally);
        counts.push_back(one.tally.counts);
        others.push_back(one.others);
    }
    auto hidden = hidden_rows(counts, others);
    if (!hidden)
        return std::nullopt;
    Table table { std::string(dimension.name), dimension.multiple, {} };
    for (std::size_t i = 0; i < tallies.size(); ++i)
        table.rows.push_back(row_of(tallies[i], (*hidden)[i]));
    return table;
}

} // namespace bydel::reporting
