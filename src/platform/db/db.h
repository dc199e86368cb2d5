// SPDX-License-Identifier: AGPL-3.0-or-later
// The SQL gateway: one portable dialect, two engines (SQLite, PostgreSQL). Only stores write SQL; they get a Session, which is one open
// transaction. A constraint that says no is a Problem; broken machinery (disk full, database gone) is thrown as db::Broken and caught
// once, in platform/http. Writers on SQLite are gathered into one commit (group commit), so a write is on the disk when write() returns.
#pragma once
#include "base/result.h"
#include <chrono>
#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace bydel::db {

/// The database could not do its work: `problem` says whether the disk is full (507), it is busy (503), or it is gone (500).
struct Broken : std::runtime_error {
    explicit Broken(Problem what)
        : std::runtime_error(what.cause)
        , problem(std::move(what))
    {
    }
    Problem problem;
};

/// What a thrown exception is to a caller: the Problem of Broken, or that something failed here.
Problem caught(std::exception const& exception);

/// What is no text: a picture, a sealed key. Its column is BYTEA on both engines.
struct Bytes {
    std::string bytes;
    bool operator==(Bytes const&) const = default;
};

/// The columns of both engines: NULL, BIGINT (also a flag: 0 or 1), DOUBLE PRECISION, TEXT, BYTEA.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Bytes>;

inline Value to_value(std::int64_t number) { return number; }
inline Value to_value(double number) { return number; }
inline Value to_value(Bytes const& bytes) { return bytes; }
template <std::same_as<bool> Flag> // a plain overload would take what points at text
Value to_value(Flag flag)
{
    return static_cast<std::int64_t>(flag);
}
inline Value to_value(int number) { return static_cast<std::int64_t>(number); }
inline Value to_value(std::string_view text) { return std::string(text); }
template <class T>
Value to_value(std::optional<T> const& value)
{
    return value ? to_value(*value) : Value();
}

class Row {
public:
    explicit Row(std::vector<Value> values)
        : values_(std::move(values))
    {
    }
    std::size_t size() const { return values_.size(); }
    bool is_null(std::size_t column) const { return std::holds_alternative<std::monostate>(values_[column]); }
    bool is_integer(std::size_t column) const { return std::holds_alternative<std::int64_t>(values_[column]); }
    Value const& value(std::size_t column) const { return values_[column]; }
    std::string const& text(std::size_t column) const { return std::get<std::string>(values_[column]); }
    std::int64_t integer(std::size_t column) const;
    /// A whole number too.
    double number(std::size_t column) const;
    bool flag(std::size_t column) const { return integer(column) != 0; }
    std::string const& bytes(std::size_t column) const { return std::get<Bytes>(values_[column]).bytes; }
    std::optional<std::string> maybe_text(std::size_t column) const;
    std::optional<std::int64_t> maybe_integer(std::size_t column) const;

private:
    std::vector<Value> values_;
};

/// What an engine gives: one connection. Two real implementations: sqlite.cpp, postgres.cpp.
class Connection {
public:
    virtual ~Connection() = default;
    virtual std::vector<Row> query(std::string_view sql, std::span<Value const> values) = 0;
    virtual void walk(std::string_view sql, std::span<Value const> values, std::function<void(Row const&)> const& use) = 0;
    virtual Result<std::int64_t> execute(std::string_view sql, std::span<Value const> values) = 0;
    /// Several statements without parameters: migrations.
    virtual void run_script(std::string_view sql) = 0;
    /// One statement without parameters that comes again and again: BEGIN, SAVEPOINT.
    virtual void run_often(std::string_view sql) = 0;
    /// What makes of a SELECT one that holds its rows until the transaction ends; nothing where there is one writer anyway.
    virtual std::string_view to_hold() const = 0;
};

/// One open transaction.
class Session {
public:
    explicit Session(Connection& connection)
        : connection_(connection)
    {
    }

    template <class... Values>
    std::vector<Row> query(std::string_view sql, Values const&... values)
    {
        return query_values(sql, { to_value(values)... });
    }
    template <class... Values>
    std::optional<Row> query_one(std::string_view sql, Values const&... values)
    {
        auto rows = query(sql, values...);
        return rows.empty() ? std::nullopt : std::optional<Row>(std::move(rows.front()));
    }
    /// Gives every row to `use`, which may ask for more, and never holds all of them.
    template <class... Values>
    void walk(std::string_view sql, std::function<void(Row const&)> const& use, Values const&... values)
    {
        std::vector<Value> const all { to_value(values)... };
        connection_.walk(sql, all, use);
    }
    /// Rows changed; or the Problem of the constraint that said no. PostgreSQL takes no more statements then: return the Problem, or have
    /// run it in_savepoint() where the work goes on without it.
    template <class... Values>
    Result<std::int64_t> execute(std::string_view sql, Values const&... values)
    {
        return execute_values(sql, { to_value(values)... });
    }
    std::vector<Row> query_values(std::string_view sql, std::vector<Value> const& values) { return connection_.query(sql, values); }
    Result<std::int64_t> execute_values(std::string_view sql, std::vector<Value> const& values) { return connection_.execute(sql, values); }

