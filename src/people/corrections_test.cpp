// SPDX-License-Identifier: AGPL-3.0-or-later
// Mistakes with people as the office makes and mends them, and one request sent twice. What the numbers do: app/sync_corrections_test.cpp.
#include "app/test_cast.h"

using namespace bydel;
using namespace bydel::test;

namespace {

Json object(std::initializer_list<Json::Member> members) { return Json::object(members); }

struct Office {
    Cast cast;
    Who mette = cast.office(coordinator_a), hanne = cast.office(coordinator_b);

    static std::string people_of(std::string const& group_id) { return "/api/groups/" + group_id + "/people"; }
    Answer act(std::string const& person_id, std::string const& act, Json const& body = Json(Json::Object()))
    {
        cast.pass(one_second);
        return cast.post(mette, people_of(group_a) + "/" + person_id + "/" + act, body);
    }
    Answer act_in_b(std::string const& person_id, std::string const& act, Json const& body = Json(Json::Object()))
    {
        cast.pass(one_second);
        return cast.post(hanne, people_of(group_b) + "/" + person_id + "/" + act, body);
    }
    Answer add(Json const& body) { return cast.post(mette, people_of(group_a), body); }
    Json person(std::string const& person_id)
    {
        auto answer = cast.get(mette, people_of(group_a));
        for (auto const& one : *answer.body["people"].as_array()) {
            if (one.text("person_id") == person_id)
                return one;
        }
        return {};
    }
    std::string group_on(std::string const& person_id, std::string const& day)
    {
        return cast.read([&](db::Session& session) { return people::group_on(session, "dk", person_id, day).value_or("none"); });
    }
    std::string acts(std::string const& person_id)
    {
        auto answer = cast.get(mette, people_of(group_a) + "/" + person_id + "/history");
        std::vector<std::string> all;
        for (auto const& change : *answer.body["changes"].as_array())
            all.push_back(change.text("act"));
        return join(all, " ");
    }
};

Json left(std::string const& day) { return object({ { "left_on", day } }); }
Json moved(std::string const& day) { return object({ { "to_group_id", group_b }, { "moved_on", day } }); }

} // namespace

TEST_CASE("a leave is corrected to another day, and taken back; the history keeps each with what stood there before")
{
    Office office;
    CHECK(office.act(amina, "leave/correct", left("2026-11-20")).key() == "people.not_left");
    CHECK(office.act(amina, "leave/take_back").status == 200); // nothing to take back is no fault: the first answer may have been lost
    REQUIRE(office.act(amina, "leave", left("2026-11-20")).status == 200);
    CHECK(office.act(amina, "leave/correct", left("2025-12-31")).key() == "people.left_before_joined");
    CHECK(office.act(amina, "leave/correct", left("2026-11-25")).key() == "field.in_future");
    CHECK(office.act(amina, "leave/correct", left("2026-11-22")).status == 200);
    CHECK(office.group_on(amina, "2026-11-22") == group_a);
    CHECK(office.group_on(amina, today) == "none");
    CHECK(office.act(amina, "leave/take_back").status == 200);
    CHECK(office.group_on(amina, today) == group_a);
    CHECK(office.person(amina)["left_on"].is_null());
    CHECK(office.acts(amina) == "taken_back corrected left");
    auto history = office.cast.get(office.mette, Office::people_of(group_a) + "/" + amina + "/history");
    CHECK(history.contains(R"("was_ends_on":"2026-11-20")"));
    CHECK(history.contains("Mette Coordinator"));
    CHECK(office.cast.count("person") == 12);
}

TEST_CASE("a move made by mistake today is taken back today by who made it, or by the other group")
{
    Office office;
    REQUIRE(office.act(amina, "move", moved(today)).status == 200);
    CHECK(office.act(amina, "move", moved(today)).status == 200); // said twice is said once
    CHECK(office.act(amina, "move", moved("2026-11-20")).key() == "people.already_left");
    CHECK(office.person(amina)["moved"].text("to_group") == "Beta group");
    SUBCASE("the coordinator who moved her")
    {
        CHECK(office.act(amina, "move/take_back").status == 200);
        CHECK(office.act(amina, "move/take_back").status == 200);
    }
    SUBCASE("the coordinator who got her") { CHECK(office.act_in_b(amina, "move/take_back").status == 200); }
    CHECK(office.group_on(amina, today) == group_a);
    CHECK(office.person(amina)["left_on"].is_null());
    CHECK(office.person(amina)["moved"].is_null());
    CHECK(office.acts(amina) == "taken_back moved");
    CHECK(office.act_in_b(amina, "leave", left(today)).status == 404);
}

