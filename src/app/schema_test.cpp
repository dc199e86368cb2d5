// SPDX-License-Identifier: AGPL-3.0-or-later
// schema/schema.sql is what the migrations make, so that a change of the schema is seen in one place; and a column, once there, stays or is listed
// in schema/retired.txt. To renew the snapshot: BYDEL_WRITE_SCHEMA=1 build/dev/bydel_tests -tc="the schema is its snapshot"
#include "app/test_cast.h"
#include <fstream>

using namespace bydel;

namespace {

std::string const folder = BYDEL_SOURCE_DIR "/schema/";

std::string read_file(std::string const& path)
{
    std::ifstream file(path);
    return { std::istreambuf_iterator<char>(file), {} };
}

std::string migrated_schema()
{
    auto product = app::Product::for_tests(test::ten_o_clock());
    std::string sql = "-- What the migrations make on SQLite. Written by the test \"the schema is its snapshot\" (src/app/schema_test.cpp); not applied by anyone.\n";
    auto rows = product->database->read([](db::Session& session) {
        return session.query("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'schema_migration' ORDER BY tbl_name, type DESC, name");
    });
    for (auto const& row : rows)
        sql += "\n" + row.text(0) + ";\n";
    return sql;
}

/// Lines of one that are not in the other.
std::string missing(std::string const& text, std::string const& from, std::string const& mark)
{
    auto lines = split(from, '\n');
    std::multiset<std::string> known(lines.begin(), lines.end());
    std::string difference;
    for (auto const& line : split(text, '\n')) {
        if (auto found = known.find(line); found != known.end())
            known.erase(found);
        else
            difference += mark + line + "\n";
    }
    return difference;
}

/// "table.column" of every table.
std::set<std::string> columns_of(db::Database& database)
{
    std::set<std::string> columns;
    for (auto const& table : test::Cast::tables()) {
        for (auto const& row : database.read([&](db::Session& session) { return session.query("SELECT name FROM pragma_table_info($1)", table); }))
            columns.insert(table + "." + row.text(0));
    }
    return columns;
}

} // namespace

TEST_CASE("the schema is its snapshot")
{
    auto made = migrated_schema();
    if (std::getenv("BYDEL_WRITE_SCHEMA"))
        std::ofstream(folder + "schema.sql") << made;
    auto kept = read_file(folder + "schema.sql");
    INFO(missing(kept, made, "- "), missing(made, kept, "+ "));
    CHECK((made == kept));
}

TEST_CASE("a column of the snapshot is in the schema, or is listed as retired")
{
    auto columns = columns_of(*app::Product::for_tests(test::ten_o_clock())->database);
    CHECK(columns.contains("conversation.author_mark"));
    std::set<std::string> retired;
    for (auto const& line : split(read_file(folder + "retired.txt"), '\n')) {
        if (!line.empty() && !line.starts_with("#"))
            retired.insert(line.substr(0, line.find(' ')));
    }
    for (auto const& one : retired)
        CHECK_MESSAGE(!columns.contains(one), one, " is listed as retired and is still there");
    auto old = db::open(":memory:");
    MUST(old->write([](db::Session& session) -> Done {
        session.run_script(read_file(folder + "schema.sql"));
        return {};
    }));
    for (auto const& one : columns_of(*old))
        CHECK_MESSAGE((columns.contains(one) || retired.contains(one)), one, " is gone: phones and backups still have it; list it in schema/retired.txt");
}

TEST_CASE("every table says whether it endures or can be made again, and every tenant table's key begins with the programme")
{
    for (auto const& migration : app::all_migrations()) {
        CAPTURE(migration.name);
        std::regex const table("(.*)\nCREATE TABLE (\\w+) \\(([^;]*)\\);");
        for (std::sregex_iterator found(migration.sql.begin(), migration.sql.end(), table), end; found != end; ++found) {
            std::string name = (*found)[2], body = (*found)[3];
            CAPTURE(name);
            auto at = static_cast<std::size_t>(found->position());
            auto comment = migration.sql.substr(0, at + (*found)[1].length());
            comment = comment.substr(comment.rfind("\n\n") == std::string::npos ? 0 : comment.rfind("\n\n"));
            CHECK((comment.find("ENDURES") != std::string::npos || comment.find("REBUILT") != std::string::npos));
            bool keyed = body.find("PRIMARY KEY (programme_id") != std::string::npos || body.find("programme_id TEXT NOT NULL PRIMARY KEY") != std::string::npos;
            CHECK((keyed || name == "server_setting"));
        }
    }
}

TEST_CASE("an older database's instants become days, and the order of a person's changes is kept")
{
    auto all = app::all_migrations();
    auto first = std::find_if(all.begin(), all.end(), [](auto const& one) { return one.name >= "0014"; });
    auto database = db::open(test::fresh_database());
    MUST(db::migrate(*database, { all.begin(), first }));
    auto at = test::ten_o_clock() + 1234;
    MUST(database->write([&](db::Session& session) -> Done {
        TRY(session.execute("INSERT INTO person (programme_id, id, display_name, phone, language, created_at, revision) VALUES ('dk', 'p', 'x', NULL, 'ar', $1, 1)", at));
        TRY(session.execute("INSERT INTO invitation (programme_id, id, person_id, purpose, token_hash, created_at, expires_at, used_at) "
                            "VALUES ('dk', 'i', 'p', 'enrol', 'h', $1, $2, NULL)", at, at + 7 * one_day));
        for (auto const& [id, act] : std::vector<std::pair<std::string, std::string>> { { "b", "left" }, { "a", "returned" }, { "c", "joined" } })
            TRY(session.execute("INSERT INTO role_history (programme_id, id, person_id, role_id, group_id, act, changed_at) VALUES ('dk', $1, 'p', 'r', 'g', $2, $3)",
                id, act, at + (act == "joined" ? 0 : act == "left" ? 60'000 : 120'000)));
        return {};
    }));
    MUST(db::migrate(*database, all));
    auto read = [&](std::string const& sql) { return database->read([&](db::Session& session) { return session.query(sql); }); };
    CHECK(read("SELECT created_at FROM person").front().integer(0) == start_of(test::today));
    CHECK(read("SELECT expires_at FROM invitation").front().integer(0) == start_of(test::today) + 8 * one_day);
    CHECK(read("SELECT used_at FROM invitation").front().is_null(0));
    std::string acts;
    for (auto const& row : read("SELECT act, changed_at FROM role_history ORDER BY number DESC")) {
        acts += row.text(0) + " ";
        CHECK(row.integer(1) == start_of(test::today));
    }
    CHECK(acts == "returned left joined ");
}
