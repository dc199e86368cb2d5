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

/// As the pages know the fields of a conversation: from a phone an unknown meeting is taken and looked at, here there are three.
constexpr Traits in_office(std::string_view name, Traits const& traits) { return name == "meeting" ? one_of("first again not_stated") : traits; }

/// One conversation as the office writes it; in a correction id and mother are those it has. It is read by the same tolerant reader as a phone's, and every
/// fault is named.
struct SheetRow : Conversation {
    std::string done_by; ///< the mother
};
constexpr auto fields_of(SheetRow const*)
{
    auto said = fields_out_of<SheetRow, Conversation>(
        [](std::string_view name, Traits const& traits) { return traits.flow == Flow::phone ? std::optional(in_office(name, traits)) : std::nullopt; });
    return std::tuple_cat(said, std::tuple { Field { "done_by", &SheetRow::done_by, an_id() } });
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

/// What a coordinator recorded herself: she reads it again as she wrote it, with the mother.
struct OwnRecording : Conversation { };
constexpr auto fields_of(OwnRecording const*)
{
    return fields_out_of<OwnRecording, Conversation>([](std::string_view name, Traits const& traits) {
        bool told = traits.flow != Flow::hidden || name == "done_by";
        return told ? std::optional(name == "done_by" ? an_id() : in_office(name, traits)) : std::nullopt;
    });
}
constexpr char const* name_of(OwnRecording const*) { return "OwnRecording"; }

struct OwnRecordings {
    std::vector<OwnRecording> conversations;
};
constexpr auto fields_of(OwnRecordings const*) { return std::tuple { Field { "conversations", &OwnRecordings::conversations, nested() } }; }
constexpr char const* name_of(OwnRecordings const*) { return "OwnRecordings"; }

} // namespace bydel::outreach