TEST_CASE("the day of a move is corrected for both groups, never so that a role ends before it began")
{
    Office office;
    REQUIRE(office.act(amina, "move", moved(today)).status == 200);
    CHECK(office.act(amina, "move/correct", object({ { "moved_on", "2026-01-01" } })).key() == "people.left_before_joined");
    CHECK(office.act(amina, "move/correct", object({ { "moved_on", "2026-11-18" } })).status == 200);
    CHECK(office.group_on(amina, "2026-11-17") == group_a);
    CHECK(office.group_on(amina, "2026-11-18") == group_b);
    CHECK(office.cast.put(office.hanne, Office::people_of(group_b) + "/" + amina, object({ { "display_name", "Amina" }, { "joined_on", "2026-11-20" } })).status
        == 200);
    CHECK(office.group_on(amina, "2026-11-19") == group_a);
    CHECK(office.act(zahra, "move/correct", object({ { "moved_on", today } })).key() == "people.not_moved");
}

TEST_CASE("a group from which she moved may take the move back for thirty days, and not once she left the other or one that never had her")
{
    Office office;
    REQUIRE(office.act(amina, "move", moved(today)).status == 200);
    CHECK(office.act(nour, "move/take_back").key() == "people.already_left"); // moved before there was a history: group B decides
    SUBCASE("later")
    {
        office.cast.pass(31 * one_day);
        office.mette = office.cast.office(coordinator_a);
        office.hanne = office.cast.office(coordinator_b);
        CHECK(office.person(amina)["moved"]["can_correct"] == Json(false));
    }
    SUBCASE("she left the other group") { REQUIRE(office.act_in_b(amina, "leave", left(today)).status == 200); }
    CHECK(office.act(amina, "move/take_back").key() == "people.already_left");
    CHECK(office.act(hodan, "move/take_back").status == 404);
    CHECK(office.act_in_b(zahra, "leave/take_back").status == 404);
}

TEST_CASE("the day she joined can be corrected, and she who left returns as the same person")
{
    Office office;
    auto joined = [&](std::string const& person_id, std::string const& day) {
        return office.cast.put(
            office.mette, Office::people_of(group_a) + "/" + person_id, object({ { "display_name", "Amina Alfasdottir" }, { "joined_on", day } }));
    };
    CHECK(joined(amina, "2026-02-15").status == 200);
    CHECK(office.person(amina).text("joined_on") == "2026-02-15");
    CHECK(office.group_on(amina, "2026-02-14") == "none");
    CHECK(joined(amina, "2026-11-25").key() == "field.in_future");
    CHECK(joined(leyla, "2026-07-01").key() == "people.left_before_joined");

    auto back = [&](std::string const& person_id, std::string const& day) { return office.act(person_id, "return", object({ { "returned_on", day } })); };
    CHECK(back(amina, today).key() == "people.still_here");
    CHECK(back(leyla, "2026-06-30").key() == "people.returned_before_left");
    CHECK(back(leyla, "2026-11-01").status == 200);
    CHECK(back(leyla, "2026-11-01").status == 200);
    CHECK(office.group_on(leyla, "2026-10-31") == "none");
    CHECK(office.group_on(leyla, today) == group_a);
    CHECK(office.person(leyla).text("state") == "active");
    CHECK(joined(leyla, "2026-06-15").key() == "people.returned_before_left");
    CHECK(office.act(leyla, "invitation", object({ { "purpose", "enrol" } })).status == 201);
    CHECK(office.cast.count("person") == 12);
}

TEST_CASE("erasing takes the history with her, and her name out of what she changed for others")
{
    Office office;
    REQUIRE(office.act(amina, "leave", left(today)).status == 200);
    REQUIRE(office.act(zahra, "leave", left(today)).status == 200);
    MUST(office.cast.change(
        "dk", [&](db::Session& session, journal::Journal& journal) { return people::erase_person(session, journal, app::slices(), coordinator_a); }));
    MUST(office.cast.change(
        "dk", [&](db::Session& session, journal::Journal& journal) { return people::erase_person(session, journal, app::slices(), amina); }));
    CHECK(office.cast.everything().find(amina) == std::string::npos);
    CHECK(office.cast.everything().find(coordinator_a) == std::string::npos);
    CHECK(office.cast.count("role_history") == 1);
}

TEST_CASE("adding a mother twice with one id adds one, and an equal name is asked about")
{
    Office office;
    auto yasmin = object({ { "person_id", id_of(801) }, { "display_name", "Yasmin Ali" } });
    auto first = office.add(yasmin), again = office.add(yasmin);
    CHECK(first.status == 201);
    CHECK(again.status == 201);
    CHECK(first.text == again.text);
    auto before = office.cast.everything();
    CHECK(office.cast.post(office.hanne, Office::people_of(group_b), yasmin).key() == "record.exists");
    for (auto const* name : { "yasmin  ALI", "Yasmin\u00a0Ali\u200b" }) {
        auto asked = office.add(object({ { "person_id", id_of(802) }, { "display_name", name } }));
        CHECK(asked.status == 409);
        CHECK(asked.key() == "people.same_name");
        CHECK(asked.body["params"].text("person_id") == id_of(801));
        CHECK(asked.body["params"].text("state") == "here");
    }
    CHECK(office.add(object({ { "display_name", "Leyla Leftsdottir" } })).body["params"].text("state") == "left");
    CHECK(office.add(object({ { "display_name", "Nour Movedsdottir" } })).body["params"].text("state") == "moved");
    CHECK(before == office.cast.everything());
    CHECK(office.add(object({ { "person_id", id_of(802) }, { "display_name", "Yasmin Ali" }, { "another", true } })).status == 201);
    CHECK(office.cast.post(office.hanne, Office::people_of(group_b), object({ { "display_name", "Yasmin Ali" } })).status
        == 201); // another group's is none of ours
}

