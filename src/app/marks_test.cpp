// SPDX-License-Identifier: AGPL-3.0-or-later
// Marks: something of hers is planted in every column that tells of a person. It is found in her own data, nowhere outside her scopes, and after erasing
// nowhere: not in the database or its log, not as it was sealed, and not in an older backup that was restored. A column that tells of somebody and that
// nothing is planted in fails the test.
#include "app/test_cast.h"
#include "people/access.h"
#include "platform/journal/reads.h"
#include "platform/slice/own_data.h"
#include <filesystem>
#include <fstream>

using namespace bydel;
using namespace bydel::test;
namespace files = std::filesystem;

namespace {

struct Folder {
    files::path path = files::temp_directory_path() / ("bydel-marks-" + auth::new_token());
    Folder() { files::create_directory(path); }
    ~Folder() { files::remove_all(path); }
    std::string file(std::string const& name) const { return (path / name).string(); }
    std::string bytes(std::string const& beginning) const
    {
        std::string all;
        for (auto const& entry : files::directory_iterator(path)) {
            if (!entry.path().filename().string().starts_with(beginning))
                continue;
            std::ifstream file(entry.path(), std::ios::binary);
            all.append(std::istreambuf_iterator<char>(file), {});
        }
        return all;
    }
};

std::string const mark_name = "Marked Mother", mark_phone = "+4520123457", mark_place = "mark_of_a_place", mark_mail = "marked@example.org";

Json object(std::initializer_list<Json::Member> members) { return Json::object(members); }
std::string const people = "/api/groups/" + group_a + "/people/", her = people + amina;

void must(Answer const& answer)
{
    INFO(answer.text);
    REQUIRE(answer.status < 300);
}

/// Everything a mother does and that is done about her, and everything a coordinator does: it leaves something in every column that tells of one of them.
Who plant(Cast& cast)
{
    auto mette = cast.office(coordinator_a);
    must(cast.put(mette, her, object({ { "display_name", mark_name }, { "phone", mark_phone }, { "language", "ar" } })));
    must(cast.post(mette, her + "/leave", object({ { "left_on", "2026-11-20" } })));
    must(cast.post(mette, her + "/leave/correct", object({ { "left_on", "2026-11-21" } })));
    must(cast.post(mette, her + "/leave/take_back"));
    must(cast.get(mette, her.substr(0, her.rfind('/')))); // who looks at the list is written down
    must(cast.post(mette, her + "/invitation", object({ { "purpose", "enrol" } })));
    auto lost = cast.phone(amina);
    must(cast.post(mette, her + "/lost_phone"));
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) -> Done {
        auto invited = TRY(people::invite(session, journal, amina, "enrol"));
        TRY(people::enrol(session, journal, cast.product->vault, { invited.token, "ar" }));
        return {};
    }));
    auto phone = cast.phone(amina);
    must(cast.post(phone, "/api/sync/pull"));
    auto push = [&](std::string const& entity, Json record, int number, std::int64_t revision = 1) {
        must(cast.push(phone, cast.sealed(phone.device_id, entity, std::move(record), id_of(number), revision)));
    };
    auto decide = [&](int number, std::string const& decision) {
        must(cast.post(mette, "/api/groups/" + group_a + "/quarantine/conversation/" + id_of(number), object({ { "decision", decision } })));
    };
    push("conversation", Cast::conversation("2026-11-21"), 911);
    push("concern", object({ { "raised_on", today } }), 912);
    push("conversation", Cast::conversation("2027-03-03"), 913);
    decide(913, "set_aside");
    push("conversation", Cast::conversation("2027-03-04"), 914);
    decide(914, "accept");
    push("conversation", Cast::conversation("2026-11-20"), 915);
    push("conversation", Cast::conversation("2027-03-04"), 915, 2);
    decide(915, "accept"); // over what was counted before
    auto odd = Cast::conversation();
    odd.set("place", mark_place);
    push("conversation", odd, 916);
    auto recorded = Cast::conversation();
    recorded.set("id", id_of(917));
    recorded.set("done_by", amina);
    must(cast.post(mette, "/api/groups/" + group_a + "/conversations", object({ { "items", Json(Json::Array { recorded }) } })));
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) -> Done {
        TRY(people::add_account(session, journal, cast.product->vault, { "dk", coordinator_a, mark_mail, "a long password" }));
        auto const role = people::roles_of(session, "dk", coordinator_b).front();
        TRY(people::add_deputy(session, journal, role, coordinator_a, today, today));
        TRY(session.execute("INSERT INTO cost_model_version (programme_id, model_id, version, title, document, note, saved_by, saved_on) "
                            "VALUES ('dk', $1, 1, '', '{}', '', $2, $3)",
            id_of(918), coordinator_a, today));
        return {};
    }));
    MUST(journal::write_reads(*cast.product->database));
    return phone;
}

