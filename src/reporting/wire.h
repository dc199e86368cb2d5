// SPDX-License-Identifier: AGPL-3.0-or-later
// What the routes of reporting take and give. Not for other folders.
#pragma once
#include "reporting/reporting.h"

namespace bydel::reporting {

struct ListedMother {
    std::string person_id;
    std::string display_name;
    std::optional<std::string> phone;
    std::string language;
    std::string state;
    std::string joined_on;
    std::optional<std::string> left_on;
    std::optional<std::string> last_active_month;
    std::int64_t silent_months = 0;
    std::string phone_state;
    std::optional<people::OpenInvitation> invitation;
    std::optional<people::ListedMove> moved;
};
constexpr auto fields_of(ListedMother const*)
{
    using M = ListedMother;
    return std::tuple { Field { "person_id", &M::person_id, an_id() }, Field { "display_name", &M::display_name, about_a_mother(text_of(1, 120)) },
        Field { "phone", &M::phone, about_a_mother(text_of(0, 40)) }, Field { "language", &M::language, a_language() },
        Field { "state", &M::state, one_of("active left") }, Field { "joined_on", &M::joined_on, a_day() }, Field { "left_on", &M::left_on, a_day() },
        Field { "last_active_month", &M::last_active_month, a_month() }, Field { "silent_months", &M::silent_months, number_of(0, 10'000) },
        Field { "phone_state", &M::phone_state, one_of("none invited opened enrolled lost") }, Field { "invitation", &M::invitation, nested() },
        Field { "moved", &M::moved, nested() } };
}
constexpr char const* name_of(ListedMother const*) { return "ListedMother"; }

struct ListedMothers {
    std::vector<ListedMother> people;
};
constexpr auto fields_of(ListedMothers const*) { return std::tuple { Field { "people", &ListedMothers::people, nested() } }; }
constexpr char const* name_of(ListedMothers const*) { return "ListedMothers"; }

struct MonthAsked {
    std::optional<std::string> month; ///< that of today where it is not said
};
constexpr auto fields_of(MonthAsked const*) { return std::tuple { Field { "month", &MonthAsked::month, a_month() } }; }
constexpr char const* name_of(MonthAsked const*) { return "MonthAsked"; }

struct MonthRow {
    std::string code;
    std::string label;
    std::int64_t conversations = 0;
    std::int64_t women = 0;
    std::int64_t minutes = 0;
    std::int64_t mothers = 0;
};
constexpr auto fields_of(MonthRow const*)
{
    using R = MonthRow;
    return std::tuple { Field { "code", &R::code, text_of(0, 40) }, Field { "label", &R::label, text_of(0, 120) },
        Field { "conversations", &R::conversations, number_of(0, 1'000'000'000) }, Field { "women", &R::women, number_of(0, 1'000'000'000) },
        Field { "minutes", &R::minutes, number_of(0, 1'000'000'000) }, Field { "mothers", &R::mothers, number_of(0, 1'000'000) } };
}
constexpr char const* name_of(MonthRow const*) { return "MonthRow"; }

struct MonthDimension {
    std::string dimension;
    bool multiple = false; ///< a conversation may count in several rows
    std::vector<MonthRow> rows;
};
constexpr auto fields_of(MonthDimension const*)
{
    using D = MonthDimension;
    return std::tuple { Field { "dimension", &D::dimension, a_code() }, Field { "multiple", &D::multiple, a_flag() }, Field { "rows", &D::rows, nested() } };
}
constexpr char const* name_of(MonthDimension const*) { return "MonthDimension"; }

struct SilentMother {
    std::string person_id;
    std::string display_name;
    std::optional<std::string> last_active_month;
    std::int64_t silent_months = 0;
};
constexpr auto fields_of(SilentMother const*)
{
    using M = SilentMother;
    return std::tuple { Field { "person_id", &M::person_id, an_id() }, Field { "display_name", &M::display_name, about_a_mother(text_of(1, 120)) },
        Field { "last_active_month", &M::last_active_month, a_month() }, Field { "silent_months", &M::silent_months, number_of(0, 10'000) } };
}
constexpr char const* name_of(SilentMother const*) { return "SilentMother"; }

struct GroupMonth {
    std::string month;
    std::vector<std::string> groups_months; ///< those in which it has conversations
    Counts total;
    Counts previous; ///< of the month before
    std::vector<MonthDimension> dimensions;
    std::int64_t open_concerns = 0;
    bool contact_can_be_called = false;
    std::int64_t quarantined = 0;
    std::vector<SilentMother> silent;
};
constexpr auto fields_of(GroupMonth const*)
{
    using M = GroupMonth;
    return std::tuple { Field { "month", &M::month, a_month() }, Field { "groups_months", &M::groups_months, Traits { Kind::month, 0, 10'000 } },
        Field { "total", &M::total, nested() }, Field { "previous", &M::previous, nested() }, Field { "dimensions", &M::dimensions, nested() },
        Field { "open_concerns", &M::open_concerns, number_of(0, 1'000'000) }, Field { "contact_can_be_called", &M::contact_can_be_called, a_flag() },
        Field { "quarantined", &M::quarantined, number_of(0, 1'000'000) }, Field { "silent", &M::silent, nested() } };
}
constexpr char const* name_of(GroupMonth const*) { return "GroupMonth"; }

struct QuarterAsked {
    std::optional<std::string> quarter; ///< the one before today's where it is not said
};
constexpr auto fields_of(QuarterAsked const*) { return std::tuple { Field { "quarter", &QuarterAsked::quarter, a_quarter() } }; }
constexpr char const* name_of(QuarterAsked const*) { return "QuarterAsked"; }

/// Null: hidden.
struct SensitiveRow {
    std::string code;
    std::string label;
    std::optional<std::int64_t> conversations;
    std::optional<std::int64_t> women;
};
constexpr auto fields_of(SensitiveRow const*)
{
    using R = SensitiveRow;
    return std::tuple { Field { "code", &R::code, text_of(0, 40) }, Field { "label", &R::label, text_of(0, 120) },
        Field { "conversations", &R::conversations, number_of(0, 1'000'000'000) }, Field { "women", &R::women, number_of(0, 1'000'000'000) } };
}
constexpr char const* name_of(SensitiveRow const*) { return "SensitiveRow"; }

struct SensitiveDimension {
    std::string dimension;
    std::vector<SensitiveRow> rows;
};
constexpr auto fields_of(SensitiveDimension const*)
{
    return std::tuple { Field { "dimension", &SensitiveDimension::dimension, a_code() }, Field { "rows", &SensitiveDimension::rows, nested() } };
}
constexpr char const* name_of(SensitiveDimension const*) { return "SensitiveDimension"; }

/// A dimension that can't be shown at all is not in the list.
struct GroupQuarter {
    std::string quarter;
    bool released = false; ///< it has closed
    std::vector<SensitiveDimension> dimensions;
};
constexpr auto fields_of(GroupQuarter const*)
{
    using Q = GroupQuarter;
    return std::tuple { Field { "quarter", &Q::quarter, a_quarter() }, Field { "released", &Q::released, a_flag() },
        Field { "dimensions", &Q::dimensions, nested() } };
}
constexpr char const* name_of(GroupQuarter const*) { return "GroupQuarter"; }

} // namespace bydel::reporting
