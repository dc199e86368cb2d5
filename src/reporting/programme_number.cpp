// SPDX-License-Identifier: AGPL-3.0-or-later
// One number about the whole programme from what has closed, for what is computed from it (impact).
#include "reporting/rules.h"
#include <algorithm>

namespace bydel::reporting {

namespace {

enum class Unit { conversations, women, hours, mothers };

/// The cells that a measure adds up; none where nothing records it.
struct Measure {
    std::string name;
    Unit unit = Unit::conversations;
    Cells cells;
};

std::vector<Measure> const& measures()
{
    static std::vector<Measure> const all = [] {
        std::vector<Measure> known { { "conversations", Unit::conversations, { "total", { "" } } }, { "women", Unit::women, { "total", { "" } } },
            { "hours", Unit::hours, { "total", { "" } } }, { "active_mothers", Unit::mothers, { "total", { "" } } },
            { "bridges", Unit::conversations, { "next_step", { "we_go_together", "introduce_to_service" } } }, { "trained_mothers", Unit::mothers, {} } };
        for (std::string const activity : { "talked", "accompanied", "interpreted", "read_letter", "showed_online", "phone_call" })
            known.push_back({ "hours." + activity, Unit::hours, { "activities", { activity } } });
        return known;
    }();
    return all;
}

/// Sums over groups by month. Mothers are distinct within a group and month only, so the greatest month is the least there can have been.
struct Sum {
    Counts counts;
    bool safe_months = true; ///< no month tells anything by itself: two periods, or two measures, that differ by one month would tell it
};

Sum add_up(db::Session& session, std::string const& programme_id, Cells const& cells, std::string const& from, std::string const& to)
{
    auto const totals = closed_months(session, programme_id, { "total", { "" } }, from, to);
    Sum sum;
    for (auto const& [month, counts] : closed_months(session, programme_id, cells, from, to)) {
        sum.counts.conversations += counts.conversations;
        sum.counts.women += counts.women;
        sum.counts.minutes += counts.minutes;
        sum.counts.mothers = std::max(sum.counts.mothers, counts.mothers);
        sum.safe_months = sum.safe_months && is_safe_of(counts, totals.at(month));
    }
    return sum;
}

double value_of(Unit unit, Sum const& sum)
{
    switch (unit) {
    case Unit::conversations:
        return static_cast<double>(sum.counts.conversations);
    case Unit::women:
        return static_cast<double>(sum.counts.women);
    case Unit::hours:
        return static_cast<double>(sum.counts.minutes) / 60;
    case Unit::mothers:
        return static_cast<double>(sum.counts.mothers);
    }
    return 0;
}

} // namespace

std::vector<std::string> const& programme_measures()
{
    static std::vector<std::string> const names = [] {
        std::vector<std::string> all;
        for (auto const& measure : measures())
            all.push_back(measure.name);
        return all;
    }();
    return names;
}

Result<ProgrammeNumber> programme_number(
    db::Session& session, std::string const& programme_id, std::string const& measure, std::string const& from, std::string const& to)
{
    auto found = std::find_if(measures().begin(), measures().end(), [&](Measure const& one) { return one.name == measure; });
    if (found == measures().end())
        return fail({ 422, "impact.unknown_measure", "measure", { { "name", measure } } });
    if (!is_month(from) || !is_month(to))
        return fail({ 422, "field.not_a_month", is_month(from) ? "to" : "from" });
    if (from > to)
        return fail({ 422, "impact.period_order", "to" });
    if (found->cells.codes.empty())
        return ProgrammeNumber { {}, Withheld::not_recorded };
    if (!has_closed(session, programme_id, to))
        return ProgrammeNumber { {}, Withheld::open };
    auto sum = add_up(session, programme_id, found->cells, from, to);
    if (!sum.safe_months || !is_safe(sum.counts))
        return ProgrammeNumber { {}, Withheld::few };
    return ProgrammeNumber { value_of(found->unit, sum) };
}

} // namespace bydel::reporting
