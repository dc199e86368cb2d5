// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/postgres_connection.h"
#include "base/text.h"
#include "platform/db/engines.h"
#include <array>
#include <charconv>
#include <libpq-fe.h>
#include <poll.h>

namespace bydel::db {

using Steady = std::chrono::steady_clock;

static std::optional<Constraint> constraint_of(std::string_view state)
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

static Problem busy(std::string cause) { return { 503, "server.busy", "", {}, std::move(cause) }; }
/// The server ends a statement at the limit; where nothing is heard of that either, it is silent.
static constexpr std::chrono::milliseconds for_the_way { 1000 };

/// The URL's own settings win over these.
static PGconn* connect(std::string const& url)
{
    std::array<char const*, 6> names { "connect_timeout", "keepalives_idle", "keepalives_interval", "keepalives_count", "dbname", nullptr };
    std::array<char const*, 6> values { "5", "10", "5", "3", url.c_str(), nullptr };
    return PQconnectdbParams(names.data(), values.data(), 1);
}

PostgresConnection::PostgresConnection(std::string const& url, std::chrono::milliseconds patience)
    : handle_(connect(url))
    , patience_(patience)
{
    if (PQstatus(handle_) != CONNECTION_OK) {
        std::string cause = PQerrorMessage(handle_);
        PQfinish(handle_);
        throw Silent(busy(cause));
    }
    PQsetNoticeProcessor(
        handle_, [](void*, char const*) {}, nullptr);
    PQsetnonblocking(handle_, 1);
    if (patience_ == std::chrono::milliseconds::zero())
        return;
    try { // what nobody waits for any more ends there too, and gives its locks back
        auto limit = std::to_string(patience_.count());
        run_script("SET statement_timeout = " + limit + "; SET idle_in_transaction_session_timeout = " + limit);
    } catch (...) {
        PQfinish(handle_);
        throw;
    }
}

PostgresConnection::~PostgresConnection() { PQfinish(handle_); }

/// As the server writes bytes, in text.
static std::string bytes_in(char const* text)
{
    std::size_t length = 0;
    std::unique_ptr<unsigned char, void (*)(void*)> bytes(PQunescapeBytea(reinterpret_cast<unsigned char const*>(text), &length), &PQfreemem);
    if (!bytes)
        throw std::bad_alloc();
    return { reinterpret_cast<char const*>(bytes.get()), length };
}

/// The shortest digits that read back as the same number.
static std::string spelled(double number)
{
    std::array<char, 32> text;
    return { text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr };
}

template <class Number>
static Number number_in(std::string_view text)
{
    Number number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

static Value value_of(PGresult* answer, int row, int column)
{
    if (PQgetisnull(answer, row, column))
        return {};
    std::string_view text(PQgetvalue(answer, row, column), static_cast<std::size_t>(PQgetlength(answer, row, column)));
    constexpr Oid bytea = 17, int8 = 20, int4 = 23, int2 = 21, float4 = 700, float8 = 701, numeric = 1700;
    switch (PQftype(answer, column)) {
    case int8:
    case int4:
    case int2:
        return number_in<std::int64_t>(text);
    case numeric: // a sum of whole numbers is one
        return text.find('.') == std::string_view::npos ? Value(number_in<std::int64_t>(text)) : Value(number_in<double>(text));
    case float4:
    case float8:
        return number_in<double>(text);
    case bytea:
        return Bytes { bytes_in(text.data()) };
    default:
        return std::string(text);
    }
}

std::vector<Row> PostgresConnection::query(std::string_view sql, std::span<Value const> values)
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

/// By a cursor, so that other statements can run meanwhile. Its name is its depth: what is prepared stays little.
void PostgresConnection::walk(std::string_view sql, std::span<Value const> values, std::function<void(Row const&)> const& use)
{
    struct Deeper {
        int& depth;
        ~Deeper() { --depth; }
    } const deeper { ++walking_ };
    auto const cursor = "walk_" + std::to_string(walking_);
    auto declared = run("DECLARE " + cursor + " NO SCROLL CURSOR FOR " + std::string(sql), values);
    if (PQresultStatus(declared.get()) != PGRES_COMMAND_OK)
        refuse(declared.get(), sql);
    for (;;) {
        auto const rows = query("FETCH FORWARD 500 FROM " + cursor, {});
        for (auto const& row : rows)
            use(row);
        if (rows.empty())
            break;
    }
    run_script("CLOSE " + cursor);
}

Result<std::int64_t> PostgresConnection::execute(std::string_view sql, std::span<Value const> values)
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

void PostgresConnection::run_script(std::string_view sql)
{
    auto all = join(std::exchange(put_off_, {}), "; ");
    all += (all.empty() ? "" : "; ") + std::string(sql);
    auto answer = answer_to(PQsendQuery(handle_, all.c_str()), sql);
    auto status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        refuse(answer.get(), sql);
}

void PostgresConnection::send_put_off()
{
    if (put_off_.empty())
        return;
    auto const last = std::move(put_off_.back());
    put_off_.pop_back();
    run_script(last);
}

bool PostgresConnection::alive()
{
    pollfd socket { PQsocket(handle_), POLLIN, 0 };
    if (socket.fd >= 0 && poll(&socket, 1, 0) > 0) // nothing was asked: what has come is the server's goodbye
        PQconsumeInput(handle_);
    return PQstatus(handle_) == CONNECTION_OK && PQtransactionStatus(handle_) == PQTRANS_IDLE;
}

std::string const& PostgresConnection::prepared(std::string_view sql)
{
    auto found = names_.find(std::string(sql));
    if (found == names_.end()) {
        send_put_off(); // nothing can be prepared in a transaction that failed, and a savepoint may be what mends it
        auto name = "p" + std::to_string(names_.size());
        auto answer = answer_to(PQsendPrepare(handle_, name.c_str(), std::string(sql).c_str(), 0, nullptr), sql);
        if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK)
            refuse(answer.get(), sql);
        found = names_.emplace(std::string(sql), name).first;
    }
    return found->second;
}

PostgresConnection::Answer PostgresConnection::run(std::string_view sql, std::span<Value const> values)
{
    auto const& name = prepared(sql);
    std::vector<std::string> texts(values.size());
    std::vector<char const*> pointers(values.size(), nullptr);
    std::vector<int> lengths(values.size()), formats(values.size()); // both are asked of bytes only, which go as they are
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (auto const* number = std::get_if<std::int64_t>(&values[i]))
            texts[i] = std::to_string(*number);
        else if (auto const* real = std::get_if<double>(&values[i]))
            texts[i] = spelled(*real);
        else if (auto const* text = std::get_if<std::string>(&values[i]))
            texts[i] = *text;
        else if (auto const* bytes = std::get_if<Bytes>(&values[i])) {
            texts[i] = bytes->bytes;
            lengths[i] = static_cast<int>(bytes->bytes.size());
            formats[i] = 1;
        } else
            continue;
        pointers[i] = texts[i].c_str();
    }
    auto const send
        = [&] { return PQsendQueryPrepared(handle_, name.c_str(), static_cast<int>(values.size()), pointers.data(), lengths.data(), formats.data(), 0); };
    return put_off_.empty() ? answer_to(send(), sql) : answer_after_put_off(send, sql);
}

