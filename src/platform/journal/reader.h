// SPDX-License-Identifier: AGPL-3.0-or-later
// A reader follows the journal of each programme from where it was, and makes something of what changed: tallies first. Its position moves in the
// transaction in which it takes the entries, so that it takes each once; what failed is tried again by the upkeep. It is for what can be made
// again from the records (REBUILT tables), not for what must be there when a change is answered: that is written in the change itself.
#pragma once
#include "platform/journal/journal.h"
#include <functional>

namespace bydel {
class Slices;
}

namespace bydel::journal {

struct Reader {
    std::string_view name; ///< "tally"
    /// Takes entries in their order, all of the programme's. Answers how many things it made anew; nothing where they do not tell enough (an earlier
    /// program wrote them): then it begins again.
    std::function<Result<std::optional<int>>(db::Session&, Slices const&, std::string const& programme_id, std::vector<Written> const&)> take;
    /// Makes everything anew from the records, where that is not to read the whole journal: it begins so where it has read nothing.
    std::function<Result<int>(db::Session&, Slices const&, std::string const& programme_id)> begin = {};
};

/// Until nothing is left, a page of entries in a transaction. Cheap where nothing is new. Answers the sum of what `take` answered.
Result<int> catch_up(db::Database& database, Slices const& slices, Reader const& reader, std::string const& programme_id);

/// One at a time, on all servers: while it reads, or makes everything again, it holds its row of journal_reader.
Done take_turn(db::Session& session, Reader const& reader, std::string const& programme_id);
/// Has it make everything anew, while nobody changes anything in the programme. Answers what `begin` answered. `from`: only if it stands there.
Result<int> begin(
    db::Database& database, Slices const& slices, Reader const& reader, std::string const& programme_id, std::optional<std::int64_t> from = std::nullopt);

/// Entries of all programmes that it has not read.
std::int64_t lag(db::Session& session, Reader const& reader);

} // namespace bydel::journal
