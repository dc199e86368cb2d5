// SPDX-License-Identifier: AGPL-3.0-or-later
// Rows that nobody may join to a person by when they came: anonymous answers, ballots, requests to meet (design 9.14). A row has a random key and no
// time, and with each one that comes all rows of its heap are laid down anew in the order of their keys, in one transaction: neither their place in the
// file nor PostgreSQL's number of the transaction that wrote them tells which came before which. What the engines keep of earlier states does:
// docs/security.md. Not for what is large (a row costs as many as lie in its heap), and not for what is corrected: a row is given once and never changed.
#pragma once
#include "platform/db/db.h"

namespace bydel::db {

struct OrderFreeTable {
    std::string_view name;
    std::string_view heap;   ///< the column that says with which others a row lies: the course evaluation that it answers
    std::string_view values; ///< the other columns, beside programme_id and key, with spaces between
};

/// `values` as `table.values` names them. Only in journal::change(), where the programme's turn keeps a second writer of the heap away; no entry names a
/// row: one says that the heap is closed, when it is. Afterwards Database::empty_log(), as after erasing: SQLite's log has the pages as they were. A call that
/// is repeated is another row: that she has answered is written in the same transaction, and asked first.
Done lay_down(Session& session, OrderFreeTable const& table, std::string const& programme_id, std::string const& heap, std::vector<Value> const& values);

/// Columns that by their names could tell when or from whom a row came, that are not declared, or that are declared and not there; none where the table is as
/// it must be. For the tests of the slice that has one.
std::vector<std::string> what_tells_order(Database& database, OrderFreeTable const& table);

} // namespace bydel::db
