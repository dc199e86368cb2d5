// SPDX-License-Identifier: AGPL-3.0-or-later
// Roles on days, joining, moving and leaving, erasing and its ledger, and that no name, number or address can be read in the database's files.
#include "app/test_cast.h"
#include "people/access.h"
#include "people/mothers.h"
#include <filesystem>
#include <fstream>

using namespace bydel;
using namespace bydel::people;
using namespace bydel::test;
namespace files = std::filesystem;

namespace {

struct Folder {
    files::path path = files::temp_directory_path() / ("bydel-people-" + new_id(ten_o_clock()) + auth::new_token());
    Folder() { files::create_directory(path); }
    ~Folder() { files::remove_all(path); }
    std::string file(std::string const& name) const { return (path / name).string(); }
};

std::string group_of(Cast& cast, std::string const& person_id, std::string const& day)
{
    return cast.read([&](db::Session& session) { return group_on(session, "dk", person_id, day).value_or("none"); });
}
std::string latest(Cast& cast, std::string const& person_id)
{
    return cast.read([&](db::Session& session) { return latest_group(session, "dk", person_id); });
}

std::string bytes_of(files::path const& folder)
{
    std::string all;
    for (auto const& entry : files::directory_iterator(folder)) {
        std::ifstream file(entry.path(), std::ios::binary);
        all.append(std::istreambuf_iterator<char>(file), {});
    }
    return all;
}

Json object(std::initializer_list<Json::Member> members) { return Json::object(members); }
std::string person_path(std::string const& group_id, std::string const& person_id) { return "/api/groups/" + group_id + "/people/" + person_id; }

} // namespace

TEST_CASE("a role holds from its first day to its last, both included")
{
    Cast cast;
    CHECK(group_of(cast, nour, "2025-12-31") == "none");
    CHECK(group_of(cast, nour, "2026-01-01") == group_a);
    CHECK(group_of(cast, nour, "2026-10-31") == group_a);
    CHECK(group_of(cast, nour, "2026-11-01") == group_b);
    CHECK(group_of(cast, leyla, "2026-06-30") == group_a);
    CHECK(group_of(cast, leyla, "2026-07-01") == "none");
    CHECK(group_of(cast, coordinator_a, today) == "none");
    CHECK(latest(cast, leyla) == group_a);
    CHECK(latest(cast, nour) == group_b);
    CHECK(cast.read([](db::Session& session) { return group_on(session, "no", amina, today).has_value(); }) == false);
    CHECK(cast.read([](db::Session& session) { return count_mothers(session, "dk", group_a, "2026-06-30"); }) == 4);
    CHECK(cast.read([](db::Session& session) { return count_mothers(session, "dk", group_a, "2026-11-01"); }) == 2);
}

TEST_CASE("where two roles overlap, the one that began last decides")
{
    Cast cast;
    MUST(cast.change("dk", [](db::Session& session, journal::Journal& journal) { return become_mother(session, journal, amina, group_b, "2026-05-01"); }));
    CHECK(group_of(cast, amina, "2026-04-30") == group_a);
    CHECK(group_of(cast, amina, "2026-05-01") == group_b);
}

TEST_CASE("moving ends one role the day before the other begins, and writes a leave and an enter")
{
    Cast cast;
    auto mette = cast.office(coordinator_a);
    auto move = [&](std::string const& to, std::string const& day) {
        return cast.post(mette, person_path(group_a, amina) + "/move", object({ { "to_group_id", to }, { "moved_on", day } }));
    };
    CHECK(move(group_a, today).key() == "people.same_group");
    CHECK(move(group_no, today).field() == "to_group_id");
    CHECK(move(id_of(999), today).field() == "to_group_id");
    CHECK(move(group_b, "2026-01-01").key() == "people.left_before_joined");
    CHECK(move(group_b, "2026-11-25").key() == "field.in_future");
    auto position = cast.read([](db::Session& session) { return journal::last_sequence(session, "dk"); });
    REQUIRE(move(group_b, "2026-11-10").status == 200);
    CHECK(group_of(cast, amina, "2026-11-09") == group_a);
    CHECK(group_of(cast, amina, "2026-11-10") == group_b);
    auto entries = [&](std::string const& group_id) {
        return cast.read([&](db::Session& session) { return journal::after(session, "dk", "group:" + group_id, position, 10); });
    };
    REQUIRE(entries(group_a).size() == 1);
    CHECK(entries(group_a).front().operation == journal::Operation::leave);
    REQUIRE(entries(group_b).size() == 1);
    CHECK(entries(group_b).front().operation == journal::Operation::enter);
    CHECK(move(group_b, today).key() == "people.already_left");
    CHECK(cast.get(cast.office(coordinator_b), "/api/groups/" + group_b + "/people").contains("Amina"));
}

TEST_CASE("silence is counted in months, from joining where she never was active")
{
    CHECK(silent_months("2026-11", "2026-01-01", today) == 0);
    CHECK(silent_months("2026-09", "2026-01-01", today) == 2);
    CHECK(silent_months("2025-12", "2025-01-01", today) == 11);
    CHECK(silent_months("", "2026-08-31", today) == 3);
    CHECK(silent_months("2026-12", "2026-01-01", today) == 0);
}

