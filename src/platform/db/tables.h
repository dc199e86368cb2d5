// SPDX-License-Identifier: AGPL-3.0-or-later
// What a slice says of its tables, once: which columns leave with an export, whom they tell of and why they are kept, what erasing a person does to a
// column that names her, after which time rows go. Export, erasing, her own data, retention, docs/database.md and docs/personal_data.md read it; a test
// holds it against the schema, so that a new column or table can't be forgotten.
#pragma once
#include "base/fields.h"
#include "platform/db/db.h"
#include <functional>

namespace bydel::db {

/// What erasing does with a column that holds a person's id.
enum class Erasing {
    nothing,    ///< it holds nobody's id: it goes with its row, or tells of nobody
    row_goes,   ///< the row is about her
    emptied,    ///< what she made stays without her: NULL
    unnamed,    ///< the same, where the column can't be null: 'erased'
    by_its_own, ///< the table's slice does it itself (`Slice::forget`)
};

/// With whom a column may go: with an export of the programme, or it stays here; a secret opens a door, or ties her to what she saved without a name,
/// and goes with nobody, not even with her own data.
enum class Door { leaves, stays, secret };

/// Whom a column tells of. `member`: a mother, or who works in the office. The women who are helped are nobody here: nothing tells of one of them.
enum class About { nobody, mother, coordinator, member, contact };

/// Columns of which the same is true; names with spaces between.
struct Columns {
    std::string_view names;
    Door door = Door::leaves;
    About about = About::nobody;
    std::string_view purpose = {};      ///< why it is kept, of a slice's purposes, where it tells of somebody
    Erasing erasing = Erasing::nothing; ///< where it holds a person's id
    std::string_view sealed = {};       ///< encrypted, bound to this place: "person/{id}/display_name" (platform/sealed)
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

/// After which its rows go. `column` ends with `_on` (a day) or `_at` (an instant).
struct Retention {
    std::string_view column;
    int days = 0;
    int months = 0; ///< whole ones: until the first day of the month so many before
};

/// A table; every one has programme_id first.
struct Table {
    std::string_view name;
    std::string_view key; ///< what its rows are known by, after programme_id; an export is in this order
    std::vector<Columns> columns;
    std::vector<List> lists = {};
    std::optional<Retention> retention = {};
};

/// One column, as its Columns say.
struct Column {
    std::string name;
    Columns const* is;
};
/// In the order in which they are declared, those of which `wanted` is true.
std::vector<Column> columns_of(Table const& table, std::function<bool(Columns const&)> const& wanted);

/// Takes a person out of these tables, the last first, so that rows that refer to others go before them.
Done forget_person(Session& session, std::vector<Table> const& tables, std::string const& programme_id, std::string const& person_id);

/// Every row of what leaves of a table, in the order of its key.
void for_each_row(
    Session& session, Table const& table, std::string const& programme_id, std::function<void(std::vector<std::string> const& columns, Row const&)> const& use);
/// Drops what is older than its tables keep it; answers how many rows.
Result<std::int64_t> drop_old_rows(Session& session, std::vector<Table> const& tables, std::string const& programme_id, std::string const& today);

} // namespace bydel::db
