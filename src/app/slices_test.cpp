// SPDX-License-Identifier: AGPL-3.0-or-later
// What the slices say of themselves is true: two do not claim the same, and every column of the schema is spoken of, once.
#include "app/test_cast.h"
#include "library/store.h"
#include "platform/auth/locked.h"
#include "platform/journal/reads.h"
#include "programme/store.h"

using namespace bydel;
using namespace bydel::test;

namespace {

std::string clash_of(std::vector<Slice> all)
{
    auto done = Slices(std::move(all)).check();
    return done ? "" : done.error().cause;
}

Result<http::Nothing> nothing(http::Context&) { return http::Nothing {}; }

/// A small slice that is right.
Slice bridge()
{
    return { .name = "bridge",
        .routes = { { get, "/api/bridges", http::anywhere("bridge.bridge.read"), http::by<nothing>(), "Bridges", http::Uses::reads } },
        .entities = { { "bridge", {} } },
        .tables = { { "bridge", "id", { { "id" }, { "led_by", db::Door::leaves, db::About::coordinator, "bridging", db::Erasing::emptied } } } },
        .purposes = { { "bridging", "To know who leads a bridge.", Basis::contract, "As long as it stands." } },
        .roles = { { "builder", auth::Held::in_group } },
        .grants = { { "bridge.bridge.read", "builder" } },
        .jobs = { { "bridge.drop_old", jobs::Job::When::daily, 3, {} } },
        .notices = { { "bridge.new", "bridge.bridge.read", Notice::Told::everywhere, {} } },
        .events = { { .name = "bridge", .dimensions = { { "service" } } } },
        .measures = { { .name = "bridges_built", .event = "bridge", .by = "service" } } };
}

Slice other(std::string_view name)
{
    auto slice = bridge();
    slice.name = name;
    return slice;
}

/// name, type, not null, default, place in the primary key.
std::vector<db::Row> columns_of(Cast& cast, std::string const& table)
{
    return cast.read([&](db::Session& session) { return session.query("SELECT name, pk FROM pragma_table_info($1) ORDER BY cid", table); });
}

std::set<std::string> spoken_of(db::Table const& table)
{
    std::set<std::string> columns;
    for (auto const& column : db::columns_of(table, [](db::Columns const&) { return true; }))
        CHECK_MESSAGE(columns.insert(column.name).second, table.name, ".", column.name, " is spoken of twice");
    return columns;
}

std::vector<std::string> key_of(std::vector<db::Row> const& columns)
{
    std::map<std::int64_t, std::string> key;
    for (auto const& row : columns) {
        if (row.integer(1) > 1)
            key[row.integer(1)] = row.text(0);
    }
    std::vector<std::string> names;
    for (auto const& [place, name] : key)
        names.push_back(name);
    return names;
}

/// A column with such a name holds the id of a person who works in the programme.
bool names_person(std::string const& column) { return column == "person_id" || column == "actor_id" || column.ends_with("_by"); }

/// Or what is hers alone.
bool sounds_personal(std::string const& column)
{
    static std::set<std::string> const hers { "display_name", "email", "email_index", "contact_name", "contact_phone", "payload" };
    return names_person(column) || hers.contains(column) || column.ends_with("_hash");
}

} // namespace

