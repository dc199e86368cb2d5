// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/order_free.h"
#include "base/id.h"
#include "base/text.h"
#include "platform/db/statements.h"
#include <algorithm>
#include <array>

namespace bydel::db {

namespace {

/// A row, in the order of columns_of().
using Laid = std::vector<Value>;

std::vector<std::string> columns_of(OrderFreeTable const& table)
{
    std::vector<std::string> columns { "programme_id", std::string(table.heap), "key" };
    for (auto const& value : split(table.values, ' '))
        columns.emplace_back(value);
    return columns;
}

std::string new_key()
{
    std::array<unsigned char, 16> random;
    fill_random(random.data(), random.size());
    return to_base64url({ reinterpret_cast<char const*>(random.data()), random.size() });
}

bool by_key(Laid const& one, Laid const& other) { return std::get<std::string>(one[2]) < std::get<std::string>(other[2]); }

/// Names that our tables have for a time, for a person, or for a change of hers.
bool could_tell(std::string_view column)
{
    static constexpr std::array ends { "_on", "_at", "_by", "_to" };
    static constexpr std::array words { "person", "device", "account", "session", "author", "owner", "reader", "name", "phone", "email", "token", "hash", "day",
        "month", "period", "when", "position", "revision", "sequence" };
    return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return column.ends_with(end); })
        || std::any_of(words.begin(), words.end(), [&](std::string_view word) { return column.find(word) != std::string_view::npos; });
}

} // namespace

Done lay_down(Session& session, OrderFreeTable const& table, std::string const& programme_id, std::string const& heap, std::vector<Value> const& values)
{
    auto const name = std::string(table.name), of_heap = " WHERE programme_id = $1 AND " + std::string(table.heap) + " = $2";
    auto const [read, write] = statements_of(name, columns_of(table));
    std::vector<Laid> all;
    for (auto const& row : session.query(read + of_heap, programme_id, heap)) {
        Laid laid;
        for (std::size_t column = 0; column < row.size(); ++column)
            laid.push_back(row.value(column));
        all.push_back(std::move(laid));
    }
    Laid added { programme_id, heap, new_key() };
    added.insert(added.end(), values.begin(), values.end());
    all.push_back(std::move(added));
    std::sort(all.begin(), all.end(), by_key);
    TRY(session.execute("DELETE FROM " + name + of_heap, programme_id, heap));
    for (auto const& row : all)
        TRY(session.execute_values(write, row));
    return {};
}

std::vector<std::string> what_tells_order(Database& database, OrderFreeTable const& table)
{
    auto const* ask = database.engine() == Engine::sqlite
        ? "SELECT name FROM pragma_table_info($1)"
        : "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1";
    auto const declared = columns_of(table);
    std::vector<std::string> there, told;
    for (auto const& row : database.read([&](Session& session) { return session.query(ask, table.name); }))
        there.push_back(row.text(0));
    for (auto const& column : there) {
        bool const is_fixed = column == "programme_id" || column == "key";
        bool const is_known = std::find(declared.begin(), declared.end(), column) != declared.end();
        bool const is_id = column.ends_with("_id") && column != table.heap; // the heap has its id, and nothing else has one
        if (!is_fixed && (!is_known || is_id || could_tell(column)))
            told.push_back(column);
    }
    for (auto const& column : declared) {
        if (std::find(there.begin(), there.end(), column) == there.end())
            told.push_back(column);
    }
    return told;
}

} // namespace bydel::db
