// SPDX-License-Identifier: AGPL-3.0-or-later
// The one reader of numbers: what stands at an address, for whoever may look at that area.
#include "reporting/numbers.h"
#include "base/text.h"
#include "reporting/rules.h"
#include "reporting/store.h"
#include <algorithm>

namespace bydel::reporting {

static constexpr std::string_view total = measure::Measure::total;

// --- a group's tables -------------------------------------------------------------------------------------------------------

static std::vector<Tally> tallies_of(OfGroup const& of, std::string const& period)
{
    return tallies_of(of.session, of.programme_id, of.group_id, period, of.event.name);
}

Counts open_total(OfGroup const& of, std::string const& period) { return told(counts_in(tallies_of(of, period), total, "")); }

std::vector<Table> open_tables(OfGroup const& of, std::string const& period)
{
    auto const tallies = tallies_of(of, period);
    std::vector<Table> tables;
    for (auto const& dimension : of.event.dimensions) {
        if (!dimension.sensitive)
            tables.push_back(open_table(tallies, dimension, of.codes));
    }
    return tables;
}

static std::vector<std::string> sensitive_of(OfGroup const& of, std::string_view dimension)
{
    auto codes = of.codes.known(std::string(dimension));
    std::erase_if(codes, [&](std::string const& code) { return !of.codes.is_sensitive(std::string(dimension), code); });
    return codes;
}

/// How many events of a quarter's months were, at least, about hidden codes: what the open pages of the months tell together.
static std::int64_t told_by_months(OfGroup const& of, std::string const& quarter, std::string_view dimension)
{
    std::int64_t told = 0;
    auto const first = month_of(first_day_of(quarter));
    for (int i = 0; i < 3; ++i) {
        auto const month = closed_tallies_of(of.session, of.programme_id, of.group_id, add_months(first, i), of.event.name);
        std::vector<Counts> open;
        for (auto const& [tally, others] : month) {
            if (tally.dimension == dimension && !of.codes.is_sensitive(tally.dimension, tally.code))
                open.push_back(tally.counts);
        }
        told += about_none_of(cell_in(month, total, "").tally.counts, open);
    }
    return told;
}

std::vector<Table> sensitive_tables(OfGroup const& of, std::string const& quarter)
{
    auto const counted = closed_tallies_of(of.session, of.programme_id, of.group_id, quarter, of.event.name);
    std::vector<Table> tables;
    for (auto const& dimension : of.event.dimensions) {
        std::optional<Table> table;
        if (dimension.sensitive)
            table = sensitive_dimension(counted, dimension);
        else if (auto codes = sensitive_of(of, dimension.name); dimension.multiple && !codes.empty())
            table = sensitive_codes(counted, told_by_months(of, quarter, dimension.name), dimension, codes);
        if (table)
            tables.push_back(std::move(*table));
    }
    return tables;
}

// --- what an address asks for -----------------------------------------------------------------------------------------------

/// The cells that a measure adds up there; none where nothing records it.
static std::optional<Cells> cells_at(measure::Measure const& measure, Address const& address)
{
    if (address.dimension == total)
        return measure.dimension == total ? Cells { measure.event, std::string(total), { "" } }
                                          : Cells { measure.event, std::string(measure.dimension), split(measure.codes, ' ') };
    if (measure.dimension != total) // a part of a part: nothing counts it
        return std::nullopt;
    return Cells { measure.event, address.dimension, { address.code } };
}

static double value_of(measure::Quantity quantity, Counts const& counts)
{
    using enum measure::Quantity;
    switch (quantity) {
    case events:
        return static_cast<double>(counts.events);
    case women:
        return static_cast<double>(counts.women);
    case hours:
        return static_cast<double>(counts.minutes) / 60;
    case mothers:
        return static_cast<double>(counts.mothers);
    }
    return 0;
}

static Number number_of(measure::Quantity quantity, Counts const& counts)
{
    return { counts.events == 0 ? Status::zero : Status::shown, value_of(quantity, counts) };
}

// --- the programme ----------------------------------------------------------------------------------------------------------

static Result<std::pair<std::string, std::string>> months_in(std::string const& period)
{
    auto const slash = period.find('/');
    auto from = period.substr(0, slash), to = slash == std::string::npos ? from : period.substr(slash + 1);
    if (is_quarter(period))
        return std::pair { month_of(first_day_of(period)), month_of(last_day_of(period)) };
    if (!is_month(from) || !is_month(to) || from > to)
        return fail({ 422, "reporting.not_a_period", "period" });
    return std::pair { from, to };
}

static Result<Number> programme_number(
    db::Session& session, std::string const& programme_id, measure::Measure const& measure, Cells const& cells, std::string const& period)
{
    auto const [from, to] = TRY(months_in(period));
    if (!has_closed(session, programme_id, to))
        return Number { Status::open };
    auto const totals = closed_months(session, programme_id, { cells.event, std::string(total), { "" } }, from, to);
    Counts sum;
    for (auto const& [month, counts] : closed_months(session, programme_id, cells, from, to)) {
        if (!is_safe_of(counts, totals.at(month))) // two periods, or two measures, that differ by one month would tell it
            return Number { Status::hidden };
        add_of_same_mothers(sum, counts);
    }
    return is_safe(sum) ? number_of(measure.quantity, sum) : Number { Status::hidden };
}

// --- a group ----------------------------------------------------------------------------------------------------------------

static bool asks_for_sensitive(OfGroup const& of, Cells const& cells)
{
    auto const* dimension = of.event.find(cells.dimension);
    return dimension && (dimension->sensitive || std::any_of(cells.codes.begin(), cells.codes.end(), [&](std::string const& code) {
        return of.codes.is_sensitive(cells.dimension, code);
    }));
}

/// The rows of these codes; what has no row is zero where the table is there, and hidden where it may not be spoken of.
static Number number_in(std::vector<Table> const& tables, measure::Quantity quantity, Cells const& cells)
{
    auto table = std::find_if(tables.begin(), tables.end(), [&](Table const& one) { return one.dimension == cells.dimension; });
    if (table == tables.end())
        return { Status::hidden };
    Counts sum;
    for (auto const& row : table->rows) {
        if (std::find(cells.codes.begin(), cells.codes.end(), row.code) == cells.codes.end())
            continue;
        if (row.status == Status::hidden)
            return { Status::hidden };
        add_of_same_mothers(sum, row.counts);
    }
    return number_of(quantity, sum);
}

static Result<Number> group_number(OfGroup const& of, measure::Measure const& measure, Cells const& cells, std::string const& period)
{
    if (!is_month(period) && !is_quarter(period))
        return fail({ 422, "reporting.not_a_period", "period" });
    if (cells.dimension == total)
        return number_of(measure.quantity, open_total(of, period));
    if (!asks_for_sensitive(of, cells))
        return number_in(open_tables(of, period), measure.quantity, cells);
    if (is_month(period))
        return Number { Status::hidden };
    if (!has_closed(of.session, of.programme_id, period))
        return Number { Status::open };
    return number_in(sensitive_tables(of, period), measure.quantity, cells);
}

// --- an address -------------------------------------------------------------------------------------------------------------

Result<Number> read_number(http::Services const& services, db::Session& session, std::string const& programme_id, Address const& address)
{
    auto const& measures = services.slices->measures();
    auto const* measure = measures.measure(address.measure);
    auto const* event = measure ? measures.event(measure->event) : nullptr;
    auto const cells = event ? cells_at(*measure, address) : std::nullopt;
    bool counted = cells && (cells->dimension == total || event->find(cells->dimension));
    if (!counted)
        return Number { Status::not_recorded };
    if (!address.area.starts_with("group:"))
        return programme_number(session, programme_id, *measure, *cells, address.period);
    auto const group_id = address.area.substr(6);
    auto const codes = event->codes({ session, services.messages, programme_id, group_id, "en" });
    return group_number({ session, programme_id, group_id, *event, codes }, *measure, *cells, address.period);
}

} // namespace bydel::reporting
