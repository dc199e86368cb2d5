// SPDX-License-Identifier: AGPL-3.0-or-later
// PostgreSQL 15+: a pool of connections, statements prepared once per connection, retries after 40001 and 40P01, writers of one programme gathered. Writes of
// one programme are put in order by a row that is held first (journal::take_turn), so journal sequences follow commits without gaps, however many servers there
// are. A server that does not answer is asked by one caller at a time; the others are told at once, and it is found again by itself.
#include "platform/db/engines.h"
#include "platform/db/gathering.h"
#include "platform/db/postgres_connection.h"
#include <map>

namespace bydel::db {

namespace {

using Steady = std::chrono::steady_clock;
using Borrowed = std::unique_ptr<PostgresConnection>;

/// Whether the server answers, as far as is known. While it does not, one caller at a time tries, a second after the last one gave up, and the
/// others need not wait for it: however few threads there are, they stay free.
class Reach {
public:
    /// Throws Broken 503 where this caller need not try. True: it is the one who tries.
    bool before_asking()
    {
        std::lock_guard lock(mutex_);
        if (!silent_)
            return false;
        if (trying_ || Steady::now() < next_try_)
            throw Broken({ 503, "server.busy", "", {}, "PostgreSQL does not answer" });
        return trying_ = true;
    }
    void answered()
    {
        std::lock_guard lock(mutex_);
        silent_ = false;
    }
    void was_silent()
    {
        std::lock_guard lock(mutex_);
        silent_ = true;
        next_try_ = Steady::now() + between_tries;
    }
    void tried()
    {
        std::lock_guard lock(mutex_);
        trying_ = false;
    }

private:
    static constexpr std::chrono::seconds between_tries { 1 };
    std::mutex mutex_;
    bool silent_ = false;
    bool trying_ = false;
    Steady::time_point next_try_;
};

/// One caller's turn.
class Turn {
public:
    explicit Turn(Reach& reach)
        : reach_(reach)
        , tries_(reach.before_asking())
    {
    }
    Turn(Turn const&) = delete;
    ~Turn()
    {
        if (tries_)
            reach_.tried();
    }

private:
    Reach& reach_;
    bool tries_;
};

class PostgresDatabase final : public Database {
public:
    explicit PostgresDatabase(std::string url)
        : url_(std::move(url))
    {
        give_back(borrow());
    }

    Engine engine() const override { return Engine::postgresql; }
    Done back_up_to(std::string const&) override { return fail({ 501, "server.backup_is_pg_dump" }); }

    Done check_whole() override { return {}; }

    void answer_within(std::chrono::milliseconds patience) override
    {
        std::lock_guard lock(mutex_);
        patience_ = patience;
        idle_.clear(); // those were made with another
    }

protected:
    void write_job(std::function<bool(Session&)> const& keep, std::string const& together) override
    {
        if (together.empty())
            in_transaction(begin_writing, keep);
        else
            writers_of(together).take_part(keep, [this](Gathering::Batch const& batch) { run(batch); });
    }

    void read_job(std::function<void(Session&)> const& work) override
    {
        in_transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", [&](Session& session) {
            work(session);
            return true;
        });
    }

private:
    static constexpr char const* begin_writing = "BEGIN ISOLATION LEVEL READ COMMITTED";

    Gathering& writers_of(std::string const& together)
    {
        std::lock_guard lock(mutex_);
        return writers_[together];
    }

    void run(Gathering::Batch const& batch)
    {
        try {
            in_transaction(begin_writing, [&](Session& session) {
                if (batch.size() == 1)
                    return batch.front()->keep(session);
                Gathering::run_each(batch, session, ends_all);
                return true;
            });
        } catch (...) {
            Gathering::fail_each(batch);
        }
    }

    /// Asked while an exception is handled: the savepoint is lost with the whole transaction, or nobody is there, or it took too long and the others would
    /// wait as long again.
    static bool ends_all()
    {
        try {
            throw;
        } catch (Retry const&) {
            return true;
        } catch (Broken const& broken) {
            return broken.problem.status == 503;
        } catch (...) {
            return false;
        }
    }

    void in_transaction(char const* begin, std::function<bool(Session&)> const& keep)
    {
        for (int attempt = 0;; ++attempt) {
            Turn turn(reach_);
            try {
                auto connection = borrow();
                connection->run_often(begin);
                Session session(*connection);
                bool kept = keep(session);
                connection->run_script(kept ? "COMMIT" : "ROLLBACK");
                give_back(std::move(connection));
                reach_.answered();
                return;
            } catch (Retry const&) { // the connection is dropped; the next attempt takes another
                if (attempt == 8)
                    throw Broken({ 503, "server.busy", "", {}, "serialisation failures" });
            } catch (Silent const&) {
                reach_.was_silent();
                throw;
            }
        }
    }

    Borrowed borrow()
    {
        std::unique_lock lock(mutex_);
        while (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            if (connection->alive())
                return connection;
        }
        auto patience = patience_;
        lock.unlock(); // a server that does not answer must not hold up those who give back
        return std::make_unique<PostgresConnection>(url_, patience);
    }

    void give_back(Borrowed connection)
    {
        std::lock_guard lock(mutex_);
        idle_.push_back(std::move(connection));
    }

    std::string url_;
    Reach reach_;
    std::mutex mutex_;
    std::chrono::milliseconds patience_ { 0 };
    std::vector<Borrowed> idle_;
    std::map<std::string, Gathering> writers_;
};

} // namespace

std::unique_ptr<Database> open_postgresql(std::string const& url) { return std::make_unique<PostgresDatabase>(url); }

} // namespace bydel::db
