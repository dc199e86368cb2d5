// SPDX-License-Identifier: AGPL-3.0-or-later
// The reader of the journal: marks the touched group-months and recounts them. Every SQL statement on the tallies is here.
#include "reporting/rules.h"
#include "reporting/store.h"
#include <set>

namespace bydel::reporting {

static Done recount(db::Session& session, measure::Event const& event, std::string const& programme_id, Counting const& counting)
{
    auto const& [group_id, period, name] = counting;
    TRY(session.execute("DELETE FROM tally WHERE programme_id = $1 AND group_id = $2 AND period = $3 AND event = $4", programme_id, group_id, period, name));
    for (auto const& tally : count(event.held_in(session, programme_id, group_id, period), counting)) {
        TRY(session.execute("INSERT INTO tally (programme_id, group_id, period, event, dimension, code, events, women, minutes, mothers) "
                            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            programme_id, tally.group_id, tally.period, tally.event, tally.dimension, tally.code, tally.counts.events, tally.counts.women, tally.counts.minutes,
            tally.counts.mothers));
    }
    return {};
}

/// The months and then their quarters. Of an event that no slice declares any more, what was counted stays.
static Done recount_all(db::Session& session, measure::Measures const& measures, std::string const& programme_id, std::set<measure::Cell> const& cells)
{
    std::set<measure::Cell> periods = cells;
    for (auto const& [event, group_id, month] : cells)
        periods.insert({ event, group_id, quarter_of(month) });
    for (auto const& [name, group_id, period] : periods) {
        if (auto const* event = measures.event(name))
            TRY(recount(session, *event, programme_id, { group_id, period, name }));
    }
    return {};
}

static Result<int> take_entries(db::Session& session, Slices const& slices, std::string const& programme_id, std::vector<journal::Written> const& entries)
{
    std::set<measure::Cell> cells;
    for (auto const& entry : entries) {
        for (auto& cell : measure::cells_in(entry.cells, entry.entity))
            cells.insert(std::move(cell));
    }
    TRY(recount_all(session, slices.measures(), programme_id, cells));
    return static_cast<int>(cells.size());
}

journal::Reader const& tally_reader()
{
    static journal::Reader const reader { "tally", take_entries };
    return reader;
}

Result<int> catch_up(http::Services const& services, std::string const& programme_id)
{
    return journal::catch_up(services.database, *services.slices, tally_reader(), programme_id);
}

Result<int> rebuild(http::Services const& services, std::string const& programme_id)
{
    auto const& measures = services.slices->measures();
    return services.database.write([&](db::Session& session) -> Result<int> {
        TRY(journal::take_turn(session, programme_id));
        TRY(journal::take_turn(session, tally_reader(), programme_id));
        TRY(session.execute("DELETE FROM tally WHERE programme_id = $1", programme_id));
        std::set<measure::Cell> cells;
        for (auto const& event : measures.events) {
            for (auto& cell : event.cells(session, programme_id))
                cells.insert(std::move(cell));
        }
        TRY(recount_all(session, measures, programme_id, cells));
        TRY(journal::read_everything(session, tally_reader(), programme_id));
        return static_cast<int>(cells.size());
    });
}

static std::vector<Tally> read_tallies(std::vector<db::Row> const& rows)
{
    std::vector<Tally> tallies;
    for (auto const& row : rows)
        tallies.push_back(
            { row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), { row.integer(5), row.integer(6), row.integer(7), row.integer(8) } });
    return tallies;
}

std::vector<Tally> tallies_of(
    db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& period, std::string_view event)
{
    return read_tallies(session.query("SELECT group_id, period, event, dimension, code, events, women, minutes, mothers FROM tally "
                                      "WHERE programme_id = $1 AND group_id = $2 AND period = $3 AND event = $4 ORDER BY dimension, code",
        programme_id, group_id, period, event));
}

std::vector<Tally> all_tallies(db::Session& session, std::string const& programme_id)
{
    return read_tallies(session.query("SELECT group_id, period, event, dimension, code, events, women, minutes, mothers FROM tally "
                                      "WHERE programme_id = $1 ORDER BY group_id, period, event, dimension, code",
        programme_id));
}

std::vector<std::string> months_of(db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    std::vector<std::string> months;
    for (auto const& row :
        session.query("SELECT DISTINCT period FROM tally WHERE programme_id = $1 AND group_id = $2 ORDER BY period", programme_id, group_id)) {
        if (is_month(row.text(0)))
            months.push_back(row.text(0));
    }
    return months;
}

} // namespace bydel::reporting