TEST_CASE("slices that claim the same, or what is not their own, are refused with their names")
{
    CHECK(clash_of({ bridge() }) == "");
    CHECK(clash_of(app::slices().all()) == "");
    CHECK(clash_of({ bridge(), bridge() }) == "slices: bridge and bridge both have the name bridge");
    auto apart = other("training");
    apart.routes.clear(), apart.entities.clear(), apart.tables.clear(), apart.purposes.clear(), apart.roles.clear(), apart.grants.clear(), apart.jobs.clear(),
        apart.notices.clear(), apart.events.clear(), apart.measures.clear();
    CHECK(clash_of({ bridge(), apart }) == "");
    auto spoiled = [&](auto spoil) {
        auto slice = apart;
        spoil(slice);
        return clash_of({ bridge(), slice });
    };
    CHECK(spoiled([](Slice& slice) { slice.routes = bridge().routes; }) == "slices: training and bridge both have the route GET /api/bridges");
    CHECK(spoiled([](Slice& slice) { slice.entities = bridge().entities; }) == "slices: training and bridge both have the entity bridge");
    CHECK(spoiled([](Slice& slice) { slice.tables = bridge().tables; }) == "slices: training and bridge both have the table bridge");
    CHECK(spoiled([](Slice& slice) { slice.jobs = bridge().jobs; }) == "slices: training and bridge both have the job bridge.drop_old");
    CHECK(spoiled([](Slice& slice) {
        slice.jobs = { { "outreach.drop_old", jobs::Job::When::daily, 3, {} } };
    }) == "slices: training has the job outreach.drop_old, which is not its own");
    CHECK(spoiled([](Slice& slice) { slice.notices = bridge().notices; }) == "slices: training and bridge both have the notice bridge.new");
    CHECK(spoiled([](Slice& slice) {
        slice.grants = { { "bridge.bridge.write", "coordinator" } };
    }) == "slices: training grants bridge.bridge.write, which is not its own");
    CHECK(spoiled([](Slice& slice) {
        slice.roles = { { "trainer", auth::Held::in_group } };
        slice.grants = { { "training.sheet.write", "trainer teacher" } };
    }) == "slices: training grants training.sheet.write to teacher, a role that nobody declares");
    CHECK(spoiled([](Slice& slice) { slice.roles = bridge().roles; }) == "slices: training and bridge both have the role builder");
    CHECK(spoiled([](Slice& slice) {
        slice.routes = { { get, "/api/trainings", http::in_programme("training.training.read"), http::by<nothing>(), "Trainings", http::Uses::reads } };
    }) == "slices: /api/trainings of training asks for training.training.read, which no role grants");
    CHECK(spoiled([](Slice& slice) {
        slice.notices = { { "training.new", "training.training.read", Notice::Told::everywhere, {} } };
    }) == "slices: the notice training.new asks for training.training.read, which no role grants");
    CHECK(spoiled([](Slice& slice) { slice.events = bridge().events; }) == "slices: training and bridge both have the event bridge");
    CHECK(spoiled([](Slice& slice) { slice.measures = bridge().measures; }) == "slices: training and bridge both have the measure bridges_built");
    for (measure::Measure const& nobody_counts :
        { measure::Measure { .name = "days", .event = "training" }, measure::Measure { .name = "days", .event = "bridge", .dimension = "length" },
            measure::Measure { .name = "days", .event = "bridge", .by = "length" } })
        CHECK(spoiled([&](Slice& slice) { slice.measures = { nobody_counts }; }) == "slices: the measure days of training asks for what no event counts");
    CHECK(spoiled([](Slice& slice) { slice.measures = { { .name = "days" } }; }) == ""); // nothing records it yet
    CHECK(spoiled([](Slice& slice) { slice.purposes = bridge().purposes; }) == "slices: training and bridge both have the purpose bridging");
    for (db::Columns const& unstated : { db::Columns { "led_by", db::Door::stays, db::About::coordinator, "teaching" },
             db::Columns { "led_by", db::Door::stays, db::About::coordinator }, db::Columns { "led_by", db::Door::stays, db::About::nobody, "bridging" } })
        CHECK(spoiled([&](Slice& slice) {
            slice.tables = { { "course", "id", { unstated } } };
        }) == "slices: course.led_by has a purpose that nobody states, or needs none");
    for (db::Columns const& of_nobody : { db::Columns { "led_by", db::Door::stays, db::About::nobody, "", db::Erasing::emptied },
             db::Columns { "led_by", db::Door::stays, db::About::nobody, "", db::Erasing::nothing, "course/{id}" } })
        CHECK(spoiled([&](Slice& slice) {
            slice.tables = { { "course", "id", { of_nobody } } };
        }) == "slices: course.led_by holds an id or is sealed, and tells of nobody");
    CHECK(spoiled([](Slice& slice) { slice.name = ""; }) == "slices: a slice without a name");
}

