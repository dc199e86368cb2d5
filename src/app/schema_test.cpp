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

std::string schema_of(db::Database& database)
{
    std::string sql
        = "-- What the migrations make on SQLite. Written by the test \"the schema is its snapshot\" (src/app/schema_test.cpp); not applied by anyone.\n";
    auto rows = database.read([](db::Session& session) {
        return session.query("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'schema_migration' ORDER BY tbl_name, type DESC, name");
    });
    for (auto const& row : rows)
        sql += "\n" + row.text(0) + ";\n";
    return sql;
}

std::string migrated_schema() { return schema_of(*app::Product::for_tests(test::ten_o_clock())->database); }

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
            bool keyed
                = body.find("PRIMARY KEY (programme_id") != std::string::npos || body.find("programme_id TEXT NOT NULL PRIMARY KEY") != std::string::npos;
            CHECK((keyed || name == "server_setting"));
        }
    }
}

TEST_CASE("a migration never changes: its text is the one of schema/hashes.txt")
{
    std::map<std::string, std::string> kept;
    for (auto const& line : split(read_file(folder + "hashes.txt"), '\n')) {
        if (!line.empty() && !line.starts_with("#"))
            kept.emplace(line.substr(0, line.find(' ')), line.substr(line.find(' ') + 1));
    }
    for (auto const& migration : app::all_migrations()) {
        if (!kept.contains(migration.name) && std::getenv("BYDEL_WRITE_SCHEMA")) {
            std::ofstream(folder + "hashes.txt", std::ios::app) << migration.name << " " << db::hash_of(migration) << "\n";
            kept[migration.name] = db::hash_of(migration);
        }
        CHECK_MESSAGE(kept[migration.name] == db::hash_of(migration), migration.name,
            " is new, or was changed: databases have applied it as it was. Put the change into a migration of its own");
        kept.erase(migration.name);
    }
    CHECK_MESSAGE(kept.empty(), kept.begin()->first, " is gone: databases have applied it");
}

namespace {

/// A database as programs of before 0014 made it: `edited` with the three migrations that had been changed in place.
std::unique_ptr<db::Database> old_database(bool edited)
{
    auto all = app::all_migrations();
    std::erase_if(all, [](auto const& migration) { return migration.name >= "0014"; });
    for (auto& migration : all) {
        auto edit = [&](std::string const& name, std::string const& before, std::string const& after) {
            if (edited && migration.name == name + ".sql") {
                REQUIRE(migration.sql.find(before) != std::string::npos);
                migration.sql.replace(migration.sql.find(before), before.size(), after);
            }
        };
        edit("0003_people", "'regional_consultant',", "'regional_consultant', 'evaluator',");
        edit("0005_outreach", "CREATE INDEX conversation_by_mother",
            "CREATE INDEX conversation_by_group_mother ON conversation (programme_id, group_id, "
            "done_by, held_on);\nCREATE INDEX conversation_by_mother");
        edit("0006_concern", "    passed_on TEXT,\n", "    passed_on TEXT,\n    followed_on TEXT,\n");
    }
    auto database = db::open(test::bare_database());
    MUST(db::migrate(*database, all));
    MUST(database->write([&](db::Session& session) -> Done { // those programs kept names only
        session.run_script("ALTER TABLE schema_migration DROP COLUMN hash");
        return {};
    }));
    return database;
}

} // namespace

TEST_CASE("databases that were made before and after migrations were edited in place become the same, and lose nothing")
{
    for (bool edited : { false, true }) {
        CAPTURE(edited);
        auto database = old_database(edited);
        MUST(database->write([&](db::Session& session) -> Done {
            TRY(session.execute(
                "INSERT INTO person (programme_id, id, display_name, phone, language, created_at, revision) VALUES ('dk', 'p', 'x', NULL, 'ar', 5, 1)"));
            TRY(session.execute("INSERT INTO role (programme_id, id, person_id, role, scope_kind, scope_id, starts_on) VALUES ('dk', 'r', 'p', 'mother', "
                                "'group', 'g', '2026-01-01')"));
            for (auto const* id : { "one", "two" })
                TRY(session.execute(
                    "INSERT INTO concern (programme_id, id, group_id, raised_on, revision, item_id) VALUES ('dk', $1, 'g', '2026-11-01', 1, 'i')", id));
            if (edited)
                TRY(session.execute("UPDATE concern SET followed_on = '2026-11-02' WHERE id = 'two'"));
            return {};
        }));
        MUST(db::migrate(*database, app::all_migrations()));
        auto read = [&](std::string const& sql) { return database->read([&](db::Session& session) { return session.query(sql); }); };
        auto concerns = read("SELECT followed_on FROM concern ORDER BY id");
        REQUIRE(concerns.size() == 2);
        CHECK(concerns[0].is_null(0));
        CHECK(concerns[1].maybe_text(0) == (edited ? std::optional<std::string>("2026-11-02") : std::nullopt));
        CHECK(read("SELECT starts_on FROM role").front().text(0) == "2026-01-01");
        MUST(database->write([](db::Session& session) -> Done {
            TRY(session.execute("INSERT INTO role (programme_id, id, person_id, role, scope_kind, scope_id, starts_on) "
                                "VALUES ('dk', 'e', 'p', 'evaluator', 'programme', '', '2026-01-01')"));
            return {};
        }));
        if (database->engine() == db::Engine::sqlite)
            CHECK(schema_of(*database) == migrated_schema());
    }
}

TEST_CASE("an older database's instants become days, and the order of a person's changes is kept")
{
    auto database = old_database(true);
    auto at = test::ten_o_clock() + 1234;
    MUST(database->write([&](db::Session& session) -> Done {
        TRY(session.execute(
            "INSERT INTO person (programme_id, id, display_name, phone, language, created_at, revision) VALUES ('dk', 'p', 'x', NULL, 'ar', $1, 1)", at));
        TRY(session.execute("INSERT INTO invitation (programme_id, id, person_id, purpose, token_hash, created_at, expires_at, used_at) "
                            "VALUES ('dk', 'i', 'p', 'enrol', 'h', $1, $2, NULL)",
            at, at + 7 * one_day));
        for (auto const& [id, act] : std::vector<std::pair<std::string, std::string>> { { "b", "left" }, { "a", "returned" }, { "c", "joined" } })
            TRY(session.execute(
                "INSERT INTO role_history (programme_id, id, person_id, role_id, group_id, act, changed_at) VALUES ('dk', $1, 'p', 'r', 'g', $2, $3)", id, act,
                at
                    + (act == "joined"      ? 0
                            : act == "left" ? 60'000
                                            : 120'000)));
        return {};
    }));
    MUST(db::migrate(*database, app::all_migrations()));
    auto read = [&](std::string const& sql) { return database->read([&](db::Session& session) { return session.query(sql); }); };
    CHECK(read("SELECT created_at FROM person").front().integer(0) == start_of(test::today));
    CHECK(read("SELECT expires_at FROM link").front().integer(0) == start_of(test::today) + 8 * one_day);
    CHECK(read("SELECT used_at FROM link").front().is_null(0));
    std::string acts;
    for (auto const& row : read("SELECT act, changed_at FROM role_history ORDER BY number DESC")) {
        acts += row.text(0) + " ";
        CHECK(row.integer(1) == start_of(test::today));
    }
    CHECK(acts == "returned left joined ");
}
