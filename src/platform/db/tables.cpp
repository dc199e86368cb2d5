// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/tables.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/text.h"
#include <algorithm>

namespace bydel::db {

std::vector<Column> columns_of(Table const& table, std::function<bool(Columns const&)> const& wanted)
{
    std::vector<Column> columns;
    for (auto const& several : table.columns) {
        if (!wanted(several))
            continue;
        for (auto& name : split(several.names, ' '))
            columns.push_back({ std::move(name), &several });
    }
    return columns;
}

static std::string statement_of(Table const& table, Column const& column)
{
    std::string const name(table.name), where = " WHERE programme_id = $1 AND " + column.name + " = $2";
    switch (column.is->erasing) {
    case Erasing::row_goes:
        return "DELETE FROM " + name + where;
    case Erasing::emptied:
        return "UPDATE " + name + " SET " + column.name + " = NULL" + where;
    case Erasing::unnamed:
        return "UPDATE " + name + " SET " + column.name + " = 'erased'" + where;
    case Erasing::by_its_own:
    case Erasing::nothing:
        break;
    }
    return "";
}

Done forget_person(Session& session, std::vector<Table> const& tables, std::string const& programme_id, std::string const& person_id)
{
    for (auto table = tables.rbegin(); table != tables.rend(); ++table) {
        for (auto const& column : columns_of(*table, [](Columns const& one) { return one.erasing != Erasing::nothing; })) {
            if (auto statement = statement_of(*table, column); !statement.empty())
                TRY(session.execute(statement, programme_id, person_id));
        }
    }
    return {};
}

void for_each_row(
    Session& session, Table const& table, std::string const& programme_id, std::function<void(std::vector<std::string> const& columns, Row const&)> const& use)
{
    std::vector<std::string> columns;
    for (auto& column : columns_of(table, [](Columns const& one) { return one.door == Door::leaves; }))
        columns.push_back(std::move(column.name));
    if (columns.empty())
        return;
    auto order = std::string(table.key.empty() ? "programme_id" : table.key);
    std::replace(order.begin(), order.end(), ' ', ',');
    session.walk(
        "SELECT " + join(columns, ", ") + " FROM " + std::string(table.name) + " WHERE programme_id = $1 ORDER BY " + order,
        [&](Row const& row) { use(columns, row); }, programme_id);
}

static Value oldest_kept(Retention const& retention, std::string const& today)
{
    auto const day = retention.months > 0 ? add_months(month_of(today), -retention.months) + "-01" : add_days(today, -retention.days);
    return retention.column.ends_with("_at") ? Value(start_of(day)) : Value(day);
}

Result<std::int64_t> drop_old_rows(Session& session, std::vector<Table> const& tables, std::string const& programme_id, std::string const& today)
{
    std::int64_t dropped = 0;
    for (auto table = tables.rbegin(); table != tables.rend(); ++table) {
        if (table->retention)
            dropped += TRY(session.execute_values(
                "DELETE FROM " + std::string(table->name) + " WHERE programme_id = $1 AND " + std::string(table->retention->column) + " < $2",
                { programme_id, oldest_kept(*table->retention, today) }));
    }
    return dropped;
}

} // namespace bydel::db
