// SPDX-License-Identifier: AGPL-3.0-or-later
// The reader of the journal: what a change adds to and takes from is the month of one mother, by her mark. Every SQL statement on the tallies is here.
#include "reporting/rules.h"
#include "reporting/store.h"
#include <algorithm>

namespace bydel::reporting {

/// A row of tally.
struct MothersMonth {
    measure::Cell cell;
    std::string mark;
    auto operator<=>(MothersMonth const&) const = default;
};

static Sums sums_of(db::Session& session, std::string const& programme_id, MothersMonth const& row)
{
    auto found = session.query_one("SELECT sums FROM tally WHERE programme_id = $1 AND group_id = $2 AND month = $3 AND event = $4 AND mark = $5", programme_id,
        row.cell.group_id, row.cell.month, row.cell.event, row.mark);
    return found ? sums_in(found->text(0)) : Sums();
}

static Done keep(db::Session& session, std::string const& programme_id, MothersMonth const& row, Sums const& sums)
{
    auto const& [event, group_id, month] = row.cell;
    if (sums.empty())
        TRY(session.execute("DELETE FROM tally WHERE programme_id = $1 AND group_id = $2 AND month = $3 AND event = $4 AND mark = $5", programme_id, group_id,
            month, event, row.mark));
    else
        TRY(session.execute("INSERT INTO tally (programme_id, group_id, month, event, mark, sums) VALUES ($1, $2, $3, $4, $5, $6) "
                            "ON CONFLICT (programme_id, group_id, month, event, mark) DO UPDATE SET sums = excluded.sums",
            programme_id, group_id, month, event, row.mark, to_text(sums)));
    return {};
}

/// It costs what came, however much was counted before. Nothing where an entry names cells and does not say what it changes there: a server of an earlier
/// version, which still runs beside this one, wrote it.
static Result<std::optional<int>> take_entries(
    db::Session& session, Slices const&, std::string const& programme_id, std::vector<journal::Written> const& entries)
{
    auto const last = entries.back().sequence;
    auto counted = journal::to_count(session, programme_id, entries.front().sequence - 1, last);
    auto const naming_cells = std::count_if(entries.begin(), entries.end(), [](journal::Written const& entry) { return !entry.cells.empty(); });
    if (naming_cells != static_cast<std::ptrdiff_t>(counted.size()))
        return std::nullopt;
    std::map<MothersMonth, std::vector<measure::Change>> touched;
    for (auto& [sequence, changes] : counted) {
        for (auto& change : changes)
            touched[{ change.cell, change.counted.mark }].push_back(std::move(change));
    }
    for (auto const& [row, changes] : touched) {
        auto sums = sums_of(session, programme_id, row);
        for (auto const& change : changes)
            add(sums, change.counted, change.times);
        TRY(keep(session, programme_id, row, sums));
    }
    TRY(journal::forget_counted(session, programme_id, last));
    return std::optional(static_cast<int>(touched.size()));
}

/// From the records. Of an event that no slice declares any more, nothing is left to count.
static Result<int> count_everything(db::Session& session, Slices const& slices, std::string const& programme_id)
{
    int cells = 0;
    TRY(session.execute("DELETE FROM tally WHERE programme_id = $1", programme_id));
    for (auto const& event : slices.measures().events) {
        for (auto const& cell : event.cells(session, programme_id)) {
            std::map<std::string, Sums> by_mark;
            for (auto const& one : event.held_in(session, programme_id, cell.group_id, cell.month))
                add(by_mark[one.mark], one, 1);
            for (auto const& [mark, sums] : by_mark)
                TRY(keep(session, programme_id, { cell, mark }, sums));
            ++cells;
        }
    }
    TRY(journal::forget_counted(session, programme_id, journal::last_sequence(session, programme_id)));
    return cells;
}

journal::Reader const& tally_reader()
{
    static journal::Reader const reader { "tally", take_entries, count_everything };
    return reader;
}

Result<int> catch_up(http::Services const& services, std::string const& programme_id)
{
    return journal::catch_up(services.database, *services.slices, tally_reader(), programme_id);
}

Result<int> rebuild(http::Services const& services, std::string const& programme_id)
{
    return journal::begin(services.database, *services.slices, tally_reader(), programme_id);
}

/// A mother has one mark in the months of a quarter.
std::vector<Tally> tallies_of(
    db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& period, std::string_view event)
{
    std::map<std::string, Sums> by_mark;
    for (auto const& row :
        session.query("SELECT mark, sums FROM tally WHERE programme_id = $1 AND group_id = $2 AND month >= $3 AND month <= $4 AND event = $5", programme_id,
            group_id, month_of(first_day_of(period)), month_of(last_day_of(period)), event))
        add(by_mark[row.text(0)], sums_in(row.text(1)));
    return tallies_in(by_mark, { group_id, period, std::string(event) });
}

std::vector<Tally> all_tallies(db::Session& session, std::string const& programme_id)
{
    std::vector<Tally> all;
    for (auto const& row :
        session.query("SELECT DISTINCT group_id, month, event FROM tally WHERE programme_id = $1 ORDER BY group_id, month, event", programme_id)) {
        auto tallies = tallies_of(session, programme_id, row.text(0), row.text(1), row.text(2));
        all.insert(all.end(), tallies.begin(), tallies.end());
    }
    return all;
}

std::vector<std::string> months_of(db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    std::vector<std::string> months;
    for (auto const& row : session.query("SELECT DISTINCT month FROM tally WHERE programme_id = $1 AND group_id = $2 ORDER BY month", programme_id, group_id))
        months.push_back(row.text(0));
    return months;
}

} // namespace bydel::reporting
