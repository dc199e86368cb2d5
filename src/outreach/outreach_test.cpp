// SPDX-License-Identifier: AGPL-3.0-or-later
// What makes a conversation odd, what a worry stores, the author's mark, the coordinator's sheet, and unlinking after twelve months.
#include "app/test_cast.h"
#include "outreach/measures.h"
#include "outreach/rules.h"
#include "outreach/store.h"
#include "reporting/reporting.h"

using namespace bydel;
using namespace bydel::outreach;
using namespace bydel::test;

namespace {

programme::Vocabulary const& vocabulary()
{
    static programme::Vocabulary const known({ { "", 1, MUST(programme::content_file("templates/conversation.json")) } }, {});
    return known;
}

/// The reason for quarantine, or nothing; saved on `saved_on`, today being the day of the tests.
std::string judge(Json record, std::string const& saved_on = today)
{
    auto read = read_conversation(record, id_of(1));
    if (!read)
        return read.error().reason + " " + read.error().field;
    auto fault = find_fault(*read, { vocabulary(), today, saved_on });
    return fault ? fault->reason + " " + fault->field : "";
}
Json with(std::string const& field, Json value)
{
    auto record = Cast::conversation();
    record.set(field, std::move(value));
    return record;
}
Json without(std::string const& field)
{
    Json::Object members;
    auto const record = Cast::conversation();
    for (auto const& member : *record.as_object()) {
        if (member.first != field)
            members.push_back(member);
    }
    return Json(std::move(members));
}

std::optional<Conversation> find(Cast& cast, std::string const& id)
{
    return cast.read([&](db::Session& session) { return store::find(session, "dk", id); });
}
Json row_of(std::string const& id, std::string const& done_by = amina, std::string const& held_on = today)
{
    auto row = Cast::conversation(held_on);
    row.set("id", id);
    row.set("done_by", done_by);
    return row;
}
Answer send_sheet(Cast& cast, Who const& who, Json::Array rows, std::string const& group_id = group_a)
{
    return cast.post(who, "/api/groups/" + group_id + "/conversations", Json::object({ { "items", Json(std::move(rows)) } }));
}

} // namespace

TEST_CASE("a conversation may lie thirty days back from the day it was saved, and a day ahead for another time zone")
{
    CHECK(judge(Cast::conversation(today)) == "");
    CHECK(judge(Cast::conversation("2026-11-24")) == "");
    CHECK(judge(Cast::conversation("2026-11-25")) == "in_future held_on");
    CHECK(judge(Cast::conversation("2026-10-24")) == "");
    CHECK(judge(Cast::conversation("2026-10-23")) == "too_old held_on");
    CHECK(judge(Cast::conversation("2026-09-01"), "2026-09-20") == "");
    CHECK(judge(Cast::conversation("2026-08-25"), "2026-08-25") == "");
    CHECK(judge(Cast::conversation("2026-08-24"), "2026-08-24") == "late held_on");
    CHECK(judge(Cast::conversation(today), "2026-11-30") == "in_future held_on");
    CHECK(judge(Cast::conversation("2026-11-23"), "2026-11-20") == "in_future held_on");
}

TEST_CASE("codes are those of the template, and every field has its bounds")
{
    CHECK(judge(with("contact_way", "moonwalk")) == "unknown_code contact_way");
    CHECK(judge(with("place", "not_stated")) == "");
    CHECK(judge(with("meeting", "third")) == "unknown_code meeting");
    CHECK(judge(with("next_step", "worry")) == "");
    CHECK(judge(with("themes", Json::strings({ "money", "moon" }))) == "unknown_code themes[1]");
    CHECK(judge(with("activities", Json::strings({}))) == "");
    CHECK(judge(with("women", 0)) == "out_of_range women");
    CHECK(judge(with("women", 51)) == "out_of_range women");
    CHECK(judge(with("minutes", 601)) == "out_of_range minutes");
    CHECK(judge(with("ladder", 4)) == "out_of_range ladder");
    CHECK(judge(with("ladder", Json())) == "");
    CHECK(judge(with("language", "arabic")) == "wrong_type language");
    CHECK(judge(with("template_version", 2)) == "old_template template_version");
    CHECK(judge(with("held_on", 5)) == "wrong_type held_on");
    CHECK(judge(without("place")) == "missing place");
    CHECK(judge(without("ladder")) == "");
    CHECK(judge(Json(5)) == "wrong_type ");
}