TEST_CASE("who is here and silent for two months is asked after, and the month tells how many")
{
    Cast cast;
    cast.converse(amina, group_a, "2026-10-02");
    cast.converse(zahra, group_a, "2026-08-30");
    auto mette = cast.office(coordinator_a);
    auto all = cast.get(mette, "/api/groups/" + group_a + "/people").body["people"];
    std::string silent;
    for (auto const& one : *all.as_array())
        silent += *one["silent"].as_bool() ? one.text("person_id") + " " + one.text("last_active_month") + " " + one["silent_months"].dump() + ";" : "";
    CHECK(silent == zahra + " 2026-08 3;");
    CHECK(cast.get(mette, "/api/groups/" + group_a + "/month").contains(R"({"notice":"people.silent","count":1})"));
    cast.post(mette, "/api/groups/" + group_a + "/people/" + zahra + "/leave", Json::object({ { "left_on", "2026-11-01" } }));
    CHECK(cast.get(mette, "/api/groups/" + group_a + "/month").contains(R"({"notice":"people.silent","count":0})"));
}

TEST_CASE("leaving needs a day in her time, happens once, and keeps her in the list as left")
{
    Cast cast;
    auto mette = cast.office(coordinator_a);
    auto leave = [&](std::string const& day) { return cast.post(mette, person_path(group_a, amina) + "/leave", object({ { "left_on", day } })); };
    CHECK(leave("2025-12-31").key() == "people.left_before_joined");
    CHECK(leave("2026-11-25").key() == "field.in_future");
    CHECK(leave("2026-11-22").status == 200);
    CHECK(leave("2026-11-22").status == 200); // the answer was lost: said twice is said once
    CHECK(leave("2026-11-21").key() == "people.already_left");
    CHECK(cast.get(mette, "/api/groups/" + group_a).contains("\"mothers\":1"));
    auto list = cast.get(mette, "/api/groups/" + group_a + "/people").text;
    CHECK(list.find("\"left_on\":\"2026-11-22\"") != std::string::npos);
}

TEST_CASE("erasing a mother unlinks everything of hers and keeps her conversations counted")
{
    Cast cast;
    auto mette = cast.office(coordinator_a);
    auto phone = cast.phone(amina);
    cast.converse(amina, group_a, "2026-11-02");
    REQUIRE(cast.push(phone, cast.sealed(phone.device_id, "concern", object({ { "raised_on", today } }), new_day_id(today))).contains("stored"));
    auto odd = Cast::conversation();
    odd.set("place", "moon");
    REQUIRE(cast.push(phone, cast.sealed(phone.device_id, "conversation", odd, new_day_id(today))).contains("quarantined"));
    REQUIRE(cast.post(mette, person_path(group_a, amina) + "/invitation", object({ { "purpose", "enrol" } })).status == 201);
    auto total = cast.get(mette, "/api/groups/" + group_a + "/month").body["total"];
    REQUIRE(cast.post(mette, person_path(group_a, amina) + "/erase").status == 200);
    CHECK(cast.everything().find(amina) == std::string::npos);
    CHECK(cast.everything().find(phone.device_id) == std::string::npos);
    CHECK(cast.get(mette, "/api/groups/" + group_a + "/month").body["total"] == total);
    CHECK(cast.get(phone, "/api/me").status == 401);
    CHECK(cast.post(mette, person_path(group_a, amina) + "/erase").status == 404);
    CHECK(cast.count("concern") == 1);
    CHECK(cast.count("quarantine") == 1);
}

TEST_CASE("a backup that is restored forgets again who was erased after it was made")
{
    if (std::getenv("BYDEL_TEST_POSTGRES"))
        return; // backups of PostgreSQL are made by its own tools
    Folder folder;
    app::Settings settings;
    settings.data = folder.path.string();
    {
        Cast cast(folder.file("bydel.db"));
        cast.converse(amina, group_a, "2026-11-02");
        MUST(cast.product->database->back_up_to(folder.file("backup.db")));
        auto services = cast.product->services();
        services.erasure_ledger = folder.file("erasures.jsonl");
        MUST(remember_erasure(services, "dk", amina, today));
        MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return erase_person(session, journal, app::slices(), amina); }));
    }
    std::ofstream(folder.file("erasures.jsonl"), std::ios::app) << "{\"programme_id\":\"dk\",\"person"; // the disk was full
    Cast restored(folder.file("backup.db"));
    CHECK(restored.everything().find(amina) != std::string::npos);
    auto services = restored.product->services();
    services.erasure_ledger = folder.file("erasures.jsonl");
    CHECK(MUST(replay_erasures(services)) == 1);
    CHECK(restored.everything().find(amina) == std::string::npos);
    CHECK(restored.count("conversation") == 1);
    CHECK(MUST(replay_erasures(services)) == 0);
    CHECK(bytes_of(folder.path).find("Amina") == std::string::npos);
}