    /// Runs `work`; what it wrote is undone when it returns a Problem.
    Done in_savepoint(std::function<Done()> const& work);
    /// The row that `sql` finds, held until the transaction ends: who else asks for it waits, on whatever server. What is read after it is what the
    /// last holder left.
    template <class... Values>
    std::optional<Row> hold_one(std::string_view sql, Values const&... values)
    {
        return query_one(std::string(sql) + std::string(connection_.to_hold()), values...);
    }
    /// As hold_one, where the row may not be there yet: `make` (INSERT ... ON CONFLICT DO NOTHING, with the same values) makes it.
    template <class... Values>
    Done hold_or_make(std::string_view sql, std::string_view make, Values const&... values)
    {
        if (hold_one(sql, values...))
            return {};
        if (auto made = execute(make, values...); !made)
            return fail(std::move(made).error());
        hold_one(sql, values...);
        return {};
    }
    void run_script(std::string_view sql) { connection_.run_script(sql); }
    void run_often(std::string_view sql) { connection_.run_often(sql); }

private:
    Connection& connection_;
    int depth_ = 0;
};

enum class Engine { sqlite, postgresql };

class Database {
public:
    virtual ~Database() = default;
    virtual Engine engine() const = 0;

    /// Runs `work` in a transaction that is kept (on the disk) when it returns a value, and undone when it returns a Problem.
    /// `work` may run more than once (a retry after a serialisation failure).
    /// `together`: those who name the same and wait may share a transaction, each in a savepoint, because the first thing that all of them do is to wait
    /// for one and the same row. On SQLite all share.
    template <class Work>
    auto write(Work&& work, std::string const& together = {}) -> std::invoke_result_t<Work, Session&>
    {
        std::optional<std::invoke_result_t<Work, Session&>> result;
        write_job(
            [&](Session& session) {
                result.emplace(work(session));
                return result->has_value();
            },
            together);
        return std::move(*result);
    }
    /// Runs `work` on an unchanging view of the database.
    template <class Work>
    auto read(Work&& work) -> std::invoke_result_t<Work, Session&>
    {
        std::optional<std::invoke_result_t<Work, Session&>> result;
        read_job([&](Session& session) { result.emplace(work(session)); });
        return std::move(*result);
    }
    /// A consistent copy into a new file, while running. SQLite only.
    virtual Done back_up_to(std::string const& file) = 0;
    /// Reads every page and every index; Problem server.damaged with the first thing that is wrong. SQLite only: PostgreSQL has pg_amcheck.
    virtual Done check_whole() = 0;
    /// What was erased leaves the log of changes too. Where somebody reads an older view it can't yet, and empty_log_if_left() tries again, which the
    /// upkeep calls; so it does at the start, since a process that was killed left its log. SQLite only: PostgreSQL keeps its own (docs/security.md).
    virtual void empty_log() { }
    virtual void empty_log_if_left() { }
    /// How long one statement may take from now on, before its caller is told that the database is busy. Without a limit until it is
    /// said (commands: a migration takes its time). SQLite is in this process and needs none.
    virtual void answer_within(std::chrono::milliseconds) { }

protected:
    virtual void write_job(std::function<bool(Session&)> const& keep, std::string const& together) = 0;
    virtual void read_job(std::function<void(Session&)> const& work) = 0;
};

/// `where` is a file name, ":memory:" (tests), or a postgresql:// URL.
std::unique_ptr<Database> open(std::string const& where);

/// One compiled-in migration, in order of `name`.
struct Migration {
    std::string name;
    std::string sql;
};
/// Applies what is missing, each in its own transaction. Problem server.newer_schema when the database knows more than this program, and
/// server.changed_schema when a migration is not the one that the database applied: a migration never changes.
Result<int> migrate(Database& database, std::span<Migration const> migrations);
/// Changes nothing. Problem server.older_schema where a migration is missing, and those of migrate().
Done check_schema(Database& database, std::span<Migration const> migrations);
/// What the database remembers of a migration's text (BLAKE2b, 32 hexadecimal digits).
std::string hash_of(Migration const& migration);
std::vector<std::string> applied_migrations(Database& database);

} // namespace bydel::db
