// SPDX-License-Identifier: AGPL-3.0-or-later
// Every row from one engine to another, and what is refused. (Whole programmes: tests/postgres.test.mjs.)
#include "platform/db/every_engine.h"
#include "platform/db/move.h"

using namespace bydel;
using namespace bydel::db;

namespace {

std::vector<Migration> const schema { { "1",
    "CREATE TABLE server_setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);"
    "CREATE TABLE shelf (programme_id TEXT NOT NULL, id TEXT NOT NULL, height DOUBLE PRECISION, picture BYTEA, "
    "books BIGINT NOT NULL, note TEXT, PRIMARY KEY (programme_id, id));"
    "CREATE TABLE book (programme_id TEXT NOT NULL, id TEXT NOT NULL, shelf_id TEXT NOT NULL, PRIMARY KEY (programme_id, id), "
    "FOREIGN KEY (programme_id, shelf_id) REFERENCES shelf (programme_id, id))" } };
std::vector<Table> const tables { { "shelf", "id", { { "id height picture books note" } } }, { "book", "id", { { "id shelf_id" } } } };

void fill(Database& database)
{
    MUST(database.write([](Session& session) -> Done {
        TRY(session.execute("INSERT INTO server_setting (name, value) VALUES ('epoch', 'e1')"));
        for (int i = 0; i < 300; ++i) {
            auto const id = std::to_string(i);
            TRY(session.execute("INSERT INTO shelf (programme_id, id, height, picture, books, note) VALUES ($1, $2, $3, $4, $5, $6)", i % 2 ? "dk" : "no", id,
                i % 3 ? std::optional(0.1 * i) : std::nullopt, Bytes { std::string("\0\xff\n'", 4) + id }, std::int64_t { 1 } << (i % 62),
                i % 5 ? std::optional<std::string>("أ ø 😀\n" + id) : std::nullopt));
            TRY(session.execute("INSERT INTO book (programme_id, id, shelf_id) VALUES ($1, $2, $2)", i % 2 ? "dk" : "no", id));
        }
        return {};
    }));
}

} // namespace

TEST_CASE("every row goes from every engine into every other and is as it was; a second time, or into what is not empty, is refused")
{
    for (auto const& one : test::engines()) {
        for (auto const& other : test::engines()) {
            if (one == other && one.starts_with("postgres")) // the tests have one
                continue;
            CAPTURE(one);
            CAPTURE(other);
            test::Place from_place(one), to_place(other == ":memory:" ? "file" : other);
            auto const from = open(from_place.where()), to = open(to_place.where());
            for (auto const* database : { &from, &to })
                MUST(migrate(**database, schema));
            fill(*from);
            MUST(to->write([](Session& session) { return session.execute("INSERT INTO server_setting (name, value) VALUES ('epoch', 'its own')"); }));
            auto const moved = MUST(move_all(*from, *to, tables));
            REQUIRE(moved.size() == 3);
            CHECK(moved[0].rows == 1);
            CHECK(moved[1].rows == 300);
            auto all = [](Database& database) {
                return database.read([](Session& session) {
                    return session.query("SELECT programme_id, id, height, picture, books, note FROM shelf WHERE id = '7' OR id = '30' ORDER BY id");
                });
            };
            auto const before = all(*from), after = all(*to);
            REQUIRE(after.size() == 2);
            for (std::size_t row = 0; row < 2; ++row) {
                for (std::size_t i = 0; i < before[row].size(); ++i)
                    CHECK((before[row].value(i) == after[row].value(i)));
            }
            auto again = move_all(*from, *to, tables);
            REQUIRE(!again);
            CHECK(again.error().key == "server.not_empty");
        }
    }
}

TEST_CASE("what does not arrive as it was is refused whole: the judge says no to a changed, a lost and a doubled row")
{
    for (auto const* spoil : { "CREATE TRIGGER t AFTER INSERT ON book WHEN NEW.id = '7' BEGIN UPDATE book SET shelf_id = '9' WHERE id = '7'; END",
             "CREATE TRIGGER t AFTER INSERT ON book WHEN NEW.id = '7' BEGIN DELETE FROM book WHERE id = '7'; END",
             "CREATE TRIGGER t AFTER INSERT ON book WHEN NEW.id = '7' BEGIN INSERT INTO book VALUES ('dk', 'another', '7'); END" }) {
        CAPTURE(spoil);
        test::Place from_place("file"), to_place("file");
        auto const from = open(from_place.where()), to = open(to_place.where());
        for (auto const* database : { &from, &to })
            MUST(migrate(**database, schema));
        fill(*from);
        MUST(to->write([&](Session& session) -> Done {
            session.run_script(spoil);
            return {};
        }));
        auto moved = move_all(*from, *to, tables);
        REQUIRE(!moved);
        CHECK(moved.error().key == "server.moved_wrong");
        CHECK(to->read([](Session& session) { return session.query_one("SELECT COUNT(*) FROM shelf")->integer(0); }) == 0); // nothing of it stays
    }
}

TEST_CASE("a schema that is not whole is told of, and nothing is made by asking")
{
    test::in_every_engine([](Database& database, std::string const&) {
        auto missing = check_schema(database, schema);
        REQUIRE(!missing);
        CHECK(missing.error().key == "server.older_schema");
        CHECK(applied_migrations(database).empty());
        MUST(migrate(database, schema));
        CHECK(check_schema(database, schema).has_value());
        auto two = schema;
        two.push_back({ "2", "CREATE TABLE x (a TEXT)" });
        CHECK(check_schema(database, two).error().params.front().second == "2");
        auto changed = schema;
        changed[0].sql += " ";
        CHECK(check_schema(database, changed).error().key == "server.changed_schema");
        CHECK(check_schema(database, {}).error().key == "server.newer_schema");
    });
}