/// All that was put off and this, sent at once; what is not done for a fault before it says so.
PostgresConnection::Answer PostgresConnection::answer_after_put_off(std::function<int()> const& send, std::string_view sql)
{
    auto const until = from_now();
    auto const before = std::exchange(put_off_, {});
    bool sent = PQenterPipelineMode(handle_) == 1;
    for (auto const& one : before)
        sent = sent && PQsendQueryParams(handle_, one.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0) == 1;
    if (!sent || send() != 1 || PQpipelineSync(handle_) != 1)
        throw Broken(busy(PQerrorMessage(handle_)));
    flush(until, sql);
    Answer failed(nullptr, &PQclear);
    for (auto const& one : before) {
        auto answer = all_of_one(until, one);
        if (!failed && PQresultStatus(answer.get()) != PGRES_COMMAND_OK)
            failed = std::move(answer);
    }
    auto answer = all_of_one(until, sql);
    next_answer(until, sql); // of the sync
    PQexitPipelineMode(handle_);
    if (failed)
        refuse(failed.get(), before.front());
    return answer;
}

/// The last answer to what was sent. Every wait counts against one limit.
PostgresConnection::Answer PostgresConnection::answer_to(int sent, std::string_view sql)
{
    auto const until = from_now();
    if (!sent)
        throw Broken(busy(PQerrorMessage(handle_)));
    flush(until, sql);
    return all_of_one(until, sql);
}

Steady::time_point PostgresConnection::from_now() const
{
    return patience_ == std::chrono::milliseconds::zero() ? Steady::time_point::max() : Steady::now() + patience_ + for_the_way;
}

void PostgresConnection::flush(Steady::time_point until, std::string_view sql)
{
    for (int rest; (rest = PQflush(handle_)) != 0;) {
        if (rest < 0)
            throw Broken(busy(PQerrorMessage(handle_)));
        wait_for(POLLIN | POLLOUT, until, sql);
        PQconsumeInput(handle_);
    }
}

/// The last answer to one statement.
PostgresConnection::Answer PostgresConnection::all_of_one(Steady::time_point until, std::string_view sql)
{
    Answer answer(nullptr, &PQclear);
    while (auto next = next_answer(until, sql))
        answer = std::move(next);
    return answer;
}

/// Nothing where there is none any more.
PostgresConnection::Answer PostgresConnection::next_answer(Steady::time_point until, std::string_view sql)
{
    while (PQisBusy(handle_)) {
        wait_for(POLLIN, until, sql);
        if (!PQconsumeInput(handle_))
            throw Broken(busy(PQerrorMessage(handle_)));
    }
    return { PQgetResult(handle_), &PQclear };
}

void PostgresConnection::wait_for(short events, Steady::time_point until, std::string_view sql)
{
    int milliseconds = -1;
    if (until != Steady::time_point::max()) {
        auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Steady::now()).count();
        milliseconds = static_cast<int>(std::max<decltype(left)>(left, 0));
    }
    pollfd socket { PQsocket(handle_), events, 0 };
    if (poll(&socket, 1, milliseconds) == 0)
        throw Silent(busy("no answer within " + std::to_string((patience_ + for_the_way).count()) + " ms to " + std::string(sql.substr(0, 120))));
}

void PostgresConnection::refuse(PGresult* answer, std::string_view sql)
{
    char const* field = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
    std::string state = field ? field : "";
    if (state == "40001" || state == "40P01")
        throw Retry {};
    std::string cause = std::string(PQresultErrorMessage(answer)) + " in " + std::string(sql.substr(0, 120));
    if (state == "53100")
        throw Broken({ 507, "server.storage_full", "", {}, cause });
    if (state == "25006") // a standby, or a database that was set so
        throw Broken({ 503, "server.read_only", "", {}, cause });
    // A backend that was ended (57), no room for another (53), a connection that is gone (08), a transaction ended for being idle (25P03).
    if (state.empty() || state.starts_with("57") || state.starts_with("53") || state.starts_with("08") || state == "25P03")
        throw Broken(busy(cause));
    throw Broken({ 500, "server.failed", "", {}, cause });
}

} // namespace bydel::db
