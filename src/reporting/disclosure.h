// SPDX-License-Identifier: AGPL-3.0-or-later
// What of a table may be shown. Pure.
#pragma once
#include "reporting/rules.h"

namespace bydel::reporting {

inline constexpr std::int64_t least_events = 5;
inline constexpr std::int64_t least_mothers = 3;
/// At least this much must lie between the smallest and the greatest value a hidden cell can have.
inline constexpr std::int64_t least_width = 5;

/// May this cell be shown by itself? Zero may.
bool is_safe(Counts const& counts);
/// Which rows of a table whose rows add up to a known total are hidden: unsafe ones, and others until no hidden one can be worked out.
/// Nothing where that cannot be reached: then not even the rows' codes may be shown.
std::optional<std::vector<bool>> hidden_rows(std::vector<Counts> const& rows);
/// The same for a reader who knows what of each row is hers: `others` is what is left of it. Both must be safe.
std::optional<std::vector<bool>> hidden_rows(std::vector<Counts> const& rows, std::vector<Counts> const& others);
/// May the yes of a yes/no table be shown, when the total is known? Its no must be safe as well.
bool is_safe_of(Counts const& yes, Counts const& total);
/// Is a total so small that a hidden yes could be told from it?
bool is_too_few(Counts const& total);

/// At least so many events of a month were about none of the codes that its page shows: hidden ones, where each has one.
std::int64_t about_none_of(Counts const& total, std::vector<Counts> const& shown);

/// What a cell of few events says: its minutes only to the half hour, so that one event is not read from them.
Counts told(Counts counts);

// --- tables -----------------------------------------------------------------------------------------------------------------

struct Row {
    std::string code;
    Status status = Status::shown;
    Counts counts; ///< nothing of what is hidden
};
struct Table {
    std::string dimension;
    bool multiple = false; ///< an event may count in several rows
    std::vector<Row> rows;
};

/// The rows of a dimension that are not sensitive, raw: most first, or in their order; what was not stated last.
Table open_table(std::vector<Tally> const& tallies, measure::Dimension const& dimension, measure::Codes const& codes);
/// The sensitive codes of a dimension of several answers: each is its own yes/no table. `told_by_open`: how many events of the quarter's months were,
/// at least, about hidden codes, by the pages of the months (about_none_of). Nothing where no row may be spoken of.
std::optional<Table> sensitive_codes(
    std::vector<ClosedTally> const& quarter, std::int64_t told_by_open, measure::Dimension const& dimension, std::vector<std::string> const& sensitive);
/// A dimension that is sensitive as a whole.
std::optional<Table> sensitive_dimension(std::vector<ClosedTally> const& quarter, measure::Dimension const& dimension);

/// The cell of that code, or one of nothing.
ClosedTally cell_in(std::vector<ClosedTally> const& closed, std::string_view dimension, std::string_view code);
Counts counts_in(std::vector<Tally> const& tallies, std::string_view dimension, std::string_view code);

} // namespace bydel::reporting