TEST_CASE("every role that a slice declares may do something and has a name; what none declares, or holds elsewhere, nobody can have")
{
    Cast cast;
    auto const messages = MUST(app::all_messages());
    auto give = [&](std::string const& role, std::string const& kind) {
        return cast.change("dk", [&](db::Session& session, journal::Journal& journal) -> Done {
            std::string const place = kind == "group" ? group_a : kind == "region" ? "syddanmark" : "";
            TRY(people::add_role(session, journal, app::slices(), { "", amina, role, kind, place, "2026-01-01", std::nullopt }));
            return {};
        });
    };
    for (auto const& role : app::slices().roles()) {
        std::string const name(role.name);
        CAPTURE(name);
        CHECK(!app::slices().rights().verbs_of(name).empty());
        for (std::string const kind : { "group", "region", "programme" }) {
            CAPTURE(kind);
            using enum auth::Held;
            bool const there = kind == "group" ? role.held == on_phone || role.held == in_group
                                               : role.held == in_region || (kind == "programme" && role.held == in_programme);
            auto given = give(name, kind);
            CHECK(given.has_value() == there);
            if (!given)
                CHECK(given.error().key == "field.unknown_code");
        }
        for (auto const& language : languages())
            CHECK_MESSAGE((role.held == auth::Held::by_no_person || messages->raw(language, "office.role." + name) != ""), language);
    }
    CHECK(give("queen", "programme").error().key == "field.unknown_code");
}

TEST_CASE("a code that no list declares is refused before it is written")
{
    Cast cast;
    auto refused = [&](auto write) {
        auto done = cast.change("dk", [&](db::Session& session, journal::Journal&) -> Done { return write(session); });
        REQUIRE(!done);
        CHECK(done.error().key == "field.unknown_code");
        return done.error().field;
    };
    CHECK(refused([](db::Session& session) {
        return people::store::insert_role(session, "dk", { id_of(950), amina, "mother", "moon", "", today, {} });
    }) == "scope_kind");
    CHECK(refused([](db::Session& session) {
        people::RoleChange change { id_of(950), amina, id_of(951), group_a, "flew" };
        return people::store::insert_role_change(session, "dk", change);
    }) == "act");
    auto visit = cast.change("dk", [](db::Session& session, journal::Journal& journal) { return people::invite(session, journal, amina, "visit"); });
    REQUIRE(!visit);
    CHECK(visit.error().key == "field.unknown_code");
    CHECK(visit.error().field == "purpose");
    programme::HelpLine line { id_of(950), "moon", "rocket" };
    CHECK(refused([&](db::Session& session) { return programme::store::put_help_line(session, "dk", line); }) == "kind");
    line.kind = "police", line.fact_review = "perhaps";
    CHECK(refused([&](db::Session& session) { return programme::store::put_help_line(session, "dk", line); }) == "fact_review");
    CHECK(refused([](db::Session& session) {
        return programme::store::put_template_text(session, "dk", { id_of(950), "so", Json(Json::Object()), "perhaps" });
    }) == "translation_review");
    CHECK(refused([](db::Session& session) {
        return library::store::put_text(session, "dk", { id_of(950), id_of(951), "so", "title", "body", "perhaps" });
    }) == "translation_review");
}

TEST_CASE("every column of every table is spoken of by one slice: whether it leaves with an export, and what erasing does to it")
{
    Cast cast(":memory:");
    std::set<std::string> declared;
    for (auto const& slice : app::slices().all()) {
        for (auto const& table : slice.tables) {
            std::string const name(table.name);
            CAPTURE(name);
            declared.insert(name);
            auto columns = columns_of(cast, name);
            REQUIRE(!columns.empty());
            std::set<std::string> there, persons;
            for (auto const& row : columns)
                there.insert(row.text(0));
            auto said = spoken_of(table);
            said.insert("programme_id");
            CHECK(join({ there.begin(), there.end() }, " ") == join({ said.begin(), said.end() }, " "));
            CHECK(join(key_of(columns), " ") == table.key);
            for (auto const& column : db::columns_of(table, [](db::Columns const& one) { return one.erasing != db::Erasing::nothing; }))
                persons.emplace(column.name);
            for (auto const& column : db::columns_of(table, [](db::Columns const& one) { return one.about == db::About::nobody; }))
                CHECK_MESSAGE(!sounds_personal(column.name), column.name, ": it tells of somebody");
            if (table.retention)
                CHECK((there.contains(std::string(table.retention->column)) && table.retention->days + table.retention->months > 0));
            for (auto const& column : there)
                CHECK_MESSAGE((!names_person(column) || persons.contains(column)), column, ": what does erasing do to it?");
        }
    }
    for (auto const& row : cast.read([](db::Session& session) { return session.query("SELECT name FROM sqlite_master WHERE type = 'table'"); })) {
        bool of_the_installation = row.text(0) == "server_setting" || row.text(0) == "schema_migration";
        CHECK_MESSAGE((of_the_installation || declared.contains(row.text(0))), row.text(0), " is no slice's");
    }
}

