// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/db.h"
#include "platform/db/engines.h"
#include <charconv>

namespace bydel::db {

Problem caught(std::exception const& exception)
{
    if (auto const* broken = dynamic_cast<Broken const*>(&exception))
        return broken->problem;
    return { 500, "server.failed", "", {}, exception.what() };
}

std::int64_t Row::integer(std::size_t column) const
{
    if (auto const* number = std::get_if<std::int64_t>(&values_[column]))
        return *number;
    auto const& digits = std::get<std::string>(values_[column]); // PostgreSQL's sum() is numeric
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

std::optional<std::string> Row::maybe_text(std::size_t column) const
{
    return is_null(column) ? std::nullopt : std::optional(text(column));
}

std::optional<std::int64_t> Row::maybe_integer(std::size_t column) const
{
    return is_null(column) ? std::nullopt : std::optional(integer(column));
}

Done Session::in_savepoint(std::function<Done()> const& work)
{
    auto name = "s" + std::to_string(++depth_);
    run_script("SAVEPOINT " + name);
    auto done = work();
    if (!done)
        run_script("ROLLBACK TO SAVEPOINT " + name);
    run_script("RELEASE SAVEPOINT " + name);
    --depth_;
    return done;
}

std::unique_ptr<Database> open(std::string const& where)
{
    if (where.starts_with("postgresql://") || where.starts_with("postgres://"))
        return open_postgresql(where);
    return open_sqlite(where);
}

std::vector<std::string> applied_migrations(Database& database)
{
    return *database.write([](Session& session) -> Result<std::vector<std::string>> {
        session.run_script("CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY)");
        std::vector<std::string> names;
        for (auto const& row : session.query("SELECT name FROM schema_migration ORDER BY name"))
            names.push_back(row.text(0));
        return names;
    });
}

Result<int> migrate(Database& database, std::span<Migration const> migrations)
{
    auto applied = applied_migrations(database);
    for (auto const& name : applied) {
        bool known = false;
        for (auto const& migration : migrations)
            known = known || migration.name == name;
        if (!known)
            return fail({ 500, "server.newer_schema", "", { { "name", name } }, "the database knows migration " + name });
    }
    int count = 0;
    for (auto const& migration : migrations) {
        if (std::find(applied.begin(), applied.end(), migration.name) != applied.end())
            continue;
        TRY(database.write([&](Session& session) -> Done {
            session.run_script(migration.sql);
            TRY(session.execute("INSERT INTO schema_migration (name) VALUES ($1)", migration.name));
            return {};
        }));
        ++count;
    }
    return count;
}

} // namespace bydel::db
