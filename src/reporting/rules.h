// SPDX-License-Identifier: AGPL-3.0-or-later
// Pure counting, and what of a sensitive table may be shown.
#pragma once
#include "reporting/reporting.h"

namespace bydel::reporting {

/// All tallies of one group and period from its conversations, sorted by dimension and code. No rows where there are no conversations.
std::vector<Tally> count(std::vector<outreach::Conversation> const& conversations, std::string const& group_id, std::string const& period);

/// A cell of a closed period. `others` is the same without what the office recorded: who recorded that can take it away from the sum.
struct ClosedTally {
    Tally tally;
    Counts others;
};
std::vector<ClosedTally> count_closed(std::vector<outreach::Conversation> conversations, std::string const& group_id, std::string const& period);

/// Periods close in order, so that what comes before the first in which anything was counted has closed with it, empty.
bool has_closed(db::Session& session, std::string const& programme_id, std::string const& period);
std::vector<ClosedTally> closed_tallies_of(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& period);

struct Cells {
    std::string dimension;
    std::vector<std::string> codes;
};
/// The sum of these cells over all groups, for each closed month from `from` to `to` that has any. `mothers`: of the code that has most.
std::map<std::string, Counts> closed_months(
    db::Session& session, std::string const& programme_id, Cells const& cells, std::string const& from, std::string const& to);

/// The tile that a number of minutes falls under: "not_stated", "5", "15", "30", "60", "90", "120".
std::string minutes_band(std::int64_t minutes);

inline constexpr std::int64_t least_conversations = 5;
inline constexpr std::int64_t least_mothers = 3;
/// At least this much must lie between the smallest and the greatest value a hidden cell can have.
inline constexpr std::int64_t least_width = 5;

/// A period may be looked at this many days after its end, when late phones have sent.
inline constexpr int closes_after_days = 14;

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

/// At least so many conversations of a month were about none of the themes that its page shows: hidden ones, where each has a theme.
std::int64_t about_none_of(Counts const& total, std::vector<Counts> const& shown);

/// What a cell of few conversations says: its minutes only to the half hour, so that one conversation is not read from them.
Counts told(Counts counts);

/// Months since she was last active: 0 in the current month. Where she never was, since she joined.
int silent_months(std::string const& last_active_month, std::string const& joined_on, std::string const& today);

} // namespace bydel::reporting
