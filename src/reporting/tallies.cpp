// SPDX-License-Identifier: AGPL-3.0-or-later
// The reader of the journal: marks the touched group-months and recounts them. Every SQL statement on the tallies is here.
#include "base/text.h"
#include "reporting/rules.h"
#include <set>

namespace bydel::reporting {

using Cell = std::pair<std::string, std::string>; // group, month

static Done recount(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& period)
{
    TRY(session.execute("DELETE FROM tally WHERE programme_id = $1 AND group_id = $2 AND period = $3", programme_id, group_id, period));
    for (auto const& tally : count(outreach::held_in(session, programme_id, group_id, period), group_id, period)) {
        TRY(session.execute("INSERT INTO tally (programme_id, group_id, period, dimension, code, conversations, women, minutes, mothers) "
                            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            programme_id, tally.group_id, tally.period, tally.dimension, tally.code, tally.counts.conversations, tally.counts.women, tally.counts.minutes,
            tally.counts.mothers));
    }
    return {};
}

static Done recount_all(db::Session& session, std::string const& programme_id, std::set<Cell> const& months)
{
    std::set<Cell> quarters;
    for (auto const& [group_id, month] : months) {
        TRY(recount(session, programme_id, group_id, month));
        quarters.emplace(group_id, quarter_of(month));
    }
    for (auto const& [group_id, quarter] : quarters)
        TRY(recount(session, programme_id, group_id, quarter));
    return {};
}

static std::set<Cell> cells_of(std::vector<journal::Written> const& entries)
{
    std::set<Cell> cells;
    for (auto const& entry : entries) {
        for (auto const& cell : split(entry.cells, ' ')) {
            auto bar = cell.find('|');
            cells.emplace(cell.substr(0, bar), cell.substr(bar + 1));
        }
    }
    return cells;
}

static Result<int> take_entries(db::Session& session, std::string const& programme_id, std::vector<journal::Written> const& entries)
{
    auto cells = cells_of(entries);
    TRY(recount_all(session, programme_id, cells));
    return static_cast<int>(cells.size());
}

journal::Reader const& tally_reader()
{
    static journal::Reader const reader { "tally", take_entries };
    return reader;
}

Result<int> catch_up(db::Database& database, std::string const& programme_id) { return journal::catch_up(database, tally_reader(), programme_id); }

Result<int> rebuild(db::Database& database, std::string const& programme_id)
{
    return database.write([&](db::Session& session) -> Result<int> {
        session.lock_programme(programme_id);
        journal::lock_reader(session, tally_reader(), programme_id);
        TRY(session.execute("DELETE FROM tally WHERE programme_id = $1", programme_id));
        std::set<Cell> cells;
        for (auto const& [group_id, month] : outreach::all_group_months(session, programme_id))
            cells.emplace(group_id, month);
        TRY(recount_all(session, programme_id, cells));
        TRY(journal::read_everything(session, tally_reader(), programme_id));
        return static_cast<int>(cells.size());
    });
}

static std::vector<Tally> read_tallies(std::vector<db::Row> const& rows)
{
    std::vector<Tally> tallies;
    for (auto const& row : rows)
        tallies.push_back({ row.text(0), row.text(1), row.text(2), row.text(3), { row.integer(4), row.integer(5), row.integer(6), row.integer(7) } });
    return tallies;
}

std::vector<Tally> tallies_of(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& period)
{
    return read_tallies(session.query("SELECT group_id, period, dimension, code, conversations, women, minutes, mothers FROM tally "
                                      "WHERE programme_id = $1 AND group_id = $2 AND period = $3 ORDER BY dimension, code",
        programme_id, group_id, period));
}

std::vector<Tally> all_tallies(db::Session& session, std::string const& programme_id)
{
    return read_tallies(session.query("SELECT group_id, period, dimension, code, conversations, women, minutes, mothers FROM tally "
                                      "WHERE programme_id = $1 ORDER BY group_id, period, dimension, code",
        programme_id));
}

} // namespace bydel::reporting