TEST_CASE("erasing takes her id out of every cell: of what she made, decided, invited, saved and looked at")
{
    Cast cast(":memory:");
    auto mette = cast.office(coordinator_a);
    auto people = "/api/groups/" + group_a + "/people/" + amina;
    REQUIRE(cast.post(mette, people + "/invitation", Json::object({ { "purpose", "enrol" } })).status == 201);
    REQUIRE(cast.post(mette, people + "/leave", Json::object({ { "left_on", today } })).status == 200);
    REQUIRE(cast.get(mette, "/api/groups/" + group_a + "/concerns").status == 200);
    auto recorded = Cast::conversation();
    recorded.set("id", id_of(901));
    recorded.set("done_by", zahra);
    REQUIRE(cast.post(mette, "/api/groups/" + group_a + "/conversations", Json::object({ { "items", Json(Json::Array { recorded }) } })).status == 200);
    auto phone = cast.phone(zahra);
    REQUIRE(cast.push(phone, cast.sealed(phone.device_id, "conversation", Cast::conversation("2027-03-03"), id_of(902))).contains("quarantined"));
    REQUIRE(cast.post(mette, "/api/groups/" + group_a + "/quarantine/conversation/" + id_of(902), Json::object({ { "decision", "set_aside" } })).status == 200);
    REQUIRE(cast.push(phone, cast.sealed(phone.device_id, "conversation", Cast::conversation("2027-03-04"), id_of(903))).contains("quarantined"));
    REQUIRE(cast.post(mette, "/api/groups/" + group_a + "/quarantine/conversation/" + id_of(903), Json::object({ { "decision", "accept" } })).status == 200);
    MUST(cast.product->database->write([&](db::Session& session) -> Done { // she was an evaluator too
        TRY(session.execute("INSERT INTO cost_model_version (programme_id, model_id, version, title, document, note, saved_by, saved_on) "
                            "VALUES ('dk', $1, 1, '', '{}', '', $2, $3)",
            id_of(904), coordinator_a, today));
        return {};
    }));
    MUST(journal::write_reads(*cast.product->database));
    auto cells_with = [&](std::string const& id) {
        std::set<std::string> found;
        for (auto const& table : Cast::tables()) {
            for (auto const& column : columns_of(cast, table)) {
                auto where = "SELECT COUNT(*) FROM " + table + " WHERE instr(CAST(" + column.text(0) + " AS TEXT), $1) > 0";
                if (cast.read([&](db::Session& session) { return session.query_one(where, id)->integer(0); }) > 0)
                    found.insert(table + "." + column.text(0));
            }
        }
        return join({ found.begin(), found.end() }, " ");
    };
    CHECK(cells_with(coordinator_a)
        == "conversation.recorded_by cost_model_version.saved_by journal.actor_id journal.entity_id journal.scope link.made_by "
           "office_session.person_id "
           "person.id quarantine.decided_by quarantine_accepted.decided_by read_audit.actor_id role.person_id role_history.changed_by");
    CHECK(cells_with(zahra) != "");
    for (auto const& person : { coordinator_a, zahra })
        MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return people::erase_person(session, journal, app::slices(), person); }));
    CHECK(cells_with(coordinator_a) == "");
    CHECK(cells_with(zahra) == "");
    CHECK(cast.count("conversation") == 2);
}
