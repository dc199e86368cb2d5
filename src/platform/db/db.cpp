// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/db.h"
#include "platform/db/engines.h"
#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <sodium.h>

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

double Row::number(std::size_t column) const
{
    auto const* number = std::get_if<double>(&values_[column]);
    return number ? *number : static_cast<double>(integer(column));
}

std::optional<std::string> Row::maybe_text(std::size_t column) const { return is_null(column) ? std::nullopt : std::optional(text(column)); }

std::optional<std::int64_t> Row::maybe_integer(std::size_t column) const { return is_null(column) ? std::nullopt : std::optional(integer(column)); }

Done Session::in_savepoint(std::function<Done()> const& work)
{
    auto name = "s" + std::to_string(++depth_);
    run_often("SAVEPOINT " + name);
    auto done = work();
    if (!done)
        run_often("ROLLBACK TO SAVEPOINT " + name);
    run_often("RELEASE SAVEPOINT " + name);
    --depth_;
    return done;
}

std::unique_ptr<Database> open(std::string const& where)
{
    if (where.starts_with("postgresql://") || where.starts_with("postgres://"))
        return open_postgresql(where);
    return open_sqlite(where);
}

std::string hash_of(Migration const& migration)
{
    std::array<unsigned char, 16> hash;
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<unsigned char const*>(migration.sql.data()), migration.sql.size(), nullptr, 0);
    std::array<char, 2 * hash.size() + 1> digits;
    return sodium_bin2hex(digits.data(), digits.size(), hash.data(), hash.size());
}

static bool has_column(Database& database, Session& session, std::string const& table, std::string const& column)
{
    auto sql = database.engine() == Engine::sqlite
        ? "SELECT 1 FROM pragma_table_info($1) WHERE name = $2"
        : "SELECT 1 FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 AND column_name = $2";
    return session.query_one(sql, table, column).has_value();
}

/// Name and hash; the hash is empty where a program applied it that did not keep one.
using Applied = std::map<std::string, std::string>;

static Applied read_applied(Database& database)
{
    return database.read([&](Session& session) {
        Applied applied;
        if (!has_column(database, session, "schema_migration", "name"))
            return applied;
        bool const hashed = has_column(database, session, "schema_migration", "hash");
        for (auto const& row : session.query(hashed ? "SELECT name, hash FROM schema_migration" : "SELECT name, '' FROM schema_migration"))
            applied.emplace(row.text(0), row.text(1));
        return applied;
    });
}

static Applied make_ready(Database& database)
{
    MUST(database.write([&](Session& session) -> Done {
        session.run_script("CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY)");
        if (!has_column(database, session, "schema_migration", "hash"))
            session.run_script("ALTER TABLE schema_migration ADD COLUMN hash TEXT NOT NULL DEFAULT ''");
        return {};
    }));
    return read_applied(database);
}

std::vector<std::string> applied_migrations(Database& database)
{
    std::vector<std::string> names;
    for (auto const& [name, hash] : read_applied(database))
        names.push_back(name);
    return names;
}

static Done check_applied(Applied const& applied, std::span<Migration const> migrations)
{
    for (auto const& [name, hash] : applied) {
        auto known = std::find_if(migrations.begin(), migrations.end(), [&name = name](auto const& migration) { return migration.name == name; });
        if (known == migrations.end())
            return fail({ 500, "server.newer_schema", "", { { "name", name } }, "the database knows migration " + name });
        if (!hash.empty() && hash != hash_of(*known))
            return fail({ 500, "server.changed_schema", "", { { "name", name } }, "migration " + name + " is not the one that was applied" });
    }
    return {};
}

Done check_schema(Database& database, std::span<Migration const> migrations)
{
    auto const applied = read_applied(database);
    TRY(check_applied(applied, migrations));
    for (auto const& migration : migrations) {
        if (!applied.contains(migration.name))
            return fail({ 500, "server.older_schema", "", { { "name", migration.name } }, "migration " + migration.name + " has not been applied" });
    }
    return {};
}

Result<int> migrate(Database& database, std::span<Migration const> migrations)
{
    auto applied = make_ready(database);
    TRY(check_applied(applied, migrations));
    int count = 0;
    for (auto const& migration : migrations) {
        auto before = applied.find(migration.name);
        if (before != applied.end() && !before->second.empty())
            continue;
        bool is_new = before == applied.end();
        TRY(database.write([&](Session& session) -> Done {
            if (is_new)
                session.run_script(migration.sql);
            TRY(session.execute("INSERT INTO schema_migration (name, hash) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET hash = excluded.hash",
                migration.name, hash_of(migration)));
            return {};
        }));
        count += is_new ? 1 : 0;
    }
    return count;
}

} // namespace bydel::db
