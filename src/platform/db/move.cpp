// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/move.h"
#include "base/text.h"
#include "platform/db/statements.h"
#include <array>
#include <cstring>
#include <sodium.h>

namespace bydel::db {

namespace {

/// What a table holds, whatever the order in which its rows are read.
struct Digest {
    std::int64_t rows = 0;
    std::array<std::uint64_t, 4> sum {};
    bool operator==(Digest const&) const = default;

    void add(Row const& row)
    {
        std::string text;
        for (std::size_t i = 0; i < row.size(); ++i)
            text += written(row.value(i));
        std::array<std::uint64_t, 4> hash;
        crypto_generichash(
            reinterpret_cast<unsigned char*>(hash.data()), sizeof hash, reinterpret_cast<unsigned char const*>(text.data()), text.size(), nullptr, 0);
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += hash[i];
        ++rows;
    }

private:
    /// With its kind and its length, so that no two rows are written alike.
    static std::string written(Value const& value)
    {
        if (auto const* number = std::get_if<std::int64_t>(&value))
            return "i" + std::to_string(*number) + ";";
        if (auto const* real = std::get_if<double>(&value)) {
            std::uint64_t bits;
            std::memcpy(&bits, real, sizeof bits);
            return "d" + std::to_string(bits) + ";";
        }
        if (auto const* text = std::get_if<std::string>(&value))
            return "t" + std::to_string(text->size()) + ":" + *text;
        if (auto const* bytes = std::get_if<Bytes>(&value))
            return "b" + std::to_string(bytes->bytes.size()) + ":" + bytes->bytes;
        return "n;";
    }
};

Statements whole_rows_of(Table const& table)
{
    std::vector<std::string> columns { "programme_id" };
    for (auto& column : columns_of(table, [](Columns const&) { return true; })) {
        if (column.name != "programme_id")
            columns.push_back(std::move(column.name));
    }
    return statements_of(std::string(table.name), columns);
}

/// What belongs to the installation and to no programme.
constexpr std::string_view settings = "server_setting";

std::vector<std::pair<std::string, Statements>> all_statements(std::vector<Table> const& tables)
{
    std::vector<std::pair<std::string, Statements>> all { { std::string(settings), statements_of(std::string(settings), { "name", "value" }) } };
    for (auto const& table : tables)
        all.emplace_back(table.name, whole_rows_of(table));
    return all;
}

Digest digest_of(Session& session, Statements const& statements)
{
    Digest digest;
    session.walk(statements.read, [&](Row const& row) { digest.add(row); });
    return digest;
}

Done copy(Session& from, Session& to, Statements const& statements)
{
    Done done;
    from.walk(statements.read, [&](Row const& row) {
        if (!done)
            return;
        std::vector<Value> values;
        for (std::size_t i = 0; i < row.size(); ++i)
            values.push_back(row.value(i));
        if (auto written = to.execute_values(statements.write, values); !written)
            done = fail(std::move(written).error());
    });
    return done;
}

Result<MovedTable> move_table(Session& from, Session& to, std::string const& table, Statements const& statements)
{
    if (table == settings)
        TRY(to.execute("DELETE FROM server_setting")); // what migrating made
    else if (to.query_one(statements.read + " LIMIT 1"))
        return fail({ 409, "server.not_empty", "", { { "name", table } }, "the other database has rows in " + table });
    TRY(copy(from, to, statements));
    auto const before = digest_of(from, statements), after = digest_of(to, statements);
    if (before != after)
        return fail({ 500, "server.moved_wrong", "", { { "name", table } }, table + " did not arrive as it was" });
    return MovedTable { table, after.rows };
}

} // namespace

Result<std::vector<MovedTable>> move_all(Database& from, Database& to, std::vector<Table> const& tables)
{
    return from.read([&](Session& there) {
        return to.write([&](Session& here) -> Result<std::vector<MovedTable>> {
            std::vector<MovedTable> moved;
            for (auto const& [table, statements] : all_statements(tables))
                moved.push_back(TRY(move_table(there, here, table, statements)));
            return moved;
        });
    });
}

} // namespace bydel::db
