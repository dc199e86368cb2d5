// SPDX-License-Identifier: AGPL-3.0-or-later
// Several machines: PostgreSQL with the extension Citus, which keeps the rows of a programme together on one node (docs/scale.md). Every table of a
// programme is distributed by programme_id, all of them alike, so that a transaction of a programme stays on its node; what has no programme is on
// every node. Not a second way to write to a database: who asks sees the same tables.
#pragma once
#include "platform/db/db.h"

namespace bydel::db {

struct Places {
    std::vector<std::string> by_programme; ///< those that others refer to first
    std::vector<std::string> everywhere;   ///< small, and of no programme
};

/// Is anything of it distributed? False without Citus, and on SQLite.
bool is_distributed(Database& database, Places const& places);
/// Gives every table its place that has none yet, one after the other; begun and broken off, it goes on where it stopped. What stood on the coordinating
/// node alone is emptied there afterwards. The tables that got one. Problem server.no_citus where there is no extension; it needs no transaction
/// of its own, and no server that writes meanwhile.
Result<std::vector<std::string>> distribute(Database& database, Places const& places);

} // namespace bydel::db