TEST_CASE("a code that is said twice counts once, and what is no field of a conversation is not kept")
{
    auto record = with("themes", Json::strings({ "money", "leisure", "money" }));
    record.set("her_name", "Secret");
    record.set("group_id", group_b);
    record.set("author_mark", "forged");
    auto read = read_conversation(record, id_of(1));
    REQUIRE(read);
    CHECK(read->themes == std::vector<std::string> { "leisure", "money" });
    CHECK(read->group_id == "");
    CHECK(read->author_mark == "");
    CHECK(to_json(*read).dump().find("Secret") == std::string::npos);
}

TEST_CASE("what a person accepted is stored with 'not stated' for what cannot be understood")
{
    auto record = with("contact_way", "moonwalk");
    record.set("themes", Json::strings({ "moon", "money" }));
    record.set("women", 900);
    record.set("held_on", "yesterday");
    auto stored = made_storable(record, id_of(1), vocabulary(), "2026-11-20");
    CHECK(stored.contact_way == "not_stated");
    CHECK(stored.themes == std::vector<std::string> { "money" });
    CHECK(stored.women == 1);
    CHECK(stored.held_on == "2026-11-20");
    CHECK(stored.place == "library");
    CHECK(made_storable(Json(Json::Object()), id_of(1), vocabulary(), "2026-11-20").next_step == "not_stated");
}

TEST_CASE("minutes fall under the tile that was pressed")
{
    for (auto const& [minutes, tile] : std::vector<std::pair<int, std::string>> {
             { 0, "not_stated" }, { 1, "5" }, { 5, "5" }, { 6, "15" }, { 15, "15" }, { 30, "30" }, { 31, "60" }, { 90, "90" }, { 91, "120" }, { 600, "120" } })
        CHECK(minutes_band(minutes) == tile);
}

TEST_CASE("a conversation is counted under each of its answers, and what was not stated under that")
{
    Conversation made;
    made.women = 2;
    made.minutes = 40;
    made.themes = { "money", "leisure" };
    made.author_mark = "m";
    made.ladder = 2;
    auto codes_of = [](measure::Counted const& one, std::string_view dimension) {
        std::string codes;
        for (auto const& answer : one.answers)
            codes += answer.dimension == dimension ? answer.code + " " : "";
        return codes;
    };
    auto one = counted(made);
    CHECK(one.women == 2);
    CHECK(one.minutes == 40);
    CHECK(one.mark == "m");
    CHECK(!one.by_office);
    CHECK(codes_of(one, "themes") == "money leisure ");
    CHECK(codes_of(one, "minutes") == "60 ");
    CHECK(codes_of(one, "language") == "not_stated ");
    CHECK(codes_of(one, "ladder") == "2 ");
    made.ladder.reset();
    made.recorded_by = "p";
    CHECK(codes_of(counted(made), "ladder") == "");
    CHECK(counted(made).by_office);
    auto const declared = event();
    for (auto const& answer : one.answers)
        CHECK(declared.find(answer.dimension) != nullptr);
}

TEST_CASE("a worry is not stored with the conversation, from a phone or from a sheet")
{
    Cast cast;
    auto phone = cast.phone(amina);
    auto id = new_day_id(today);
    REQUIRE(cast.push(phone, cast.sealed(phone.device_id, "conversation", with("next_step", "worry"), id)).contains("stored"));
    CHECK(find(cast, id)->next_step == "not_stated");
    auto row = row_of(id_of(900));
    row.set("next_step", "worry");
    REQUIRE(send_sheet(cast, cast.office(coordinator_a), { row }).status == 200);
    CHECK(find(cast, id_of(900))->next_step == "not_stated");
    CHECK(cast.count("concern") == 0); // a concern is a record of its own, with no thread to this one
}

TEST_CASE("one mother has one mark in a group and year; marks differ between mothers, groups and years, and tell nothing")
{
    Cast cast;
    auto mark = [&](std::string const& who, std::string const& group_id, std::string const& day) {
        return find(cast, cast.converse(who, group_id, day).id)->author_mark;
    };
    auto first = mark(amina, group_a, "2026-01-02");
    CHECK(first == mark(amina, group_a, "2026-12-31"));
    CHECK(first != mark(amina, group_a, "2025-12-31"));
    CHECK(first != mark(amina, group_b, "2026-01-02"));
    CHECK(first != mark(zahra, group_a, "2026-01-02"));
    CHECK(first.size() == 16);
}

