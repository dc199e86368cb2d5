// SPDX-License-Identifier: AGPL-3.0-or-later
// Conversations: that a mother met a woman, how, where, about what, and what happens next. Counted, not named: nothing here identifies the
// woman. Nobody but its author or recorder reads a row; others get counts (reporting). Design 9.2.
#pragma once
#include "people/people.h"
#include <array>

namespace bydel::outreach {

inline constexpr int women_at_most = 50;
inline constexpr int minutes_at_most = 600;
/// The tiles that a mother taps; a band of the month holds what is at most that long.
inline constexpr std::array<std::int64_t, 6> minute_steps { 5, 15, 30, 60, 90, 120 };

struct Conversation {
    std::string id;
    std::string group_id;
    std::string held_on;
    std::int64_t women = 1;
    std::string meeting;     ///< first, again, not_stated
    std::string contact_way; ///< a code of the template, or not_stated
    std::string place;
    std::vector<std::string> activities;
    std::vector<std::string> themes;
    std::int64_t minutes = 0;           ///< 0: not stated
    std::string next_step;              ///< "worry" is stored as not_stated (design 9.8)
    std::optional<std::int64_t> ladder; ///< 1 she watched, 2 side by side, 3 she did it
    std::optional<std::string> language;
    std::int64_t template_version = 0;
    std::optional<std::string> done_by;
    std::optional<std::string> recorded_by;
    std::string author_mark;
    std::string saved_on;
    std::int64_t revision = 1;
    std::string item_id;
    std::string group_day; ///< the day whose role gave the group: `held_on` of the save that stamped it
};
/// In the order of the table's columns after programme_id: rows are read and written by this list.
constexpr auto fields_of(Conversation const*)
{
    using C = Conversation;
    return std::tuple {
        Field { "id", &C::id, stamped(by_phone(an_id())) },
        Field { "group_id", &C::group_id, stamped(an_id()) },
        Field { "held_on", &C::held_on, by_phone(a_day()) },
        Field { "women", &C::women, by_phone(number_of(1, women_at_most)) },
        Field { "meeting", &C::meeting, by_phone(a_code()) },
        Field { "contact_way", &C::contact_way, by_phone(a_code()) },
        Field { "place", &C::place, by_phone(a_code()) },
        Field { "activities", &C::activities, by_phone(codes(20)) },
        Field { "themes", &C::themes, by_phone(codes(40)) },
        Field { "minutes", &C::minutes, by_phone(number_of(0, minutes_at_most)) },
        Field { "next_step", &C::next_step, by_phone(a_code()) },
        Field { "ladder", &C::ladder, by_phone(number_of(1, 3)) },
        Field { "language", &C::language, by_phone(a_language()) },
        Field { "template_version", &C::template_version, by_phone(number_of(0, 1'000'000), Sensitivity::organisational) },
        Field { "done_by", &C::done_by, never_sent(stamped(about_a_mother(an_id()))) },
        Field { "recorded_by", &C::recorded_by, never_sent(stamped(about_a_mother(an_id()))) },
        Field { "author_mark", &C::author_mark, never_sent(stamped(text_of(1, 40))) },
        Field { "saved_on", &C::saved_on, a_day() },
        Field { "revision", &C::revision, number_of(1, 1'000'000) },
        Field { "item_id", &C::item_id, never_sent(an_id()) },
        Field { "group_day", &C::group_day, never_sent(stamped(a_day())) },
    };
}
constexpr char const* name_of(Conversation const*) { return "Conversation"; }

/// A conversation may be changed, and a mother's phone may date it back, this many days (design 9.2).
inline constexpr int editable_days = 30;
/// One that arrives later than this after it was held is looked at by a person first (docs/decisions/0004). So far back the office may record: a paper
/// sheet comes late. The pages are told it (GET …/recording_rules), so that they ask for what the server takes.
inline constexpr int late_days = 90;
/// The author is unlinked after this many months (design 9.2).
inline constexpr int unlinked_after_months = 12;

// --- what others may ask ----------------------------------------------------------------------------------------------------

/// Takes the author out of conversations held more than twelve months before `today`. Returns how many.
Result<std::int64_t> unlink_old(db::Session& session, journal::Journal& journal, std::string const& today);

/// For the demo: stores as if a phone had sent it, with its group already known.
Done add_conversation(db::Session& session, journal::Journal& journal, Conversation const& conversation);

Slice slice();

} // namespace bydel::outreach
