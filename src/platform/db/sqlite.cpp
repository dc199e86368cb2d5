// SPDX-License-Identifier: AGPL-3.0-or-later
// SQLite: WAL, synchronous=FULL, one writing connection, whose writers are gathered (each in its savepoint), and a pool of reading ones.
#include "base/clock.h"
#include "platform/db/engines.h"
#include "platform/db/gathering.h"
#include <charconv>
#include <filesystem>
#include <sqlite3.h>
#include <unistd.h>
#include <unordered_map>

namespace bydel::db {

namespace {

/// The file may not be written: by its permissions or its folder's, or because the file system under it was made read-only.
bool is_read_only(sqlite3* handle, int code)
{
    if ((code & 0xff) == SQLITE_READONLY)
        return true;
    auto const* name = handle ? sqlite3_db_filename(handle, "main") : nullptr;
    bool const tried = (code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN;
    if (!tried || !name || !*name)
        return false;
    auto const folder = std::filesystem::absolute(name).parent_path();
    return (access(name, F_OK) == 0 && access(name, W_OK) != 0) || (access(folder.c_str(), F_OK) == 0 && access(folder.c_str(), W_OK) != 0);
}

[[noreturn]] void broken(sqlite3* handle, int code, std::string_view sql)
{
    std::string cause = std::string(sqlite3_errstr(code)) + ": " + (handle ? sqlite3_errmsg(handle) : "") + " in " + std::string(sql.substr(0, 120));
    if (is_read_only(handle, code))
        throw Broken({ 503, "server.read_only", "", {}, cause + ". The file or its folder may not be written" });
    switch (code & 0xff) {
    case SQLITE_FULL:
        throw Broken({ 507, "server.storage_full", "", {}, cause });
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        throw Broken({ 503, "server.busy", "", {}, cause });
    case SQLITE_IOERR:
        if (code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_SHMSIZE)
            throw Broken({ 507, "server.storage_full", "", {}, cause });
        break;
    default:
        break;
    }
    throw Broken({ 500, "server.failed", "", {}, cause });
}

std::optional<Constraint> constraint_of(int extended_code)
{
    switch (extended_code) {
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_UNIQUE:
        return Constraint::unique;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return Constraint::foreign_key;
    case SQLITE_CONSTRAINT_CHECK:
        return Constraint::check;
    case SQLITE_CONSTRAINT_NOTNULL:
        return Constraint::not_null;
    default:
        return std::nullopt;
    }
}

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

/// Which value a place asks for: 0 for "$1".
std::size_t value_at(sqlite3_stmt* statement, int place)
{
    std::string_view const name = sqlite3_bind_parameter_name(statement, place);
    std::size_t number = 0;
    std::from_chars(name.data() + 1, name.data() + name.size(), number);
    return number - 1;
}

class SqliteConnection final : public Connection {
public:
    SqliteConnection(std::string const& file, int flags)
    {
        int code = sqlite3_open_v2(file.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nullptr);
        owned_.reset(handle_); // there is a handle even where opening failed
        if (code != SQLITE_OK)
            broken(handle_, code, file);
        sqlite3_extended_result_codes(handle_, 1);
        sqlite3_busy_timeout(handle_, 5000);
        run_script("PRAGMA foreign_keys=ON");
    }
    SqliteConnection(SqliteConnection const&) = delete;
    SqliteConnection& operator=(SqliteConnection const&) = delete;
    ~SqliteConnection() override
    {
        for (auto& [sql, prepared] : statements_)
            sqlite3_finalize(prepared.statement);
    }

    std::vector<Row> query(std::string_view sql, std::span<Value const> values) override
    {
        auto* statement = ready(sql, values);
        std::vector<Row> rows;
        int code;
        while ((code = sqlite3_step(statement)) == SQLITE_ROW)
            rows.push_back(read_row(statement));
        sqlite3_reset(statement);
        if (code != SQLITE_DONE)
            broken(handle_, sqlite3_extended_errcode(handle_), sql);
        return rows;
    }

    /// With a statement of its own: the same one may be asked meanwhile.
    void walk(std::string_view sql, std::span<Value const> values, std::function<void(Row const&)> const& use) override
    {
        auto const prepared = compile(sql, 0);
        std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(prepared.statement, &sqlite3_finalize);
        bind_all(prepared, values);
        int code;
        while ((code = sqlite3_step(statement.get())) == SQLITE_ROW)
            use(read_row(statement.get()));
        if (code != SQLITE_DONE)
            broken(handle_, sqlite3_extended_errcode(handle_), sql);
    }

    Result<std::int64_t> execute(std::string_view sql, std::span<Value const> values) override
    {
        auto* statement = ready(sql, values);
        int code;
        do {
            code = sqlite3_step(statement);
        } while (code == SQLITE_ROW);
        int extended = sqlite3_extended_errcode(handle_);
        std::string message = code == SQLITE_DONE ? "" : sqlite3_errmsg(handle_);
        sqlite3_reset(statement);
        if (code == SQLITE_DONE)
            return sqlite3_changes64(handle_);
        if (auto constraint = constraint_of(extended))
            return fail(constraint_problem(*constraint, message));
        broken(handle_, extended, sql);
    }

    void run_often(std::string_view sql) override
    {
        if (auto done = execute(sql, {}); !done)
            throw Broken(std::move(done).error());
    }

    void run_script(std::string_view sql) override
    {
        int code = sqlite3_exec(handle_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
        if (code != SQLITE_OK)
            broken(handle_, code, sql);
    }
    std::string_view to_hold() const override { return ""; }
    sqlite3* handle() { return handle_; }
    /// It was opened while the file could not be written, and stays so.
    bool is_read_only() { return sqlite3_db_readonly(handle_, "main") == 1; }
    bool in_transaction() { return sqlite3_get_autocommit(handle_) == 0; }

private:
    struct Prepared {
        sqlite3_stmt* statement = nullptr;
        std::vector<std::size_t> values = {}; ///< which stands at each of its places: SQLite counts "$2" as the first where it stands first
    };

    Prepared compile(std::string_view sql, unsigned flags)
    {
        Prepared prepared;
        int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), flags, &prepared.statement, nullptr);
        if (code != SQLITE_OK)
            broken(handle_, code, sql);
        for (int place = 1; place <= sqlite3_bind_parameter_count(prepared.statement); ++place)
            prepared.values.push_back(value_at(prepared.statement, place));
        return prepared;
    }

    /// Kept for the next time.
    sqlite3_stmt* ready(std::string_view sql, std::span<Value const> values)
    {
        auto found = statements_.find(sql);
        if (found == statements_.end())
            found = statements_.emplace(std::string(sql), compile(sql, SQLITE_PREPARE_PERSISTENT)).first;
        bind_all(found->second, values);
        return found->second.statement;
    }

    static void bind_all(Prepared const& prepared, std::span<Value const> values)
    {
        for (std::size_t i = 0; i < prepared.values.size(); ++i) {
            if (prepared.values[i] < values.size())
                bind(prepared.statement, static_cast<int>(i) + 1, values[prepared.values[i]]);
        }
    }

    /// The values outlive the step, and no statement is stepped again before it is bound again.
    static void bind(sqlite3_stmt* statement, int index, Value const& value)
    {
        if (auto const* number = std::get_if<std::int64_t>(&value))
            sqlite3_bind_int64(statement, index, *number);
        else if (auto const* real = std::get_if<double>(&value))
            sqlite3_bind_double(statement, index, *real);
        else if (auto const* text = std::get_if<std::string>(&value))
            sqlite3_bind_text64(statement, index, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
        else if (auto const* bytes = std::get_if<Bytes>(&value))
            sqlite3_bind_blob64(statement, index, bytes->bytes.data(), bytes->bytes.size(), SQLITE_STATIC);
        else
            sqlite3_bind_null(statement, index);
    }

    static Row read_row(sqlite3_stmt* statement)
    {
        std::vector<Value> values;
        int columns = sqlite3_column_count(statement);
        values.reserve(static_cast<std::size_t>(columns));
        for (int i = 0; i < columns; ++i) {
            switch (sqlite3_column_type(statement, i)) {
            case SQLITE_INTEGER:
                values.emplace_back(sqlite3_column_int64(statement, i));
                break;
            case SQLITE_FLOAT:
                values.emplace_back(sqlite3_column_double(statement, i));
                break;
            case SQLITE_NULL:
                values.emplace_back();
                break;
            case SQLITE_BLOB: {
                auto const* bytes = static_cast<char const*>(sqlite3_column_blob(statement, i)); // null where it is empty
                values.emplace_back(Bytes { bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, i))) : "" });
                break;
            }
            default: {
                auto const* bytes = reinterpret_cast<char const*>(sqlite3_column_text(statement, i));
                values.emplace_back(std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, i))));
            }
            }
        }
        return Row(std::move(values));
    }

    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    };
    sqlite3* handle_ = nullptr;
    std::unique_ptr<sqlite3, Close> owned_; ///< closes also where the constructor throws
    std::unordered_map<std::string, Prepared, TextHash, std::equal_to<>> statements_;
};

