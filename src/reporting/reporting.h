// SPDX-License-Identifier: AGPL-3.0-or-later
// Counts by group, period and dimension of what the slices declare as events (platform/measure), kept up by what each change of the journal adds and
// takes, so that keeping up costs what came; a test holds them against counting everything anew. And the one reader of numbers, which knows what of them
// may be shown to whom (design 9.1, 9.15).
// Nothing here shows a single event, and nothing here knows what a conversation is.
#pragma once
#include "platform/journal/reader.h"
#include "platform/slice/slice.h"

namespace bydel::reporting {

struct Counts {
    std::int64_t events = 0;
    std::int64_t women = 0;
    std::int64_t minutes = 0;
    std::int64_t mothers = 0; ///< distinct, by their marks
    bool operator==(Counts const&) const = default;
};
constexpr auto fields_of(Counts const*)
{
    return std::tuple { Field { "events", &Counts::events, number_of(0, 1'000'000'000) }, Field { "women", &Counts::women, number_of(0, 1'000'000'000) },
        Field { "minutes", &Counts::minutes, number_of(0, 1'000'000'000) }, Field { "mothers", &Counts::mothers, number_of(0, 1'000'000) } };
}
constexpr char const* name_of(Counts const*) { return "Counts"; }

struct Tally {
    std::string group_id;
    std::string period;
    std::string event;
    std::string dimension; ///< "total", or one that the event declares
    std::string code;
    Counts counts;
    bool operator==(Tally const&) const = default;
};

// --- keeping them up --------------------------------------------------------------------------------------------------------

journal::Reader const& tally_reader();
/// Adds and takes what the changes since the last time did. Cheap where there were none. Returns how many mothers' months they touched.
Result<int> catch_up(http::Services const& services, std::string const& programme_id);
/// Throws the tallies away and counts everything again.
Result<int> rebuild(http::Services const& services, std::string const& programme_id);
/// Counts what is to close, once and for good: a month or a quarter closes two weeks after its end. Catches up first. Returns how many closed.
Result<int> close_periods(http::Services const& services, std::string const& programme_id, std::string const& today);

/// Of one event.
std::vector<Tally> tallies_of(
    db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& period, std::string_view event);
/// By month.
std::vector<Tally> all_tallies(db::Session& session, std::string const& programme_id);

// --- reading one number -----------------------------------------------------------------------------------------------------

/// Where a number stands (design 9.15). The release is the one of today: a period's numbers as they were when it closed.
struct Address {
    std::string measure;            ///< of those that slices declare: "women"
    std::string period;             ///< month, quarter, or two months with "/" between (ISO 8601): "2026-01/2026-06"
    std::string area = "programme"; ///< or "group:<id>"
    std::string dimension = std::string(measure::Measure::total);
    std::string code = "";
};
enum class Status { shown, hidden, open, not_recorded, zero };
constexpr std::string_view status_names[] = { "shown", "hidden", "open", "not_recorded", "zero" };
constexpr std::string_view name(Status status) { return status_names[static_cast<std::size_t>(status)]; }

struct Number {
    Status status = Status::not_recorded;
    std::optional<double> value = {}; ///< of what is shown, and 0 of zero
};
/// What stands there, for whoever may look at that area.
/// The programme: a sum over the closed months, the same for ever, whatever is recorded late. Shown where at least 5 events by at least 3 mothers stand
/// behind it and behind each of its months that has any; of a part of all events, where at least 5 or none are the rest of each month. National releases
/// (design 9.1) will stand behind this. Call close_periods() first.
/// A group: as its own page shows it; catch_up() first. A single month or quarter.
/// Problem reporting.not_a_period, where the period is not one that this area has.
Result<Number> read_number(http::Services const& services, db::Session& session, std::string const& programme_id, Address const& address);

Slice slice();

} // namespace bydel::reporting
