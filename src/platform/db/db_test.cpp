// SPDX-License-Identifier: AGPL-3.0-or-later
// The same promises on every engine.
#include "platform/db/every_engine.h"
#include <thread>

using namespace bydel;
using namespace bydel::db;
using namespace bydel::db::test;

TEST_CASE("text, numbers and nothing come back as they went in")
{
    with_every_engine([](Database& database, std::string const&) {
        std::string const text = "Ærø – العربية 🌱 'quote' \"and\" \\ $1 -- ;";
        std::optional<std::string> none;
        MUST(database.write([&](Session& session) -> Done {
            TRY(session.execute(
                "INSERT INTO note (programme_id, id, number, parent_id) VALUES ($1, $2, $3, $4)", text, "", std::int64_t { -9'000'000'000'000'000'000 }, none));
            return {};
        }));
        auto row = database.read([&](Session& session) {
            return *session.query_one("SELECT programme_id, id, number, parent_id, COUNT(*) OVER () FROM note WHERE programme_id = $1", text);
        });
        CHECK(row.text(0) == text);
        CHECK(row.text(1) == "");
        CHECK(row.integer(2) == -9'000'000'000'000'000'000);
        CHECK(row.is_null(3));
        CHECK(!row.maybe_text(3));
        CHECK(row.integer(4) == 1);
        CHECK(database.read([](Session& session) { return session.query_one("SELECT SUM(number) FROM note WHERE number < $1", 0)->is_null(0); }) == false);
    });
}

TEST_CASE("a Problem undoes all of its transaction; an exception too, and the next one works")
{
    with_every_engine([](Database& database, std::string const&) {
        auto refused = database.write([](Session& session) -> Done {
            TRY(add(session, "a"));
            TRY(add(session, "b"));
            return fail({ 409, "record.conflict" });
        });
        CHECK(refused.error().key == "record.conflict");
        CHECK_THROWS_AS((void)database.write([](Session& session) -> Done {
            TRY(add(session, "a"));
            throw std::runtime_error("broken");
        }),
            std::runtime_error);
        CHECK_THROWS_AS((void)database.write([](Session& session) -> Done {
            TRY(add(session, "a"));
            session.query("SELECT no_such_column FROM note");
            return {};
        }),
            Broken);
        CHECK(count(database) == 0);
        CHECK(database.write([](Session& session) { return add(session, "a"); }));
        CHECK(count(database) == 1);
    });
}

TEST_CASE("a savepoint undoes only what it held, nested as deep as one likes")
{
    with_every_engine([](Database& database, std::string const&) {
        MUST(database.write([](Session& session) -> Done {
            TRY(add(session, "kept"));
            auto outer = session.in_savepoint([&]() -> Done {
                TRY(add(session, "outer"));
                auto inner = session.in_savepoint([&]() -> Done {
                    TRY(add(session, "inner"));
                    return fail({ 422, "field.missing" });
                });
                CHECK(inner.error().key == "field.missing");
                return add(session, "after inner");
            });
            CHECK(outer);
            auto gone = session.in_savepoint([&]() -> Done {
                TRY(session.in_savepoint([&] { return add(session, "nested"); }));
                return fail({ 422, "field.missing" });
            });
            CHECK(!gone);
            return {};
        }));
        CHECK(count(database) == 3);
    });
}

TEST_CASE("a constraint that says no is a Problem, and in a savepoint its transaction may go on")
{
    with_every_engine([](Database& database, std::string const&) {
        MUST(database.write([](Session& session) -> Done {
            TRY(add(session, "a"));
            auto twice = session.in_savepoint([&] { return add(session, "a"); });
            CHECK(twice.error().status == 409);
            CHECK(twice.error().key == "record.exists");
            auto big = session.in_savepoint([&] { return add(session, "b", 5000); });
            CHECK(big.error().key == "record.conflict");
            auto null = session.in_savepoint([&]() -> Done {
                TRY(session.execute("INSERT INTO note (programme_id, id) VALUES ($1, $2)", "dk", std::optional<std::string>()));
                return {};
            });
            CHECK(null.error().status == 422);
            return add(session, "c");
        }));
        auto orphan = database.write([](Session& session) -> Done {
            TRY(session.execute("INSERT INTO note (programme_id, id, parent_id) VALUES ($1, $2, $3)", "dk", "d", "nobody"));
            return {};
        });
        CHECK(orphan.error().key == "record.conflict");
        CHECK(count(database) == 2);
    });
}