class SqliteDatabase final : public Database {
public:
    explicit SqliteDatabase(std::string const& file)
        : file_(file == ":memory:" ? "file:bydel-" + std::to_string(reinterpret_cast<std::uintptr_t>(this)) + "?mode=memory&cache=shared" : file)
        , in_memory_(file_.find("mode=memory") != std::string::npos)
        , writer_(open_writer())
    {
    }

    Engine engine() const override { return Engine::sqlite; }

    Done back_up_to(std::string const& file) override
    {
        SqliteConnection source(file_, SQLITE_OPEN_READONLY);
        SqliteConnection target(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        auto* backup = sqlite3_backup_init(target.handle(), "main", source.handle(), "main");
        if (!backup)
            broken(target.handle(), sqlite3_errcode(target.handle()), "backup");
        int code;
        while ((code = sqlite3_backup_step(backup, -1)) == SQLITE_BUSY || code == SQLITE_LOCKED)
            sqlite3_sleep(20);
        sqlite3_backup_finish(backup);
        if (code != SQLITE_DONE)
            broken(target.handle(), code, "backup");
        return {};
    }

    Done check_whole() override
    {
        SqliteConnection reader(file_, SQLITE_OPEN_READWRITE);
        for (auto const& row : reader.query("PRAGMA integrity_check(1)", {})) {
            if (row.text(0) != "ok")
                return fail({ 422, "server.damaged", "", {}, row.text(0) });
        }
        for (auto const& row : reader.query("PRAGMA foreign_key_check", {}))
            return fail({ 422, "server.damaged", "", {}, "a row of " + row.text(0) + " names something that is not there" });
        return {};
    }

    void empty_log() override
    {
        std::lock_guard lock(log_mutex_);
        log_is_left_ = !log_emptied();
    }

    void empty_log_if_left() override
    {
        std::lock_guard lock(log_mutex_);
        if (log_is_left_)
            log_is_left_ = !log_emptied();
    }

protected:
    void write_job(std::function<bool(Session&)> const& keep, std::string const&) override
    {
        writers_.take_part(keep, [this](Gathering::Batch const& batch) { run(batch); });
    }

    void read_job(std::function<void(Session&)> const& work) override
    {
        if (in_memory_) { // a shared cache has table locks instead of snapshots: tests read through the writer
            write_job(
                [&](Session& session) {
                    work(session);
                    return true;
                },
                {});
            return;
        }
        auto connection = borrow_reader();
        connection->run_often("BEGIN");
        Session session(*connection);
        try {
            work(session);
        } catch (...) {
            connection->run_script("ROLLBACK");
            throw;
        }
        connection->run_often("COMMIT");
        std::lock_guard lock(readers_mutex_);
        if (readers_.size() < most_idle_readers)
            readers_.push_back(std::move(connection));
    }

private:
    std::unique_ptr<SqliteConnection> open_writer()
    {
        auto writer = std::make_unique<SqliteConnection>(file_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        if (!in_memory_)
            writer->run_script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA journal_size_limit=67108864");
        return writer;
    }
    /// A tenth of a second, for which nobody can save, is all that readers of an older view are waited for.
    bool log_emptied()
    {
        if (in_memory_)
            return true;
        try {
            SqliteConnection connection(file_, SQLITE_OPEN_READWRITE);
            connection.run_script("PRAGMA busy_timeout=100");
            return connection.query("PRAGMA wal_checkpoint(TRUNCATE)", {}).front().integer(0) == 0;
        } catch (Broken const&) {
            return false;
        }
    }

    /// SQLite opens what may not be written for reading only, without a word. It may be written again meanwhile. Connections that stand by keep the
    /// log open as they found it, so they go first.
    void heal_writer()
    {
        if (writer_ && !writer_->is_read_only())
            return;
        {
            std::lock_guard lock(readers_mutex_);
            readers_.clear();
        }
        writer_.reset();
        writer_ = open_writer();
    }

    /// Each keeps up to 2 MB of pages: what a busy moment opened beyond these is closed again.
    static constexpr std::size_t most_idle_readers = 8;

    void run(Gathering::Batch const& batch)
    {
        try {
            heal_writer();
            writer_->run_often("BEGIN IMMEDIATE");
            Session session(*writer_);
            Gathering::run_each(batch, session, [this] { return !writer_->in_transaction(); });
            writer_->run_often("COMMIT");
        } catch (...) {
            if (writer_ && writer_->in_transaction())
                sqlite3_exec(writer_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
            Gathering::fail_each(batch);
        }
    }

    std::unique_ptr<SqliteConnection> borrow_reader()
    {
        {
            std::lock_guard lock(readers_mutex_);
            if (!readers_.empty()) {
                auto connection = std::move(readers_.back());
                readers_.pop_back();
                return connection;
            }
        }
        return std::make_unique<SqliteConnection>(file_, SQLITE_OPEN_READWRITE);
    }

    std::string file_;
    bool in_memory_;
    std::mutex log_mutex_;
    bool log_is_left_ = true; ///< by an earlier process, as far as this one knows
    std::unique_ptr<SqliteConnection> writer_;
    Gathering writers_;
    std::mutex readers_mutex_;
    std::vector<std::unique_ptr<SqliteConnection>> readers_;
};

} // namespace

std::unique_ptr<Database> open_sqlite(std::string const& file) { return std::make_unique<SqliteDatabase>(file); }

} // namespace bydel::db
