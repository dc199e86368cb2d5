// SPDX-License-Identifier: AGPL-3.0-or-later
// Counts by group, period and dimension, kept up by reading the journal and recounting what it touched, so they equal a rebuild by
// construction. The group tier of numbers (design 9.1): the coordinator sees her month raw, sensitive dimensions by closed quarter and
// suppressed. Nothing here shows a single conversation.
#pragma once
#include "concern/concern.h"
#include "outreach/outreach.h"
#include "platform/journal/reader.h"

namespace bydel::reporting {

struct Counts {
    std::int64_t conversations = 0;
    std::int64_t women = 0;
    std::int64_t minutes = 0;
    std::int64_t mothers = 0; ///< distinct, by their marks
    bool operator==(Counts const&) const = default;
};
constexpr auto fields_of(Counts const*)
{
    return std::tuple { Field { "conversations", &Counts::conversations, number_of(0, 1'000'000'000) },
        Field { "women", &Counts::women, number_of(0, 1'000'000'000) }, Field { "minutes", &Counts::minutes, number_of(0, 1'000'000'000) },
        Field { "mothers", &Counts::mothers, number_of(0, 1'000'000) } };
}
constexpr char const* name_of(Counts const*) { return "Counts"; }

struct Tally {
    std::string group_id;
    std::string period;
    std::string dimension; ///< total, contact_way, place, activities, themes, next_step, ladder, meeting, minutes, language
    std::string code;
    Counts counts;
    bool operator==(Tally const&) const = default;
};

/// Marks the group-months that the journal says were touched, and recounts them.
journal::Reader const& tally_reader();
/// Recounts what the journal says was touched since the last time. Cheap where nothing was. Returns the cells recounted.
Result<int> catch_up(db::Database& database, std::string const& programme_id);
/// Throws the tallies away and counts everything again.
Result<int> rebuild(db::Database& database, std::string const& programme_id);

/// Counts what is to close, once and for good: a month or a quarter closes two weeks after its end. Catches up first. Returns how many closed.
Result<int> close_periods(db::Database& database, std::string const& programme_id, std::string const& today);

std::vector<Tally> tallies_of(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& period);
std::vector<Tally> all_tallies(db::Session& session, std::string const& programme_id);

/// Why a number is not shown: too few behind it, its period has not closed, or nothing records it yet.
enum class Withheld { no, few, open, not_recorded };
constexpr std::string_view withheld_names[] = { "", "few", "open", "not_recorded" };

struct ProgrammeNumber {
    std::optional<double> value = {};
    Withheld withheld = Withheld::no;
};
/// What a programme may ask of its own tallies: conversations, women, hours, active_mothers, bridges, trained_mothers (not recorded until the
/// training slice is there) and hours.<activity>.
std::vector<std::string> const& programme_measures();
/// A sum over the whole programme for the months `from` to `to`, as they were counted when they closed: the same answer for ever, whatever is recorded late.
/// Shown where at least 5 conversations by at least 3 mothers stand behind it and behind each of its months that has any; of a measure that is a part of
/// all conversations, where at least 5 or none are the rest of each month. National releases (design 9.1) will stand behind this. Call close_periods() first.
/// Problem impact.unknown_measure, field.not_a_month, impact.period_order.
Result<ProgrammeNumber> programme_number(
    db::Session& session, std::string const& programme_id, std::string const& measure, std::string const& from, std::string const& to);

Slice slice();

} // namespace bydel::reporting