TEST_CASE("correcting the day over New Year changes the mark, and the group stays")
{
    Cast cast;
    cast.product->clock.stand_still(start_of("2026-01-05"));
    auto december = cast.converse(amina, group_a, "2025-12-30");
    auto january = cast.converse(amina, group_a, "2026-01-02");
    auto changed = *find(cast, december.id);
    changed.held_on = "2026-01-01";
    changed.group_id = group_b;
    changed.done_by = zahra;
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return add_conversation(session, journal, changed); }));
    auto stored = *find(cast, december.id);
    CHECK(stored.author_mark == find(cast, january.id)->author_mark);
    CHECK(stored.group_id == group_a);
    CHECK(*stored.done_by == amina);
    auto touched = cast.read([](db::Session& session) { return journal::after(session, "dk", 0, 100); });
    CHECK(touched.back().cells == "conversation|" + group_a + "|2025-12 conversation|" + group_a + "|2026-01");
}

TEST_CASE("after twelve months the author is gone, and the tallies stay as they were")
{
    Cast cast;
    cast.converse(amina, group_a, "2025-11-22");
    cast.converse(zahra, group_a, "2025-11-22");
    auto kept = cast.converse(amina, group_a, "2025-11-23");
    MUST(reporting::rebuild(cast.product->services(), "dk"));
    auto tallies = [&] { return cast.read([](db::Session& session) { return reporting::all_tallies(session, "dk"); }); };
    auto before = tallies();
    auto unlink = [&] { return MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return unlink_old(session, journal, today); })); };
    CHECK(unlink() == 2);
    CHECK(unlink() == 0);
    CHECK(find(cast, kept.id)->done_by == amina);
    MUST(reporting::rebuild(cast.product->services(), "dk"));
    CHECK(before == tallies());
    auto pulled = cast.post(cast.phone(zahra), "/api/sync/pull");
    CHECK(!pulled.contains("2025-11-22"));
}

TEST_CASE("the twenty-ninth of February has its twelve months too")
{
    Cast cast;
    cast.product->clock.stand_still(start_of("2028-02-29"));
    cast.converse(amina, group_a, "2027-02-27");
    cast.converse(amina, group_a, "2027-02-28");
    CHECK(MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return unlink_old(session, journal, "2028-02-29"); })) == 1);
}

TEST_CASE("a sheet is all or nothing, and sending it again stores nothing twice")
{
    Cast cast;
    auto mette = cast.office(coordinator_a);
    Json::Array rows;
    for (int i = 0; i < 40; ++i)
        rows.push_back(row_of(id_of(800 + i), i % 2 ? amina : zahra));
    auto bad = rows;
    bad[33].set("place", "moon");
    auto refused = send_sheet(cast, mette, bad);
    CHECK(refused.status == 422);
    CHECK(refused.field() == "items[33].place");
    CHECK(cast.count("conversation") == 0);
    for (int again = 0; again < 2; ++again)
        CHECK(send_sheet(cast, mette, rows).contains("\"stored\":40"));
    CHECK(cast.count("conversation") == 40);
    CHECK(send_sheet(cast, cast.office(helper_a), { rows[0] }).status == 409);
    CHECK(send_sheet(cast, mette, Json::Array(501, rows[0])).field() == "items");
}

TEST_CASE("a sheet is for those who were mothers of this group on that day")
{
    Cast cast;
    auto mette = cast.office(coordinator_a);
    auto day = [](char const* held_on, std::string const& who) { return row_of(id_of(810), who, held_on); };
    for (auto const& stranger : { hodan, astrid_no, leyla, coordinator_a, id_of(999) })
        CHECK(send_sheet(cast, mette, { day(today, stranger) }).key() == "people.no_role_on_day");
    CHECK(send_sheet(cast, mette, { day("2026-11-01", nour) }).field() == "items[0].done_by");
    CHECK(send_sheet(cast, mette, { day("2026-10-31", nour) }).status == 200); // she was here then
    CHECK(send_sheet(cast, mette, { row_of(id_of(811), amina, "2026-08-24") }).key() == "field.too_old");
    CHECK(send_sheet(cast, mette, { row_of(id_of(811), amina, "2026-11-25") }).key() == "field.in_future");
    CHECK(cast.count("conversation") == 1);
}