TEST_CASE("an encrypted value is bound to its place: carried to another row it cannot be read, and everything else can")
{
    Cast cast;
    auto person = [&](std::string const& id) { return *cast.read([&](db::Session& session) { return find_person(session, cast.product->vault, "dk", id); }); };
    auto const language = person(zahra).language;
    auto before = person(amina);
    before.phone = "+4520123456";
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return change_person(session, journal, cast.product->vault, before); }));
    CHECK(person(amina).phone == "+4520123456");
    CHECK(person(amina).revision == before.revision + 1);
    CHECK(person(amina).created_at == before.created_at);
    MUST(cast.product->database->write([](db::Session& session) -> Done {
        TRY(session.execute(
            "UPDATE person SET display_name = (SELECT display_name FROM person WHERE id = $1), phone = (SELECT phone FROM person WHERE id = $1) "
            "WHERE id = $2",
            amina, zahra));
        return {};
    }));
    CHECK(person(amina).display_name == before.display_name);
    CHECK(person(zahra).display_name == "?");
    CHECK(!person(zahra).phone);
    CHECK(person(zahra).language == language);
}

TEST_CASE("no name, phone number, e-mail address, password or token stands in the database's files")
{
    Folder folder;
    {
        Cast cast(folder.file("bydel.db"));
        MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) {
            return add_account(session, journal, cast.product->vault, { "dk", coordinator_a, "mette@example.org", "a long password" });
        }));
        auto mette = cast.office(coordinator_a);
        REQUIRE(cast.post(mette, "/api/groups/" + group_a + "/people",
                        object({ { "display_name", "Yasmin Unique" }, { "phone", "+45 5550 5551" }, { "joined_on", today } }))
                    .status
            == 201);
        REQUIRE(
            cast.put(mette, person_path(group_a, amina), object({ { "display_name", "Amina Renamed" }, { "phone", "+45 5550 5552" }, { "language", "ar" } }))
                .status
            == 200);
        auto invited = cast.post(mette, person_path(group_a, amina) + "/invitation", object({ { "purpose", "enrol" } }));
        auto token = invited.body.text("link").substr(invited.body.text("link").find("#i=") + 3);
        auto phone = cast.phone(amina);
        auto odd = Cast::conversation();
        odd.set("contact_way", "moonwalking");
        REQUIRE(cast.push(phone, cast.sealed(phone.device_id, "conversation", odd, new_day_id(today))).contains("quarantined"));
        auto bytes = bytes_of(folder.path);
        CHECK(bytes.find("SQLite format 3") != std::string::npos);
        CHECK(bytes.find("Alfa group") != std::string::npos); // the search works: a group's name is no secret
        for (auto const& secret : { std::string("Yasmin"), std::string("Amina"), std::string("sdottir"), std::string("555055"), std::string("5550 555"),
                 std::string("mette@example.org"), std::string("example.org"), std::string("a long password"), token,
                 mette.cookie.substr(mette.cookie.find("dk.")), phone.cookie.substr(phone.cookie.find("dk.")), std::string("Coordinator"),
                 std::string("moonwalking") })
            CHECK_MESSAGE(bytes.find(secret) == std::string::npos, secret);
    }
    CHECK(bytes_of(folder.path).find("Amina") == std::string::npos);
}

TEST_CASE("an account needs an address and a password of twelve signs to 128, and an address is used once in a programme")
{
    Cast cast;
    auto add = [&](std::string const& programme_id, std::string const& person_id, std::string const& email, std::string const& password) {
        auto done = cast.change(programme_id, [&](db::Session& session, journal::Journal& journal) {
            return add_account(session, journal, cast.product->vault, { programme_id, person_id, email, password });
        });
        return done ? std::string() : done.error().key + " " + done.error().field;
    };
    CHECK(add("dk", coordinator_a, "no address", "a long password") == "field.not_text email");
    CHECK(add("dk", coordinator_a, "a@b.c", "short") == "field.too_short password");
    CHECK(add("dk", coordinator_a, "a@b.c", "eleven sign") == "field.too_short password");
    CHECK(add("dk", coordinator_a, "a@b.c", std::string(129, 'x')) == "field.too_long password");
    CHECK(add("dk", coordinator_a, "A@b.c ", "a long password") == "");
    CHECK(add("dk", coordinator_b, "a@B.c", "a long password") == "people.email_taken email");
    CHECK(add("no", coordinator_no, "a@b.c", "a long password") == "");
    CHECK(add("dk", astrid_no, "b@b.c", "a long password") != ""); // no such person in this programme
}

TEST_CASE("an expired session is swept out at the next login, and a role that ended takes the office away at once")
{
    Cast cast;
    auto mette = cast.office(coordinator_a);
    MUST(cast.product->database->write([&](db::Session& session) -> Done {
        for (auto const& role : roles_of(session, "dk", coordinator_a))
            TRY(store::end_role(session, "dk", role.id, add_days(today, -1)));
        return store::delete_expired_sessions(session, "dk", ten_o_clock() + one_day);
    }));
    CHECK(cast.count("office_session") == 0);
    CHECK(cast.get(mette, "/api/me").status == 401);
    CHECK(cast.get(cast.office(coordinator_a), "/api/groups/" + group_a + "/people").status == 403);
}
