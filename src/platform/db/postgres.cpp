// SPDX-License-Identifier: AGPL-3.0-or-later
// PostgreSQL 15+: a pool of connections, statements prepared once per connection, retries after 40001 and 40P01. Writes of one programme are
// put in order by an advisory lock taken first (lock_programme), so journal sequences follow commits without gaps.
#include "platform/db/engines.h"
#include <charconv>
#include <libpq-fe.h>
#include <mutex>
#include <unordered_map>

namespace bydel::db {

namespace {

struct Retry { };

using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

std::optional<Constraint> constraint_of(std::string_view state)
{
    if (state == "23505")
        return Constraint::unique;
    if (state == "23503")
        return Constraint::foreign_key;
    if (state == "23514")
        return Constraint::check;
    if (state == "23502")
        return Constraint::not_null;
    return std::nullopt;
}

class PostgresConnection final : public Connection {
public:
    explicit PostgresConnection(std::string const& url) : handle_(PQconnectdb(url.c_str()))
    {
        if (PQstatus(handle_) != CONNECTION_OK) {
            std::string cause = PQerrorMessage(handle_);
            PQfinish(handle_);
            throw Broken({ 503, "server.busy", "", {}, cause });
        }
        PQsetNoticeProcessor(handle_, [](void*, char const*) { }, nullptr);
    }
    PostgresConnection(PostgresConnection const&) = delete;
    PostgresConnection& operator=(PostgresConnection const&) = delete;
    ~PostgresConnection() override { PQfinish(handle_); }

    std::vector<Row> query(std::string_view sql, std::span<Value const> values) override
    {
        auto answer = run(sql, values);
        if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK)
            refuse(answer.get(), sql);
        std::vector<Row> rows;
        int columns = PQnfields(answer.get());
        for (int r = 0; r < PQntuples(answer.get()); ++r) {
            std::vector<Value> row;
            for (int c = 0; c < columns; ++c)
                row.push_back(value_of(answer.get(), r, c));
            rows.emplace_back(std::move(row));
        }
        return rows;
    }

    Result<std::int64_t> execute(std::string_view sql, std::span<Value const> values) override
    {
        auto answer = run(sql, values);
        auto status = PQresultStatus(answer.get());
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
            std::int64_t count = 0;
            std::string_view digits = PQcmdTuples(answer.get());
            std::from_chars(digits.data(), digits.data() + digits.size(), count);
            return count;
        }
        char const* state = PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE);
        auto constraint = constraint_of(state ? state : "");
        if (!constraint)
            refuse(answer.get(), sql);
        return fail(constraint_problem(*constraint, PQresultErrorMessage(answer.get())));
    }

    void run_script(std::string_view sql) override
    {
        Answer answer(PQexec(handle_, std::string(sql).c_str()), &PQclear);
        auto status = PQresultStatus(answer.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            refuse(answer.get(), sql);
    }

    void lock_programme(std::string_view programme_id) override
    {
        std::vector<Value> values { std::string(programme_id) };
        query("SELECT pg_advisory_xact_lock(hashtextextended($1, 7))", values);
    }
    bool alive() { return PQstatus(handle_) == CONNECTION_OK && PQtransactionStatus(handle_) == PQTRANS_IDLE; }

private:
    static Value value_of(PGresult* answer, int row, int column)
    {
        if (PQgetisnull(answer, row, column))
            return {};
        std::string_view text(PQgetvalue(answer, row, column), static_cast<std::size_t>(PQgetlength(answer, row, column)));
        constexpr Oid int8 = 20, int4 = 23, int2 = 21, numeric = 1700;
        auto type = PQftype(answer, column);
        if (type != int8 && type != int4 && type != int2 && type != numeric)
            return std::string(text);
        std::int64_t number = 0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        return number;
    }

    Answer run(std::string_view sql, std::span<Value const> values)
    {
        auto found = names_.find(std::string(sql));
        if (found == names_.end()) {
            auto name = "p" + std::to_string(names_.size());
            Answer prepared(PQprepare(handle_, name.c_str(), std::string(sql).c_str(), 0, nullptr), &PQclear);
            if (PQresultStatus(prepared.get()) != PGRES_COMMAND_OK)
                refuse(prepared.get(), sql);
            found = names_.emplace(std::string(sql), name).first;
        }
        std::vector<std::string> texts(values.size());
        std::vector<char const*> pointers(values.size(), nullptr);
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (auto const* number = std::get_if<std::int64_t>(&values[i]))
                texts[i] = std::to_string(*number);
            else if (auto const* text = std::get_if<std::string>(&values[i]))
                texts[i] = *text;
            else
                continue;
            pointers[i] = texts[i].c_str();
        }
        return { PQexecPrepared(handle_, found->second.c_str(), static_cast<int>(values.size()), pointers.data(), nullptr, nullptr, 0), &PQclear };
    }

    [[noreturn]] void refuse(PGresult* answer, std::string_view sql)
    {
        char const* field = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
        std::string state = field ? field : "";
        if (state == "40001" || state == "40P01")
            throw Retry {};
        std::string cause = std::string(PQresultErrorMessage(answer)) + " in " + std::string(sql.substr(0, 120));
        if (state == "53100")
            throw Broken({ 507, "server.storage_full", "", {}, cause });
        if (state.empty() || state.starts_with("57") || state.starts_with("53") || state.starts_with("08"))
            throw Broken({ 503, "server.busy", "", {}, cause });
        throw Broken({ 500, "server.failed", "", {}, cause });
    }

    PGconn* handle_;
    std::unordered_map<std::string, std::string> names_;
};

class PostgresDatabase final : public Database {
public:
    explicit PostgresDatabase(std::string url) : url_(std::move(url)) { give_back(borrow()); }

    Engine engine() const override { return Engine::postgresql; }
    Done back_up_to(std::string const&) override { return fail({ 501, "server.backup_is_pg_dump" }); }

protected:
    void write_job(std::function<bool(Session&)> const& keep) override { in_transaction("BEGIN ISOLATION LEVEL READ COMMITTED", keep); }

    void read_job(std::function<void(Session&)> const& work) override
    {
        in_transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", [&](Session& session) {
            work(session);
            return true;
        });
    }

private:
    void in_transaction(char const* begin, std::function<bool(Session&)> const& keep)
    {
        for (int attempt = 0;; ++attempt) {
            auto connection = borrow();
            try {
                connection->run_script(begin);
                Session session(*connection);
                bool kept = keep(session);
                connection->run_script(kept ? "COMMIT" : "ROLLBACK");
                give_back(std::move(connection));
                return;
            } catch (Retry const&) { // the connection is dropped; the next attempt takes another
                if (attempt == 8)
                    throw Broken({ 503, "server.busy", "", {}, "serialisation failures" });
            }
        }
    }

    std::unique_ptr<PostgresConnection> borrow()
    {
        std::lock_guard lock(mutex_);
        while (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            if (connection->alive())
                return connection;
        }
        return std::make_unique<PostgresConnection>(url_);
    }

    void give_back(std::unique_ptr<PostgresConnection> connection)
    {
        std::lock_guard lock(mutex_);
        idle_.push_back(std::move(connection));
    }

    std::string url_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<PostgresConnection>> idle_;
};

} // namespace

std::unique_ptr<Database> open_postgresql(std::string const& url) { return std::make_unique<PostgresDatabase>(url); }

} // namespace bydel::db
