// SPDX-License-Identifier: AGPL-3.0-or-later
// Every row of one database into another, of whatever engine, and the proof that none was lost or changed on the way.
#pragma once
#include "platform/db/tables.h"

namespace bydel::db {

struct MovedTable {
    std::string table;
    std::int64_t rows = 0;
};

/// `to` has the same schema and holds nothing but settings of its own, which go: problem server.not_empty. One transaction on either side: all rows are there
/// afterwards, or none. Compared by the number of rows and the sum of their hashes (BLAKE2b, modulo 2^64, four of them), which do not depend on an order:
/// problem server.moved_wrong. `tables`: those that others refer to first.
Result<std::vector<MovedTable>> move_all(Database& from, Database& to, std::vector<Table> const& tables);

} // namespace bydel::db
