// SPDX-License-Identifier: AGPL-3.0-or-later
// What the routes of outreach take and give. Not for other folders.
#pragma once
#include "outreach/outreach.h"

namespace bydel::outreach {

/// What the pages ask for, so that they never refuse what the server takes.
struct RecordingRules {
    std::string today;
    std::int64_t days_back = late_days;
    std::int64_t editable_days = outreach::editable_days;
    std::int64_t women_at_most = outreach::women_at_most;
    std::int64_t minutes_at_most = outreach::minutes_at_most;
};
constexpr auto fields_of(RecordingRules const*)
{
    using R = RecordingRules;
    return std::tuple { Field { "today", &R::today, a_day() }, Field { "days_back", &R::days_back, number_of(0, 1000) },
        Field { "editable_days", &R::editable_days, number_of(0, 1000) }, Field { "women_at_most", &R::women_at_most, number_of(1, 1000) },
        Field { "minutes_at_most", &R::minutes_at_most, number_of(0, 10'000) } };
}
constexpr char const* name_of(RecordingRules const*) { return "RecordingRules"; }

struct DaysAsked {
    std::optional<std::string> from;
    std::optional<std::string> to;
};
constexpr auto fields_of(DaysAsked const*) { return std::tuple { Field { "from", &DaysAsked::from, a_day() }, Field { "to", &DaysAsked::to, a_day() } }; }
constexpr char const* name_of(DaysAsked const*) { return "DaysAsked"; }

/// One conversation as the office writes it; in a correction id and mother are those it has. It is read by the same tolerant reader as a phone's, and every
/// fault is named.
struct SheetRow {
    std::string id;
    std::string done_by; ///< the mother
    std::string held_on;
    std::int64_t women = 1;
    std::string meeting;
    std::string contact_way;
    std::string place;
    std::vector<std::string> activities;
    std::vector<std::string> themes;
    std::int64_t minutes = 0;
    std::string next_step;
    std::optional<std::int64_t> ladder;
    std::optional<std::string> language;
    std::int64_t template_version = 0;
};
constexpr auto fields_of(SheetRow const*)
{
    using R = SheetRow;
    return std::tuple { Field { "id", &R::id, an_id() }, Field { "done_by", &R::done_by, an_id() }, Field { "held_on", &R::held_on, a_day() },
        Field { "women", &R::women, number_of(1, women_at_most) }, Field { "meeting", &R::meeting, one_of("first again not_stated") },
        Field { "contact_way", &R::contact_way, a_code() }, Field { "place", &R::place, a_code() }, Field { "activities", &R::activities, codes(20) },
        Field { "themes", &R::themes, codes(40) }, Field { "minutes", &R::minutes, number_of(0, minutes_at_most) },
        Field { "next_step", &R::next_step, a_code() }, Field { "ladder", &R::ladder, number_of(1, 3) }, Field { "language", &R::language, a_language() },
        Field { "template_version", &R::template_version, number_of(0, 1'000'000) } };
}
constexpr char const* name_of(SheetRow const*) { return "SheetRow"; }

struct Sheet {
    std::vector<Unread<SheetRow>> items;
};
constexpr auto fields_of(Sheet const*) { return std::tuple { Field { "items", &Sheet::items, nested(500) } }; }
constexpr char const* name_of(Sheet const*) { return "Sheet"; }

struct SheetStored {
    std::int64_t stored = 0;
};
constexpr auto fields_of(SheetStored const*) { return std::tuple { Field { "stored", &SheetStored::stored, number_of(0, 500) } }; }
constexpr char const* name_of(SheetStored const*) { return "SheetStored"; }

/// What a coordinator recorded herself: she reads it again as she wrote it.
struct OwnRecording {
    std::string id;
    std::string group_id;
    std::optional<std::string> done_by;
    std::string held_on;
    std::int64_t women = 1;
    std::string meeting;
    std::string contact_way;
    std::string place;
    std::vector<std::string> activities;
    std::vector<std::string> themes;
    std::int64_t minutes = 0;
    std::string next_step;
    std::optional<std::int64_t> ladder;
    std::optional<std::string> language;
    std::int64_t template_version = 0;
    std::string saved_on;
    std::int64_t revision = 1;
};
constexpr auto fields_of(OwnRecording const*)
{
    using R = OwnRecording;
    return std::tuple { Field { "id", &R::id, an_id() }, Field { "group_id", &R::group_id, an_id() }, Field { "done_by", &R::done_by, an_id() },
        Field { "held_on", &R::held_on, a_day() }, Field { "women", &R::women, number_of(1, women_at_most) },
        Field { "meeting", &R::meeting, one_of("first again not_stated") }, Field { "contact_way", &R::contact_way, a_code() },
        Field { "place", &R::place, a_code() }, Field { "activities", &R::activities, codes(20) }, Field { "themes", &R::themes, codes(40) },
        Field { "minutes", &R::minutes, number_of(0, minutes_at_most) }, Field { "next_step", &R::next_step, a_code() },
        Field { "ladder", &R::ladder, number_of(1, 3) }, Field { "language", &R::language, a_language() },
        Field { "template_version", &R::template_version, number_of(0, 1'000'000) }, Field { "saved_on", &R::saved_on, a_day() },
        Field { "revision", &R::revision, number_of(1, 1'000'000) } };
}
constexpr char const* name_of(OwnRecording const*) { return "OwnRecording"; }

struct OwnRecordings {
    std::vector<OwnRecording> conversations;
};
constexpr auto fields_of(OwnRecordings const*) { return std::tuple { Field { "conversations", &OwnRecordings::conversations, nested() } }; }
constexpr char const* name_of(OwnRecordings const*) { return "OwnRecordings"; }

} // namespace bydel::outreach
