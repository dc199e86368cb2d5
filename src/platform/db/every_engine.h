// SPDX-License-Identifier: AGPL-3.0-or-later
// For tests of the gateway: an empty database on every engine: a SQLite file, SQLite in memory, and the PostgreSQL that BYDEL_TEST_POSTGRES names.
#pragma once
#include "platform/db/db.h"
#include <atomic>
#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <unistd.h>

namespace bydel::db::test {

namespace files = std::filesystem;

/// A fresh place for a database; a file is removed with everything beside it.
class Place {
public:
    explicit Place(std::string where)
        : where_(std::move(where))
    {
        if (where_ == "file") {
            static std::atomic<int> number { 0 };
            folder_ = files::temp_directory_path() / ("bydel-db-" + std::to_string(getpid()) + "-" + std::to_string(++number));
            files::create_directory(folder_);
            where_ = (folder_ / "test.db").string();
        } else if (where_.starts_with("postgres")) {
            MUST(open(where_)->write([](Session& session) -> Done {
                session.run_script("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
                return {};
            }));
        }
    }
    ~Place()
    {
        if (!folder_.empty())
            files::remove_all(folder_);
    }
    Place(Place const&) = delete;
    std::string const& where() const { return where_; }

private:
    std::string where_;
    files::path folder_;
};

inline std::vector<std::string> engines()
{
    std::vector<std::string> all { "file", ":memory:" };
    if (char const* url = std::getenv("BYDEL_TEST_POSTGRES"); url && *url)
        all.emplace_back(url);
    return all;
}

/// Gives `test` an empty database of each.
inline void in_every_engine(std::function<void(Database&, std::string const& where)> const& test)
{
    for (auto const& engine : engines()) {
        CAPTURE(engine);
        Place place(engine);
        auto database = open(place.where());
        test(*database, place.where());
    }
}

/// The same with a table: notes, each of which may have a parent.
inline void with_every_engine(std::function<void(Database&, std::string const& where)> const& test)
{
    in_every_engine([&](Database& database, std::string const& where) {
        MUST(database.write([](Session& session) -> Done {
            session.run_script("CREATE TABLE parent (id TEXT PRIMARY KEY);"
                               "CREATE TABLE note (programme_id TEXT NOT NULL, id TEXT NOT NULL, number BIGINT CHECK (number < 1000), parent_id TEXT, "
                               "PRIMARY KEY (programme_id, id), FOREIGN KEY (parent_id) REFERENCES parent (id))");
            return {};
        }));
        test(database, where);
    });
}

inline Done add(Session& session, std::string const& id, std::int64_t number = 1)
{
    TRY(session.execute("INSERT INTO note (programme_id, id, number) VALUES ($1, $2, $3)", "dk", id, number));
    return {};
}

inline std::int64_t count(Database& database)
{
    return database.read([](Session& session) { return session.query_one("SELECT COUNT(*) FROM note")->integer(0); });
}

} // namespace bydel::db::test
