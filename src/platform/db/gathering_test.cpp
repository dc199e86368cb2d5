// SPDX-License-Identifier: AGPL-3.0-or-later
// Writers who share a transaction: each keeps or loses its own work only, and is told which.
#include "platform/db/every_engine.h"
#include <map>
#include <semaphore>
#include <thread>

using namespace bydel;
using namespace bydel::db;
using namespace bydel::db::test;

TEST_CASE("many writers at once lose nothing, undo only their own, and count without gaps")
{
    with_every_engine([](Database& database, std::string const&) {
        constexpr int writers = 8, each = 25;
        MUST(database.write([](Session& session) { return add(session, "counter", 0); }));
        std::atomic<int> kept { 0 }, refused { 0 }, thrown { 0 };
        std::vector<std::thread> threads;
        for (int writer = 0; writer < writers; ++writer) {
            threads.emplace_back([&, writer] {
                for (int i = 0; i < each; ++i) {
                    try {
                        auto done = database.write([&](Session& session) -> Done {
                            session.hold_one("SELECT id FROM note WHERE id = $1", "counter");
                            TRY(session.execute("UPDATE note SET number = number + 1 WHERE id = $1", "counter"));
                            TRY(add(session, std::to_string(writer) + "-" + std::to_string(i)));
                            if (i % 5 == 1)
                                return fail({ 422, "field.missing" });
                            if (i % 5 == 2)
                                throw std::runtime_error("broken");
                            return {};
                        });
                        ++(done ? kept : refused);
                    } catch (std::runtime_error const&) {
                        ++thrown;
                    }
                }
            });
        }
        for (auto& thread : threads)
            thread.join();
        CHECK(kept == writers * 15);
        CHECK(refused == writers * 5);
        CHECK(thrown == writers * 5);
        CHECK(count(database) == kept + 1);
        CHECK(database.read([](Session& session) { return session.query_one("SELECT number FROM note WHERE id = $1", "counter")->integer(0); }) == kept);
    });
}

// On PostgreSQL the others would wait as long again, and nobody knows whether the server is there; SQLite has one file and one process.
TEST_CASE("a statement that takes too long ends all who share its transaction on PostgreSQL, each is told, and the next ones work")
{
    with_every_engine([](Database& database, std::string const& where) {
        bool const on_postgres = where.starts_with("postgres");
        int ended_with_it = 0;
        for (int round = 0; round < 20; ++round) {
            CAPTURE(round);
            auto told = [&](std::string const& name, std::function<Done(Session&)> const& work) { // its status; 200 where it was kept
                try {
                    return database.write(work, "dk") ? 200 : 422;
                } catch (Broken const& broken) {
                    CHECK_MESSAGE(broken.problem.status == 503, name);
                    return broken.problem.status;
                }
            };
            auto id = [&](std::string const& name) { return name + std::to_string(round); };
            auto adds = [&](std::string const& name) { return [&, name](Session& session) { return add(session, id(name)); }; };
            std::binary_semaphore begun { 0 };
            std::map<std::string, int> status { { "first", 0 }, { "before", 0 }, { "slow", 0 }, { "after", 0 } };
            std::vector<std::thread> writers;
            writers.emplace_back([&] {
                status["first"] = told("first", [&](Session& session) {
                    begun.release();
                    std::this_thread::sleep_for(std::chrono::milliseconds(40)); // the others gather meanwhile
                    return add(session, id("first"));
                });
            });
            begun.acquire();
            writers.emplace_back([&] { status["before"] = told("before", adds("before")); });
            writers.emplace_back([&] {
                status["slow"] = told("slow", [&](Session& session) -> Done {
                    TRY(add(session, id("slow")));
                    if (!on_postgres)
                        throw Broken({ 503, "server.busy", "", {}, "as PostgreSQL says it" });
                    session.run_script("SET LOCAL statement_timeout = '20ms'");
                    session.query("SELECT pg_sleep(5)");
                    return {};
                });
            });
            writers.emplace_back([&] { status["after"] = told("after", adds("after")); });
            for (auto& writer : writers)
                writer.join();
            CHECK(status["first"] == 200);
            CHECK(status["slow"] == 503);
            for (auto const& [name, said] : status) {
                CAPTURE(name);
                bool const is_there
                    = database.read([&](Session& session) { return session.query_one("SELECT 1 FROM note WHERE id = $1", id(name)).has_value(); });
                CHECK(is_there == (said == 200));
            }
            ended_with_it += (status["before"] == 503) + (status["after"] == 503);
        }
        CHECK((ended_with_it > 0) == on_postgres);
    });
}
