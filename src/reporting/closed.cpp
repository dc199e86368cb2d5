// SPDX-License-Identifier: AGPL-3.0-or-later
// What has closed: each month and quarter is counted once, in order, two weeks after its end, and keeps that count (docs/security.md). Every SQL
// statement on closed periods is here.
#include "platform/journal/believed_day.h"
#include "reporting/rules.h"
#include "reporting/store.h"
#include <array>
#include <map>

namespace bydel::reporting {

static std::string after(std::string const& period)
{
    return is_month(period) ? add_months(period, 1) : quarter_of(add_months(month_of(first_day_of(period)), 3));
}

static bool may_close(std::string const& period, std::string const& today) { return add_days(last_day_of(period), closes_after_days) < today; }

/// Months and quarters close apart.
static std::string of_kind(bool quarters) { return std::string(" WHERE programme_id = $1 AND substr(period, 6, 1) ") + (quarters ? "= 'Q'" : "<> 'Q'"); }

static std::optional<std::string> last_closed(db::Session& session, std::string const& programme_id, bool quarters)
{
    return session.query_one("SELECT MAX(period) FROM closed_period" + of_kind(quarters), programme_id)->maybe_text(0);
}

/// The period after the last that closed, else the first in which anything was counted.
static std::optional<std::string> next_to_close(db::Session& session, std::string const& programme_id, bool quarters)
{
    if (auto last = last_closed(session, programme_id, quarters))
        return after(*last);
    auto month = session.query_one("SELECT MIN(month) FROM tally WHERE programme_id = $1", programme_id)->maybe_text(0);
    return month && quarters ? quarter_of(*month) : month;
}

static std::vector<std::string> groups_counted_in(db::Session& session, std::string const& programme_id, std::string const& period)
{
    std::vector<std::string> groups;
    for (auto const& row : session.query("SELECT DISTINCT group_id FROM tally WHERE programme_id = $1 AND month >= $2 AND month <= $3 ORDER BY group_id",
             programme_id, month_of(first_day_of(period)), month_of(last_day_of(period))))
        groups.push_back(row.text(0));
    return groups;
}

/// Event, dimension, code.
using Together = std::map<std::array<std::string, 3>, Counts>;

static Done close_event(db::Session& session, std::string const& programme_id, measure::Event const& event, std::string const& group_id,
    std::string const& period, Together& together)
{
    auto const counted = count_closed(event.held_in(session, programme_id, group_id, period), { group_id, period, std::string(event.name) });
    for (auto const& [tally, others] : counted) {
        auto const& counts = tally.counts;
        TRY(session.execute("INSERT INTO closed_tally (programme_id, group_id, period, event, dimension, code, events, women, minutes, mothers, others, "
                            "others_mothers) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            programme_id, group_id, period, tally.event, tally.dimension, tally.code, counts.events, counts.women, counts.minutes, counts.mothers,
            others.events, others.mothers));
        auto& sum = together[{ tally.event, tally.dimension, tally.code }];
        add(sum, counts);
        sum.mothers += counts.mothers; // each is known in one group only
    }
    return {};
}

static Done keep_together(db::Session& session, std::string const& programme_id, std::string const& month, Together const& together)
{
    for (auto const& [cell, sum] : together)
        TRY(session.execute("INSERT INTO closed_programme_tally (programme_id, event, dimension, code, month, events, women, minutes, mothers) "
                            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            programme_id, cell[0], cell[1], cell[2], month, sum.events, sum.women, sum.minutes, sum.mothers));
    return {};
}

static Done close(db::Session& session, measure::Measures const& measures, std::string const& programme_id, std::string const& period, std::string const& today)
{
    Together together;
    for (auto const& group_id : groups_counted_in(session, programme_id, period)) {
        for (auto const& event : measures.events)
            TRY(close_event(session, programme_id, event, group_id, period, together));
    }
    if (is_month(period))
        TRY(keep_together(session, programme_id, period, together));
    TRY(session.execute("INSERT INTO closed_period (programme_id, period, closed_on) VALUES ($1, $2, $3)", programme_id, period, today));
    return {};
}

Result<int> close_periods(http::Services const& services, std::string const& programme_id, std::string const& today)
{
    auto& database = services.database;
    TRY(catch_up(services, programme_id));
    int closed = 0;
    auto const believed = database.read([&](db::Session& session) { return journal::no_later_than_believed(session, today); });
    for (bool quarters : { false, true }) {
        auto is_due = [&](std::optional<std::string> const& period) { return period && may_close(*period, believed); };
        while (is_due(database.read([&](db::Session& session) { return next_to_close(session, programme_id, quarters); }))) {
            closed += TRY(database.write([&](db::Session& session) -> Result<int> {
                TRY(journal::take_turn(session, tally_reader(), programme_id));
                auto period = next_to_close(session, programme_id, quarters); // another server may have been quicker
                if (!is_due(period))
                    return 0;
                TRY(close(session, services.slices->measures(), programme_id, *period, believed));
                return 1;
            }));
        }
    }
    return closed;
}

bool has_closed(db::Session& session, std::string const& programme_id, std::string const& period)
{
    auto last = last_closed(session, programme_id, is_quarter(period));
    return last && period <= *last;
}

std::vector<ClosedTally> closed_tallies_of(
    db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& period, std::string_view event)
{
    std::vector<ClosedTally> closed;
    for (auto const& row : session.query("SELECT dimension, code, events, women, minutes, mothers, others, others_mothers FROM closed_tally "
                                         "WHERE programme_id = $1 AND group_id = $2 AND period = $3 AND event = $4 ORDER BY dimension, code",
             programme_id, group_id, period, event))
        closed.push_back(
            { { group_id, period, std::string(event), row.text(0), row.text(1), { row.integer(2), row.integer(3), row.integer(4), row.integer(5) } },
                { row.integer(6), 0, 0, row.integer(7) } });
    return closed;
}

std::map<std::string, Counts> closed_months(
    db::Session& session, std::string const& programme_id, Cells const& cells, std::string const& from, std::string const& to)
{
    std::map<std::string, Counts> months;
    for (auto const& code : cells.codes) {
        for (auto const& row : session.query("SELECT month, events, women, minutes, mothers FROM closed_programme_tally WHERE programme_id = $1 "
                                             "AND event = $2 AND dimension = $3 AND code = $4 AND month >= $5 AND month <= $6",
                 programme_id, cells.event, cells.dimension, code, from, to))
            add_of_same_mothers(months[row.text(0)], { row.integer(1), row.integer(2), row.integer(3), row.integer(4) });
    }
    return months;
}

} // namespace bydel::reporting
