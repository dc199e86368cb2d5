// SPDX-License-Identifier: AGPL-3.0-or-later
// What the routes of reporting take and give. Not for other folders.
#pragma once
#include "platform/slice/notices.h"
#include "reporting/reporting.h"

namespace bydel::reporting {

struct MonthAsked {
    std::optional<std::string> month; ///< that of today where it is not said
};
constexpr auto fields_of(MonthAsked const*) { return std::tuple { Field { "month", &MonthAsked::month, a_month() } }; }
constexpr char const* name_of(MonthAsked const*) { return "MonthAsked"; }

struct MonthRow {
    std::string code;
    std::string label;
    std::int64_t events = 0;
    std::int64_t women = 0;
    std::int64_t minutes = 0;
    std::int64_t mothers = 0;
};
constexpr auto fields_of(MonthRow const*)
{
    using R = MonthRow;
    return std::tuple { Field { "code", &R::code, text_of(0, 40) }, Field { "label", &R::label, text_of(0, 120) },
        Field { "events", &R::events, number_of(0, 1'000'000'000) }, Field { "women", &R::women, number_of(0, 1'000'000'000) },
        Field { "minutes", &R::minutes, number_of(0, 1'000'000'000) }, Field { "mothers", &R::mothers, number_of(0, 1'000'000) } };
}
constexpr char const* name_of(MonthRow const*) { return "MonthRow"; }

struct MonthDimension {
    std::string dimension;
    bool multiple = false; ///< an event may count in several rows
    std::vector<MonthRow> rows;
};
constexpr auto fields_of(MonthDimension const*)
{
    using D = MonthDimension;
    return std::tuple { Field { "dimension", &D::dimension, a_code() }, Field { "multiple", &D::multiple, a_flag() }, Field { "rows", &D::rows, nested() } };
}
constexpr char const* name_of(MonthDimension const*) { return "MonthDimension"; }

struct MonthEvent {
    std::string event; ///< what is counted: "conversation"
    Counts total;
    Counts previous; ///< of the month before
    std::vector<MonthDimension> dimensions;
};
constexpr auto fields_of(MonthEvent const*)
{
    using E = MonthEvent;
    return std::tuple { Field { "event", &E::event, a_code() }, Field { "total", &E::total, nested() }, Field { "previous", &E::previous, nested() },
        Field { "dimensions", &E::dimensions, nested() } };
}
constexpr char const* name_of(MonthEvent const*) { return "MonthEvent"; }

struct GroupMonth {
    std::string month;
    std::vector<std::string> groups_months; ///< those in which it has any event
    std::vector<MonthEvent> events;
    std::vector<WaitingNotice> waiting; ///< today, whatever the month
};
constexpr auto fields_of(GroupMonth const*)
{
    using M = GroupMonth;
    return std::tuple { Field { "month", &M::month, a_month() }, Field { "groups_months", &M::groups_months, Traits { Kind::month, 0, 10'000 } },
        Field { "events", &M::events, nested() }, Field { "waiting", &M::waiting, nested() } };
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
    std::optional<std::int64_t> events;
    std::optional<std::int64_t> women;
};
constexpr auto fields_of(SensitiveRow const*)
{
    using R = SensitiveRow;
    return std::tuple { Field { "code", &R::code, text_of(0, 40) }, Field { "label", &R::label, text_of(0, 120) },
        Field { "events", &R::events, number_of(0, 1'000'000'000) }, Field { "women", &R::women, number_of(0, 1'000'000'000) } };
}
constexpr char const* name_of(SensitiveRow const*) { return "SensitiveRow"; }

struct SensitiveDimension {
    std::string event;
    std::string dimension;
    std::vector<SensitiveRow> rows;
};
constexpr auto fields_of(SensitiveDimension const*)
{
    using D = SensitiveDimension;
    return std::tuple { Field { "event", &D::event, a_code() }, Field { "dimension", &D::dimension, a_code() }, Field { "rows", &D::rows, nested() } };
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
