// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/commands.h"
#include "app/maintenance.h"
#include "app/with_product.h"
#include "base/text.h"
#include "library/library.h"
#include "people/access.h"
#include "platform/db/distribute.h"
#include "platform/db/move.h"
#include "programme/content.h"
#include "reporting/reporting.h"
#include <filesystem>
#include <fmt/core.h>
#include <fstream>
#include <iterator>

namespace bydel::app {

static std::string read_file(std::string const& path)
{
    std::ifstream file(path, std::ios::binary);
    return { std::istreambuf_iterator<char>(file), {} };
}

int version()
{
    fmt::print("bydel {}\n", BYDEL_VERSION);
    return 0;
}

int openapi()
{
    fmt::print("{}\n", contract(BYDEL_VERSION).dump());
    return 0;
}

static std::vector<db::Table> all_tables()
{
    std::vector<db::Table> tables;
    for (auto const& slice : slices().all())
        tables.insert(tables.end(), slice.tables.begin(), slice.tables.end());
    return tables;
}

static db::Places places()
{
    db::Places places { {}, { "schema_migration", "server_setting" } };
    for (auto const& table : all_tables())
        places.by_programme.emplace_back(table.name);
    return places;
}

int migrate(Settings const& settings, bool distribute)
{
    return with_product(
        settings,
        [&](Product& product) -> Done {
            fmt::print("{} migrations applied; the schema is up to date\n", product.migrations_applied);
            if (!distribute && !db::is_distributed(*product.database, places()))
                return {};
            for (auto const& table : TRY(db::distribute(*product.database, places())))
                fmt::print("{:<22} has its place\n", table);
            return {};
        },
        Product::Schema::migrate);
}

/// A new file is made and brought to today's schema; on PostgreSQL `bydel migrate` has done it before.
static Result<std::unique_ptr<db::Database>> open_other(std::string const& where)
{
    if (!where.starts_with("postgres") && std::filesystem::exists(where))
        return fail({ 409, "record.exists", "", {}, where + " is there already" });
    auto other = db::open(where);
    auto const migrations = all_migrations();
    if (other->engine() == db::Engine::postgresql)
        TRY(db::check_schema(*other, migrations));
    else
        TRY(db::migrate(*other, migrations));
    return other;
}

int move_to(Settings const& settings, std::string const& where)
{
    return with_product(settings, [&](Product& product) -> Done {
        auto const other = TRY(open_other(where));
        std::int64_t rows = 0;
        for (auto const& moved : TRY(db::move_all(*product.database, *other, all_tables()))) {
            fmt::print("{:<22} {:>9}\n", moved.table, moved.rows);
            rows += moved.rows;
        }
        fmt::print("{} rows are there, each as it was. Start the server with --database {} from now on, with the same data folder.\n", rows, where);
        return {};
    });
}

/// A programme is real or for practice from its first day on.
static Done make_programme(db::Session& session, journal::Journal& journal, Json const& file, std::string const& kind)
{
    auto const there = tenant::find(session, journal.programme_id());
    if (there && kind == "practice" && !there->is_practice())
        return fail({ 409, "programme.is_real", "programme" });
    if (there)
        return {};
    auto programme = programme::programme_from(file);
    programme.kind = kind;
    return programme::add_programme(session, journal, programme);
}

int init(Settings const& settings, std::string const& programme_id, std::string const& kind)
{
    return with_product(settings, [&](Product& product) -> Done {
        auto file = TRY(programme::content_file("programmes/" + programme_id + ".json"));
        TRY(journal::change(*product.database, { programme_id, "", product.clock.now() }, [&](db::Session& session, journal::Journal& journal) -> Done {
            TRY(make_programme(session, journal, file, kind));
            TRY(programme::install_method(session, journal, file));
            return library::install_cards(session, journal, file.text("country"));
        }));
        fmt::print("programme {} is ready; next: bydel user add --programme {} --role secretariat --name … --email …\n", programme_id, programme_id);
        return {};
    });
}

static Done write_logins(Product& product)
{
    auto path = product.settings.data + "/demo-logins.json";
    auto earlier = parse_json(read_file(path)).value_or(Json());
    auto origin = product.settings.origin.empty() ? "http://localhost:" + std::to_string(product.settings.port) : product.settings.origin;
    auto logins = TRY(demo_logins(product, earlier, origin));
    std::ofstream file(path, std::ios::trunc);
    file << as_json(logins).dump() << "\n";
    if (!file.flush())
        return fail({ 507, "server.storage_full", "", {}, "cannot write " + path });
    std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    for (auto const& login : logins) {
        if (login.link.empty())
            fmt::print(
                "  {:12} {:22} {}/office   {}   {}\n", login.role, login.group.empty() ? login.programme_id : login.group, origin, login.email, login.password);
        else
            fmt::print("  {:12} {:22} {}   (one use, opens her phone app)\n", login.role, login.group, login.link);
    }
    fmt::print("  also in {}\n", path);
    return {};
}

int demo(Settings const& settings, DemoSize size)
{
    return with_product(settings, [&](Product& product) -> Done {
        auto made = make_demo(product, size, [](std::string const& line) {
            fmt::print("\r  {}   ", line);
            std::fflush(stdout);
        });
        if (!made && made.error().key != "record.exists")
            return made;
        if (made)
            fmt::print("\n");
        return write_logins(product);
    });
}

int rebuild(Settings const& settings)
{
    return with_product(settings, [](Product& product) -> Done {
        auto programmes = product.database->read([](db::Session& session) { return tenant::all(session); });
        for (auto const& programme : programmes) {
            auto months = TRY(reporting::rebuild(product.services(), programme.programme_id));
            fmt::print("{}: {} group months counted again\n", programme.programme_id, months);
        }
        return {};
    });
}

int tell_clock(Settings const& settings, Believe believe)
{
    return with_product(settings, [&](Product& product) -> Done {
        auto const today = day_of(product.clock.now());
        if (believe == Believe::the_clock)
            TRY(product.database->write([&](db::Session& session) { return journal::believe(session, today); }));
        auto const believed = product.database->read([](db::Session& session) { return journal::believed_day(session); });
        fmt::print("the clock says {}; the newest day believed is {}\n", today, believed.value_or("not known yet"));
        return {};
    });
}

int back_up(Settings const& settings, std::string const& file)
{
    return with_product(settings, [&](Product& product) -> Done {
        if (std::filesystem::exists(file))
            return fail({ 409, "record.exists", "", {}, file + " is there already" });
        TRY(product.database->back_up_to(file));
        fmt::print("{}: {} bytes. Keep {}/keys.json apart from it: without the keys names cannot be read.\n", file, std::filesystem::file_size(file),
            product.settings.data);
        return {};
    });
}

static Done begin_new_epoch(Product& product)
{
    TRY(product.database->read([&](db::Session& session) { return people::check_keys(session, product.vault); }));
    TRY(product.database->write([](db::Session& session) -> Done {
        journal::start_new_epoch(session);
        return {};
    }));
    auto services = product.services();
    auto erased = TRY(people::replay_erasures(services));
    fmt::print("restored; a new epoch has begun, phones will send the last 30 days again; {} erasures repeated\n", erased);
    return {};
}

static bool is_sqlite(std::string const& path)
{
    char head[16] = {};
    std::ifstream(path, std::ios::binary).read(head, sizeof head);
    return std::string_view(head, 15) == "SQLite format 3";
}

/// Every page of the copy is read, and the keys at hand must open its names, before anything is put aside.
static Done check_backup(std::string const& staged)
{
    try {
        return db::open(staged)->check_whole();
    } catch (std::exception const& exception) {
        return fail({ 422, "server.damaged", "", {}, db::caught(exception).cause });
    }
}

static void remove_staged(std::string const& staged)
{
    std::error_code ignored;
    for (auto const* suffix : { "", "-wal", "-shm" })
        std::filesystem::remove(staged + suffix, ignored);
}

/// Puts what there was aside, with what was not yet written back into it, and the staged copy in its place.
static Done put_in_place(std::string const& staged, std::string const& target)
{
    std::error_code error;
    for (auto const* suffix : { "-wal", "-shm", "" })
        std::filesystem::rename(target + suffix, target + ".before-restore" + suffix, error);
    if (std::filesystem::exists(target)) { // it could not be set aside, so it is not written over, and gets back what belongs to it
        auto const why = error.message();
        for (auto const* suffix : { "-wal", "-shm" })
            std::filesystem::rename(target + ".before-restore" + suffix, target + suffix, error);
        return fail({ 507, "server.storage_full", "", {}, "cannot set " + target + " aside: " + why });
    }
    std::filesystem::rename(staged, target, error);
    return error ? fail({ 507, "server.storage_full", "", {}, "cannot put " + target + " in place: " + error.message() }) : Done();
}

int restore(Settings const& settings, std::string const& file)
{
    if (!is_sqlite(file))
        return explain({ 422, "server.not_a_backup", "", {}, file + " is not a backup made by: bydel backup" });
    auto target = settings.database.empty() ? settings.data + "/bydel.db" : settings.database;
    // The new epoch is written into a copy first: a crash in between leaves the old database in place, never a restored one in the old epoch.
    Settings staged = settings;
    staged.database = target + ".restoring";
    remove_staged(staged.database);
    std::error_code error;
    std::filesystem::copy_file(file, staged.database, error);
    if (error)
        return explain({ 507, "server.storage_full", "", {}, "cannot write " + staged.database + ": " + error.message() });
    int code = 0;
    if (auto sound = check_backup(staged.database); !sound)
        code = explain(sound.error());
    else if (code = with_product(staged, begin_new_epoch); code == 0) {
        if (auto placed = put_in_place(staged.database, target); !placed)
            code = explain(placed.error());
    }
    remove_staged(staged.database);
    return code;
}

} // namespace bydel::app