TEST_CASE("execute says how many rows it changed, and an upsert can answer")
{
    with_every_engine([](Database& database, std::string const&) {
        MUST(database.write([](Session& session) -> Done {
            for (auto const* id : { "a", "b", "c" })
                TRY(add(session, id));
            CHECK(TRY(session.execute("UPDATE note SET number = $1 WHERE id <> $2", 7, "c")) == 2);
            CHECK(TRY(session.execute("DELETE FROM note WHERE id = $1", "z")) == 0);
            auto row = session.query_one("INSERT INTO note (programme_id, id, number) VALUES ($1, $2, $3) ON CONFLICT (programme_id, id) "
                                         "DO UPDATE SET number = note.number + excluded.number RETURNING number",
                "dk", "a", 5);
            CHECK(row->integer(0) == 12);
            return {};
        }));
    });
}

TEST_CASE("a reader sees one unchanging moment while others write")
{
    for (auto const& engine : engines()) {
        if (engine == ":memory:")
            continue; // tests read through the writer there
        Place place(engine);
        auto database = open(place.where());
        MUST(database->write([](Session& session) -> Done {
            session.run_script("CREATE TABLE note (programme_id TEXT, id TEXT, number BIGINT)");
            return {};
        }));
        database->read([&](Session& session) {
            auto before = session.query_one("SELECT COUNT(*) FROM note")->integer(0);
            std::thread([&] { MUST(database->write([](Session& other) { return add(other, "new"); })); }).join();
            CHECK(session.query_one("SELECT COUNT(*) FROM note")->integer(0) == before);
            return true;
        });
        CHECK(count(*database) == 1);
    }
}

TEST_CASE("what write() returned for is in the file when the process is gone")
{
    Place place("file");
    {
        auto database = open(place.where());
        MUST(database->write([](Session& session) -> Done {
            session.run_script("CREATE TABLE note (programme_id TEXT, id TEXT, number BIGINT)");
            return add(session, "a");
        }));
        for (auto const* suffix : { "", "-wal" }) // as a crash would leave it: the log is not folded in
            files::copy_file(place.where() + suffix, place.where() + ".crashed" + suffix);
    }
    CHECK(count(*open(place.where() + ".crashed")) == 1);
}

TEST_CASE("migrations are applied once, in order, each whole or not at all, and a newer schema is refused")
{
    with_every_engine([](Database& database, std::string const& where) {
        std::vector<Migration> migrations { { "0001_a", "CREATE TABLE a (id TEXT); INSERT INTO a (id) VALUES ('x')" },
            { "0002_b", "ALTER TABLE a ADD COLUMN more TEXT" } };
        CHECK(MUST(migrate(database, std::span(migrations).first(1))) == 1);
        CHECK(MUST(migrate(database, migrations)) == 1);
        CHECK(MUST(migrate(database, migrations)) == 0);
        CHECK(applied_migrations(database) == std::vector<std::string> { "0001_a", "0002_b" });
        auto older = migrate(database, std::span(migrations).first(1));
        CHECK(older.error().key == "server.newer_schema");
        migrations.push_back({ "0003_c", "CREATE TABLE c (id TEXT); CREATE TABLE c (id TEXT)" });
        CHECK_THROWS_AS((void)migrate(database, migrations), Broken);
        CHECK(applied_migrations(database).size() == 2);
        CHECK_THROWS_AS((void)database.read([](Session& session) { return session.query("SELECT id FROM c").size(); }), Broken);
        if (where != ":memory:")
            CHECK(applied_migrations(*open(where)).size() == 2);
    });
}

TEST_CASE("a migration that is not the one applied is refused, and one applied before hashes were kept is remembered from now on")
{
    with_every_engine([](Database& database, std::string const&) {
        std::vector<Migration> migrations { { "0001_a", "CREATE TABLE a (id TEXT)" }, { "0002_b", "ALTER TABLE a ADD COLUMN more TEXT" } };
        MUST(database.write([&](Session& session) -> Done { // as a program left it that kept names only
            session.run_script("CREATE TABLE schema_migration (name TEXT PRIMARY KEY); " + migrations[0].sql);
            TRY(session.execute("INSERT INTO schema_migration (name) VALUES ($1)", migrations[0].name));
            return {};
        }));
        CHECK(MUST(migrate(database, migrations)) == 1);
        for (auto& migration : migrations) {
            auto before = std::exchange(migration.sql, migration.sql + " ");
            auto changed = migrate(database, migrations);
            REQUIRE(!changed);
            CHECK(changed.error().key == "server.changed_schema");
            CHECK(changed.error().params.front().second == migration.name);
            migration.sql = before;
        }
        CHECK(MUST(migrate(database, migrations)) == 0);
    });
}

