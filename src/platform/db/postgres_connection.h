// SPDX-License-Identifier: AGPL-3.0-or-later
// One connection to PostgreSQL. It waits for every answer with a limit, so that a server that has stopped answering (a stuck host, a dropped
// network) costs a caller that long and no longer; the connection is given up then. Not for other folders.
#pragma once
#include "platform/db/db.h"
#include <chrono>
#include <memory>
#include <unordered_map>

struct pg_conn;
struct pg_result;

namespace bydel::db {

/// Nobody answers at all, unlike one transaction that was ended.
struct Silent : Broken {
    using Broken::Broken;
};
/// A serialisation failure or a deadlock: the transaction is run again on another connection.
struct Retry { };

class PostgresConnection final : public Connection {
public:
    /// `patience`: how long one answer is waited for; zero: as long as it takes. Throws Silent where nobody answers.
    PostgresConnection(std::string const& url, std::chrono::milliseconds patience);
    PostgresConnection(PostgresConnection const&) = delete;
    PostgresConnection& operator=(PostgresConnection const&) = delete;
    ~PostgresConnection() override;

    std::vector<Row> query(std::string_view sql, std::span<Value const> values) override;
    void walk(std::string_view sql, std::span<Value const> values, std::function<void(Row const&)> const& use) override;
    Result<std::int64_t> execute(std::string_view sql, std::span<Value const> values) override;
    void run_script(std::string_view sql) override;
    /// It is sent with what is asked next: no way there and back for itself. What is wrong with it is said then.
    void run_often(std::string_view sql) override { put_off_.emplace_back(sql); }
    std::string_view to_hold() const override { return " FOR UPDATE"; }
    /// It can be used for the next transaction: the server has not closed it meanwhile.
    bool alive();

private:
    using Answer = std::unique_ptr<pg_result, void (*)(pg_result*)>;
    Answer run(std::string_view sql, std::span<Value const> values);
    std::string const& prepared(std::string_view sql);
    void send_put_off();
    Answer answer_to(int sent, std::string_view sql);
    Answer answer_after_put_off(std::function<int()> const& send, std::string_view sql);
    Answer all_of_one(std::chrono::steady_clock::time_point until, std::string_view sql);
    Answer next_answer(std::chrono::steady_clock::time_point until, std::string_view sql);
    void flush(std::chrono::steady_clock::time_point until, std::string_view sql);
    std::chrono::steady_clock::time_point from_now() const;
    void wait_for(short events, std::chrono::steady_clock::time_point until, std::string_view sql);
    [[noreturn]] void refuse(pg_result* answer, std::string_view sql);

    pg_conn* handle_;
    std::chrono::milliseconds patience_;
    std::unordered_map<std::string, std::string> names_;
    std::vector<std::string> put_off_; ///< not sent yet
    int walking_ = 0;                  ///< how many cursors are open
};

} // namespace bydel::db