Json data_of(Cast& cast, std::string const& person_id)
{
    return cast.read([&](db::Session& session) { return own_data(session, app::slices(), cast.product->vault, { "dk", person_id, "", "en", {}, today }); });
}

/// "table.column" of what is there and holds something.
std::set<std::string> columns_in(Json const& data)
{
    std::set<std::string> columns;
    for (auto const& table : *data["tables"].as_array()) {
        for (auto const& row : *table["rows"].as_array()) {
            for (auto const& [name, value] : *row.as_object()) {
                if (!value.is_null())
                    columns.insert(table.text("table") + "." + name);
            }
        }
    }
    return columns;
}

/// Her name and number, as they stand in the database.
std::vector<std::string> seals_of(Cast& cast)
{
    auto const row = cast.read([](db::Session& session) { return *session.query_one("SELECT display_name, phone FROM person WHERE id = $1", amina); });
    return { row.text(0), row.text(1) };
}

/// What waits for a person, and what one accepted: it stays, without her; opened.
std::string kept_notes(Cast& cast)
{
    std::string notes;
    for (auto const* sql : { "SELECT entity, entity_id, payload FROM quarantine", "SELECT entity, entity_id, payload FROM quarantine_accepted",
             "SELECT entity, entity_id, replaced FROM quarantine_accepted WHERE replaced IS NOT NULL" }) {
        for (auto const& row : cast.read([&](db::Session& session) { return session.query(sql); }))
            notes += MUST(cast.product->vault.open_field(row.text(2), "dk/quarantine/" + row.text(0) + "/" + row.text(1))) + "\n";
    }
    return notes;
}

} // namespace

TEST_CASE("every column that tells of a person is in her own data, opened; no secret, and nobody else's")
{
    Cast cast;
    plant(cast);
    auto const mothers = data_of(cast, amina), coordinators = data_of(cast, coordinator_a);
    auto found = columns_in(mothers);
    found.merge(columns_in(coordinators));
    for (auto const& slice : app::slices().all()) {
        for (auto const& table : slice.tables) {
            for (auto const& column : db::columns_of(table, [](db::Columns const& one) { return one.about != db::About::nobody; })) {
                auto const name = std::string(table.name) + "." + column.name;
                bool const of_hers = column.is->about != db::About::contact && column.is->door != db::Door::secret; // a contact is no person here
                CHECK_MESSAGE(found.contains(name) == of_hers, name);
            }
        }
    }
    auto const text = mothers.dump(), office = coordinators.dump();
    for (auto const& mark : { mark_name, mark_phone, mark_place })
        CHECK_MESSAGE(text.find(mark) != std::string::npos, mark);
    CHECK(office.find(mark_mail) != std::string::npos);
    for (auto const& anothers : { coordinator_a, zahra, std::string("k1:"), std::string("argon2") })
        CHECK_MESSAGE(text.find(anothers) == std::string::npos, anothers);
    for (auto const& anothers : { amina, mark_name, mark_phone, mark_place })
        CHECK_MESSAGE(office.find(anothers) == std::string::npos, anothers);
    for (auto const& row : cast.read([](db::Session& session) { return session.query("SELECT author_mark FROM conversation"); })) {
        CHECK(text.find(row.text(0)) == std::string::npos); // it would name her in rows of the same year that no longer do
        CHECK(office.find(row.text(0)) == std::string::npos);
    }
    CHECK(data_of(cast, id_of(999))["tables"].as_array()->empty());
}