TEST_CASE("a telephone number is kept as E.164 and shown with spaces; an old one that is none stays until it is changed")
{
    Office office;
    auto change = [&](std::string const& phone) {
        return office.cast.put(office.mette, Office::people_of(group_a) + "/" + amina, object({ { "display_name", "Amina" }, { "phone", phone } }));
    };
    auto shown = office.person(amina).text("phone"); // the cast's is none: "+45 00000011"
    CHECK(change(shown).status == 200);
    CHECK(office.person(amina).text("phone") == shown);
    for (auto const* wrong : { "abc", "1", "+45 00000012" }) {
        CHECK(change(wrong).key() == "field.not_a_phone_number");
        CHECK(change(wrong).field() == "phone");
    }
    CHECK(change("\u0662\u0660 \u0661\u0662 \u0663\u0664 \u0665\u0666").status == 200);
    CHECK(office.person(amina).text("phone") == "+45 20 12 34 56");
    CHECK(
        office.cast.read([&](db::Session& session) { return people::find_person(session, office.cast.product->vault, "dk", amina)->phone; }) == "+4520123456");
    CHECK(change("+45 20 12 34 56").status == 200);
    CHECK(change("").status == 200);
    CHECK(office.person(amina)["phone"].is_null());
}

TEST_CASE("the month says whether the group's contact can be called, and an old number that is none is kept")
{
    Office office;
    auto missing = [&](int count) {
        auto const notice = R"({"notice":"programme.no_contact","count":)" + std::to_string(count) + "}";
        return office.cast.get(office.mette, "/api/groups/" + group_a + "/month").contains(notice);
    };
    auto contact = [&](std::string const& phone) {
        return office.cast.put(office.mette, "/api/groups/" + group_a + "/contact", object({ { "contact_name", "Mette" }, { "contact_phone", phone } }));
    };
    CHECK(missing(1)); // "11111111"
    CHECK(office.cast.get(office.mette, "/api/groups/" + group_a).body.text("contact_phone") == "11111111");
    CHECK(contact("abc").key() == "field.not_a_phone_number");
    CHECK(office.cast.get(office.mette, "/api/groups/" + group_a).body.text("contact_phone") == "11111111");
    CHECK(contact("0045 20123456").status == 200);
    CHECK(missing(0));
    CHECK(office.cast.post(office.cast.phone(amina), "/api/sync/pull").contains("+45 20 12 34 56"));
    CHECK(contact("").status == 200);
    CHECK(missing(1));
}

TEST_CASE("an invitation's picture has its dark squares in one path and its ground in none, and the words are in her language")
{
    Office office;
    auto services = office.cast.product->services();
    services.public_origin = "https://bydel.example";
    http::Api api(services, app::slices().routes(), office.cast.product->gate());
    http::Request request;
    request.method = post;
    REQUIRE(http::read_target(request, Office::people_of(group_a) + "/" + amina + "/invitation"));
    request.headers
        = { { "host", "bydel.test" }, { "sec-fetch-site", "same-origin" }, { "content-type", "application/json" }, { "cookie", office.mette.cookie } };
    request.body = R"({"purpose":"enrol"})";
    auto body = MUST(parse_json(api.handle(request).body));
    auto svg = body.text("qr_svg");
    CHECK(svg.find("<path d=") != std::string::npos);
    CHECK(svg.find("<path d=") == svg.rfind("<path"));
    CHECK(svg.find("<rect") != std::string::npos);
    auto link = body.text("link");
    CHECK(link.starts_with("https://bydel.example/#i=dk."));
    auto message = body.text("message");
    CHECK(message == office.cast.product->messages->say("en", "message.invitation") + "\n" + link);
    MUST(office.cast.change("dk", [](db::Session& session, journal::Journal&) { return people::store::set_language(session, "dk", amina, "ar"); }));
    auto arabic = office.act(amina, "invitation", object({ { "purpose", "enrol" } })).body.text("message");
    CHECK(arabic.starts_with(office.cast.product->messages->say("ar", "message.invitation")));
    MUST(office.cast.change("dk", [](db::Session& session, journal::Journal&) { return people::store::set_language(session, "dk", amina, "so"); }));
    auto danish = office.act(amina, "invitation", object({ { "purpose", "enrol" } })).body.text("message"); // no Somali words yet: the programme's first
    CHECK(danish.starts_with(office.cast.product->messages->say("da", "message.invitation")));
}