TEST_CASE("a copy made while others write is whole")
{
    Place place("file");
    auto database = open(place.where());
    MUST(database->write([](Session& session) -> Done {
        session.run_script("CREATE TABLE note (programme_id TEXT, id TEXT, number BIGINT)");
        return {};
    }));
    std::atomic<bool> stop { false };
    std::thread writer([&] {
        for (int i = 0; !stop; ++i) // always two rows together
            MUST(database->write([&](Session& session) -> Done {
                TRY(add(session, "a" + std::to_string(i)));
                return add(session, "b" + std::to_string(i));
            }));
    });
    for (int copy = 0; copy < 5; ++copy) {
        auto file = place.where() + ".copy" + std::to_string(copy);
        CHECK(database->back_up_to(file));
        CHECK(count(*open(file)) % 2 == 0);
    }
    stop = true;
    writer.join();
}

TEST_CASE("a database that cannot be opened says so, with its cause for the log")
{
    CHECK_THROWS_AS(open("/no/such/folder/x.db"), Broken);
    Place place("file");

    {
        auto* file = std::fopen(place.where().c_str(), "w");
        std::fputs("this is no database, it only pretends to be one, for longer than a header is", file);
        std::fclose(file);
    }
    CHECK_THROWS_AS(open(place.where()), Broken);
    try {
        open("postgresql://nobody@127.0.0.1:1/nothing")->read([](Session& session) { return session.query("SELECT 1").size(); });
        FAIL_CHECK("there is nothing on that port");
    } catch (Broken const& broken) {
        CHECK(broken.problem.status == 503);
        CHECK(broken.problem.cause != "");
    }
}

TEST_CASE("every kind of value comes back as it went, and what is not there comes back as nothing")
{
    with_every_engine([](Database& database, std::string const&) {
        MUST(database.write([](Session& session) -> Done {
            session.run_script("CREATE TABLE kinds (id BIGINT NOT NULL, number DOUBLE PRECISION, flag BIGINT, bytes BYTEA, words TEXT)");
            std::string every_byte;
            for (int i = 0; i < 256; ++i)
                every_byte += static_cast<char>(i);
            auto put = "INSERT INTO kinds (id, number, flag, bytes, words) VALUES ($1, $2, $3, $4, $5)";
            TRY(session.execute(put, 1, 0.1, true, Bytes { every_byte }, "text"));
            TRY(session.execute(put, 2, -1e-300, false, Bytes {}, ""));
            TRY(session.execute(put, 3, 3.0, true, Bytes { "\\x00" }, "\\x00"));
            TRY(session.execute(put, 4, std::optional<double>(), std::optional<bool>(), std::optional<Bytes>(), std::optional<std::string>()));
            auto rows = session.query("SELECT number, flag, bytes, words FROM kinds ORDER BY id");
            REQUIRE(rows.size() == 4);
            CHECK(rows[0].number(0) == 0.1);
            CHECK(rows[0].flag(1));
            CHECK(rows[0].bytes(2) == every_byte);
            CHECK(rows[0].text(3) == "text");
            CHECK(rows[1].number(0) == -1e-300);
            CHECK(!rows[1].flag(1));
            CHECK(rows[1].bytes(2).empty());
            CHECK(rows[1].text(3).empty());
            CHECK(rows[2].number(0) == 3.0);
            CHECK(rows[2].bytes(2) == rows[2].text(3));
            for (std::size_t i = 0; i < 4; ++i)
                CHECK(rows[3].is_null(i));
            CHECK(session.query_one("SELECT SUM(id) FROM kinds")->integer(0) == 10);
            CHECK(session.query_one("SELECT SUM(number) FROM kinds WHERE id IN (1, 3)")->number(0) == 3.1);
            return {};
        }));
    });
}

TEST_CASE("rows are walked one by one, in order, while more is asked, also of the same")
{
    with_every_engine([](Database& database, std::string const&) {
        MUST(database.write([](Session& session) -> Done {
            session.run_script("CREATE TABLE numbers (n BIGINT NOT NULL)");
            for (int i = 0; i < 1203; ++i)
                TRY(session.execute("INSERT INTO numbers (n) VALUES ($1)", i));
            std::int64_t seen = 0, inside = 0;
            auto const sql = "SELECT n FROM numbers WHERE n >= $1 ORDER BY n";
            session.walk(
                sql,
                [&](Row const& row) {
                    CHECK(row.integer(0) == 3 + seen++);
                    if (seen % 500 == 0)
                        session.walk(
                            sql, [&](Row const&) { ++inside; }, 1200);
                },
                3);
            CHECK(seen == 1200);
            CHECK(inside == 6);
            session.walk(
                sql, [&](Row const&) { ++inside; }, 5000);
            CHECK(inside == 6);
            return {};
        }));
        CHECK_THROWS(database.read([](Session& session) -> Done {
            session.walk("SELECT n FROM numbers", [](Row const&) { throw Broken({ 500, "server.failed" }); });
            return {};
        }));
        CHECK(MUST(database.read([](Session& session) -> Result<std::int64_t> { return session.query_one("SELECT COUNT(*) FROM numbers")->integer(0); }))
            == 1203);
    });
}