TEST_CASE("her marks are answered to nobody outside her scopes, by any route")
{
    Cast cast;
    plant(cast);
    auto const evaluator = id_of(33);
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) -> Done {
        TRY(people::add_person(session, journal, cast.product->vault, { evaluator, "Eva", std::nullopt, "en" }));
        TRY(people::add_role(session, journal, app::slices(), { "", evaluator, "evaluator", "programme", "", "2026-01-01", {} }));
        return {};
    }));
    auto marks = [&](Answer const& answer) {
        for (auto const& mark : { mark_name, mark_phone, std::string("20 12 34 57"), mark_place, mark_mail, amina })
            CHECK_MESSAGE(!answer.contains(mark), mark);
    };
    int asked = 0;
    auto const neighbour = cast.phone(hodan), companion = cast.phone(zahra); // of another group, and of her own
    for (auto const& who :
        { cast.office(coordinator_b), cast.office(secretary), cast.office(evaluator), cast.office(coordinator_no, "no"), neighbour, companion, Who {} }) {
        for (auto const& route : app::slices().routes()) {
            if (route.method != get)
                continue;
            for (auto const& group : { group_a, group_b }) {
                auto target = std::string(route.path);
                for (auto const& [name, value] : { std::pair<std::string, std::string> { "{group_id}", group }, { "{person_id}", amina },
                         { "{id}", id_of(911) }, { "{model_id}", id_of(918) }, { "{key}", "empty" } }) {
                    if (auto at = target.find(name); at != std::string::npos)
                        target.replace(at, name.size(), value);
                }
                CAPTURE(target);
                marks(cast.send(who, get, target, Json()));
                ++asked;
            }
        }
        marks(cast.post(who, "/api/sync/pull"));
    }
    CHECK(asked > 7 * 2 * 20);
    CHECK(cast.get(cast.office(coordinator_a), her.substr(0, her.rfind('/'))).contains(mark_name)); // in her own group it is there: the search works
}

TEST_CASE("after erasing nothing of her is left: in no cell, not in the files, and not in an older backup that is restored")
{
    if (std::getenv("BYDEL_TEST_POSTGRES"))
        return; // its files are PostgreSQL's own; that no cell holds her is asked in people_test.cpp
    Folder folder;
    std::vector<std::string> traces { amina };
    auto const ledger = folder.file("erasures.jsonl");
    {
        Cast cast(folder.file("bydel.db"));
        traces.push_back(plant(cast).device_id);
        for (auto const& seal : seals_of(cast))
            traces.push_back(seal);
        REQUIRE(traces.size() == 4);
        for (auto const& trace : traces)
            CHECK_MESSAGE(folder.bytes("bydel.db").find(trace) != std::string::npos, trace); // the search works
        MUST(cast.product->database->back_up_to(folder.file("older.db")));
        auto services = cast.product->services();
        services.erasure_ledger = ledger;
        MUST(people::remember_erasure(services, "dk", amina, today));
        must(cast.post(cast.office(coordinator_a), her + "/erase"));
        for (auto const& trace : traces)
            CHECK_MESSAGE(cast.everything().find(trace) == std::string::npos, trace);
        CHECK(data_of(cast, amina)["tables"].as_array()->empty());
        auto const notes = kept_notes(cast);
        CHECK(notes.find(mark_place) != std::string::npos);
        for (auto const& of_her : { amina, mark_name, mark_phone })
            CHECK_MESSAGE(notes.find(of_her) == std::string::npos, of_her);
        for (auto const& trace : traces)
            CHECK_MESSAGE(folder.bytes("bydel.db").find(trace) == std::string::npos, trace); // with its -wal and -shm
    }
    Cast restored(folder.file("older.db"));
    auto services = restored.product->services();
    services.erasure_ledger = ledger;
    CHECK(MUST(people::replay_erasures(services)) == 1);
    for (auto const& trace : traces) {
        CHECK_MESSAGE(restored.everything().find(trace) == std::string::npos, trace);
        CHECK_MESSAGE(folder.bytes("older.db").find(trace) == std::string::npos, trace);
    }
}
