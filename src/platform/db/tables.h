// SPDX-License-Identifier: AGPL-3.0-or-later
// What a slice says of its tables, once: which columns leave with an export, and what erasing a person does to a column that names her. Export,
// erasing and docs/database.md read it; a test holds it against the schema, so that a new column or table can't be forgotten.
#pragma once
#include "base/fields.h"
#include "platform/db/db.h"
#include <functional>

namespace bydel::db {

/// What erasing does with a column that holds a person's id.
enum class Erasing {
    row_goes,   ///< the row is about her
    emptied,    ///< what she made stays without her: NULL
    unnamed,    ///< the same, where the column can't be null: 'erased'
    by_its_own, ///< the table's slice does it itself (`Slice::forget`)
};

struct NamesPerson {
    std::string_view column;
    Erasing erasing;
};

/// What a column may hold: a list of codes that its slice declares once, for the wire too (`one_of(list.codes)`). The schema does not repeat it, since
/// SQLite could not add to it later: a store asks `known()` before it writes.
struct List {
    std::string_view column;
    std::string_view codes; ///< with spaces between; empty: they come from elsewhere, as roles do from the slices
};

/// Problem field.unknown_code, with the column as its field.
inline Done known(List const& list, std::string const& code)
{
    auto checked = bydel::detail::check_text(code, one_of(list.codes));
    return checked ? Done() : fail(within(list.column, checked.error()));
}

/// A table; every one has programme_id first. Names of columns are separated by spaces.
struct Table {
    std::string_view name;
    std::string_view key;    ///< what its rows are known by, after programme_id; an export is in this order
    std::string_view leaves; ///< columns that leave with an export; what is encrypted stays encrypted
    std::string_view stays;  ///< columns that don't: secrets, links between her and what she saved, what only this installation needs
    std::vector<NamesPerson> persons = {};
    std::vector<List> lists = {};
};

/// Takes a person out of these tables, the last first, so that rows that refer to others go before them.
Done forget_person(Session& session, std::vector<Table> const& tables, std::string const& programme_id, std::string const& person_id);

/// Every row of what leaves of a table, in the order of its key.
void for_each_row(
    Session& session, Table const& table, std::string const& programme_id, std::function<void(std::vector<std::string> const& columns, Row const&)> const& use);

} // namespace bydel::db