TEST_CASE("what was recorded is corrected and removed by its recorder for thirty days; her phone shows it to the mother")
{
    Cast cast;
    auto mette = cast.office(coordinator_a);
    auto path = "/api/groups/" + group_a + "/conversations/" + id_of(820);
    REQUIRE(send_sheet(cast, mette, { row_of(id_of(820)) }).status == 200);
    CHECK(cast.post(cast.phone(amina), "/api/sync/pull").contains(id_of(820)));
    auto changed = row_of(id_of(820));
    changed.set("women", 4);
    CHECK(*cast.put(mette, path, changed).body["women"].as_integer() == 4);
    CHECK(cast.put(cast.office(helper_a), path, changed).key() == "outreach.not_yours");
    CHECK(cast.put(mette, "/api/groups/" + group_a + "/conversations/" + id_of(821), changed).status == 404);
    cast.pass(31 * one_day);
    auto later = cast.office(coordinator_a);
    CHECK(cast.put(later, path, changed).key() == "outreach.too_late_to_change");
    CHECK(cast.send(later, http::Method::remove, path).key() == "outreach.too_late_to_change");
    CHECK(cast.count("conversation") == 1);
    CHECK(!cast.get(later, "/api/groups/" + group_a + "/conversations").contains(id_of(820)));
}

TEST_CASE("the pages are told how far back the office may record, and the server takes exactly that; all of it is listed while it can be corrected")
{
    Cast cast;
    auto mette = cast.office(coordinator_a);
    auto rules = cast.get(mette, "/api/groups/" + group_a + "/recording_rules").body;
    auto days_back = static_cast<int>(*rules["days_back"].as_integer());
    auto first = add_days(rules.text("today"), -days_back);
    CHECK(send_sheet(cast, mette, { row_of(id_of(830), amina, first) }).status == 200);
    CHECK(send_sheet(cast, mette, { row_of(id_of(831), amina, add_days(first, -1)) }).key() == "field.too_old");
    for (auto const& [field, most] : { std::pair { "women", "women_at_most" }, { "minutes", "minutes_at_most" } }) {
        auto row = row_of(id_of(832), amina);
        row.set(field, *rules[most].as_integer() + 1);
        CHECK(send_sheet(cast, mette, { row }).key() == "field.out_of_range");
        row.set(field, *rules[most].as_integer());
        row.set("id", new_day_id(today));
        CHECK(send_sheet(cast, mette, { row }).status == 200);
    }
    auto list = [&](Who const& who) { return cast.get(who, "/api/groups/" + group_a + "/conversations"); };
    CHECK(list(mette).contains(id_of(830)));
    cast.pass(*rules["editable_days"].as_integer() * one_day);
    CHECK(list(cast.office(coordinator_a)).contains(id_of(830)));
    cast.pass(one_day);
    CHECK(!list(cast.office(coordinator_a)).contains(id_of(830)));
}

TEST_CASE("in the office it is the day of the programme's time zone, and every answer says which")
{
    Cast cast;
    cast.product->clock.stand_still(start_of(today) + 23 * 60 * one_minute + 30 * one_minute); // half past midnight in Copenhagen and in Oslo
    auto const tomorrow = add_days(today, 1);
    for (auto const& [who, programme_id, group] : { std::tuple { coordinator_a, "dk", group_a }, { coordinator_no, "no", group_no } }) {
        auto session = cast.office(who, programme_id);
        auto me = cast.get(session, "/api/me");
        CHECK(me.body.text("today") == tomorrow);
        CHECK(me.header("Bydel-Today") == tomorrow);
        CHECK(cast.get(session, "/api/groups/" + group + "/recording_rules").body.text("today") == tomorrow);
    }
    auto mette = cast.office(coordinator_a);
    auto stored = send_sheet(cast, mette, { row_of(id_of(840), amina, tomorrow) });
    CHECK(stored.status == 200);
    CHECK(stored.header("Bydel-Today") == tomorrow);
    CHECK(
        cast.read([](db::Session& session) { return session.query_one("SELECT saved_on FROM conversation WHERE id = $1", id_of(840))->text(0); }) == tomorrow);
    CHECK(send_sheet(cast, mette, { row_of(id_of(841), amina, add_days(tomorrow, 2)) }).key() == "field.in_future");
    CHECK(cast.get(cast.phone(amina), "/api/sync/key").header("Bydel-Today").empty());
}

TEST_CASE("no clock time of a conversation is kept anywhere")
{
    Cast cast;
    auto made = cast.converse(amina, group_a, today);
    auto row = cast.read(
        [&](db::Session& session) { return *session.query_one("SELECT occurred_on FROM journal WHERE programme_id = $1 AND entity_id = $2", "dk", made.id); });
    CHECK(row.text(0) == today);
    CHECK(made.id.substr(0, 13) == new_day_id(today).substr(0, 13));
}
