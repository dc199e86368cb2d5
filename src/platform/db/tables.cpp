// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/tables.h"
#include "base/text.h"
#include <algorithm>

namespace bydel::db {

static std::string statement_of(Table const& table, NamesPerson const& names)
{
    std::string const name(table.name), where = " WHERE programme_id = $1 AND " + std::string(names.column) + " = $2";
    switch (names.erasing) {
    case Erasing::row_goes:
        return "DELETE FROM " + name + where;
    case Erasing::emptied:
        return "UPDATE " + name + " SET " + std::string(names.column) + " = NULL" + where;
    case Erasing::unnamed:
        return "UPDATE " + name + " SET " + std::string(names.column) + " = 'erased'" + where;
    case Erasing::by_its_own:
        break;
    }
    return "";
}

Done forget_person(Session& session, std::vector<Table> const& tables, std::string const& programme_id, std::string const& person_id)
{
    for (auto table = tables.rbegin(); table != tables.rend(); ++table) {
        for (auto const& names : table->persons) {
            if (auto statement = statement_of(*table, names); !statement.empty())
                TRY(session.execute(statement, programme_id, person_id));
        }
    }
    return {};
}

void for_each_row(
    Session& session, Table const& table, std::string const& programme_id, std::function<void(std::vector<std::string> const& columns, Row const&)> const& use)
{
    auto const columns = split(table.leaves, ' ');
    auto order = std::string(table.key.empty() ? "programme_id" : table.key);
    std::replace(order.begin(), order.end(), ' ', ',');
    session.walk(
        "SELECT " + join(columns, ", ") + " FROM " + std::string(table.name) + " WHERE programme_id = $1 ORDER BY " + order,
        [&](Row const& row) { use(columns, row); }, programme_id);
}

} // namespace bydel::db
