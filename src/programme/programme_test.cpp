// SPDX-License-Identifier: AGPL-3.0-or-later
// What an adaptation makes of the template, what it can never take away, and what is stale when the template moves on.
#include "app/test_cast.h"
#include "programme/rules.h"
#include "programme/store.h"
#include <random>

using namespace bydel;
using namespace bydel::programme;
using namespace bydel::test;

namespace {

Json item(std::string const& code, Json::Object more = {})
{
    Json made = Json::object({ { "code", code }, { "icon", code } });
    for (auto& [name, value] : more)
        made.set(name, value);
    return made;
}
Json document(Json::Array items)
{
    return Json::object({ { "template", "t" },
        { "lists", Json(Json::Array { Json::object({ { "list", "place" }, { "multiple", false }, { "items", Json(std::move(items)) } }) }) } });
}
Json const base = document({ item("home"), item("street"), item("library"), item("violence", { { "sensitive", true } }) });

Json operation(std::string const& op, std::string const& code, Json::Object more = {})
{
    Json made = Json::object({ { "op", op }, { "list", "place" }, { "code", code } });
    for (auto& [name, value] : more)
        made.set(name, value);
    return made;
}
Json own(std::string const& code, std::string const& parent)
{
    return operation("add", code, { { "parent", parent }, { "icon", "door" }, { "labels", Json::object({ { "da", "Vores" }, { "ar", "لنا" } }) } });
}
Json all_of(Json::Array operations) { return Json(std::move(operations)); }

std::string codes_of(std::vector<List> const& lists)
{
    std::vector<std::string> codes;
    for (auto const& choice : lists.front().items)
        codes.push_back((choice.hidden ? "(" : "") + choice.code + (choice.hidden ? ")" : ""));
    return join(codes, " ");
}
std::string applied(Json::Array operations) { return codes_of(apply(base, all_of(std::move(operations)))); }

std::string fault(Json::Array operations)
{
    auto done = check_operations(base, all_of(std::move(operations)));
    return done ? "" : done.error().key + " " + done.error().field;
}

} // namespace

TEST_CASE("an adaptation hides, shows again, moves and adds, in order")
{
    CHECK(applied({}) == "home street library violence");
    CHECK(applied({ operation("hide", "street") }) == "home (street) library violence");
    CHECK(applied({ operation("hide", "street"), operation("show", "street") }) == "home street library violence");
    CHECK(applied({ operation("move", "library", { { "before", "home" } }) }) == "library home street violence");
    CHECK(applied({ operation("move", "home", { { "before", Json() } }) }) == "street library violence home");
    CHECK(applied({ operation("move", "home", { { "before", "home" } }) }) == "home street library violence");
    CHECK(applied({ own("own_mosque", "home"), operation("move", "own_mosque", { { "before", "street" } }) }) == "home own_mosque street library violence");
    CHECK(applied({ own("own_mosque", "home"), operation("hide", "own_mosque") }) == "home street library violence (own_mosque)");
}

TEST_CASE("an own label speaks the asked language, else the first that the group gave")
{
    auto lists = apply(base, all_of({ operation("label", "street", { { "labels", Json::object({ { "da", "Gaden" }, { "ar", "الشارع" } }) } }) }));
    CHECK(own_label(lists.front().items[1], "ar") == "الشارع");
    CHECK(own_label(lists.front().items[1], "so") == "Gaden");
    CHECK(own_label(lists.front().items[0], "da") == "");
}

TEST_CASE("an own code counts as its parent, and is as sensitive")
{
    Vocabulary vocabulary({ { "", 3, base } }, { 3, all_of({ own("own_honour", "violence"), own("own_mosque", "home") }), 1 });
    CHECK(vocabulary.national("place", "own_honour") == "violence");
    CHECK(vocabulary.is_sensitive("place", "own_honour"));
    CHECK(!vocabulary.is_sensitive("place", "own_mosque"));
    CHECK(vocabulary.national("place", "street") == "street");
    CHECK(vocabulary.codes("place") == std::vector<std::string> { "home", "street", "library", "violence", "own_honour", "own_mosque" });
    CHECK(vocabulary.codes("themes").empty());
    CHECK(vocabulary.knows("place", "not_stated"));
    CHECK(!vocabulary.knows("place", "own_other"));
    CHECK(!vocabulary.knows("themes", "street"));
    CHECK(vocabulary.newest_version() == 3);
}

TEST_CASE("a code of an older version of the template stays known, so that old records can be read")
{
    Vocabulary vocabulary({ { "", 1, document({ item("kiosk"), item("home") }) }, { "", 2, base } }, {});
    CHECK(vocabulary.knows("place", "kiosk"));
    CHECK(vocabulary.knows("place", "street"));
    CHECK(vocabulary.newest_version() == 2);
}

TEST_CASE("an operation that cannot be done is named by its place")
{
    CHECK(fault({ operation("hide", "street"), operation("hide", "nowhere") }) == "overlay.unknown_item operations[1].code");
    CHECK(fault({ operation("shout", "street") }) == "overlay.bad_operation operations[0].op");
    CHECK(fault({ operation("move", "street", { { "before", "nowhere" } }) }) == "overlay.unknown_item operations[0].before");
    CHECK(fault({ operation("label", "street") }) == "field.missing operations[0].labels");
    CHECK(fault({ operation("label", "street", { { "labels", Json::object({ { "english", "Street" } }) } }) })
        == "overlay.bad_operation operations[0].labels.english");
    CHECK(fault({ own("mosque", "home") }) == "field.not_a_code operations[0].code");
    CHECK(fault({ own("own_mosque", "nowhere") }) == "overlay.unknown_item operations[0].parent");
    CHECK(fault({ own("own_mosque", "home"), own("own_mosque", "street") }) == "record.exists operations[1].code");
    CHECK(fault({ own("own_mosque", "home"), own("own_small", "own_mosque") }) == "overlay.unknown_item operations[1].parent");
    CHECK(fault({ own("own_mosque", "home"), operation("hide", "own_mosque") }) == "");
    CHECK(fault(Json::Array(501, operation("hide", "street"))) == "field.too_long operations");
}

TEST_CASE("no operations, good or bad, ever lose or invent a national code")
{
    std::mt19937 random(7);
    auto pick = [&](std::vector<std::string> const& from) { return from[random() % from.size()]; };
    std::vector<std::string> const codes { "home", "street", "library", "violence", "own_a", "own_b", "nowhere", "" };
    for (int round = 0; round < 5'000; ++round) {
        Json::Array operations;
        for (auto count = random() % 8; count > 0; --count) {
            auto one = operation(pick({ "hide", "show", "label", "add", "move", "erase", "" }), pick(codes));
            one.set("before", pick(codes));
            one.set("parent", pick(codes));
            if (random() % 2)
                one.set("labels", Json::object({ { "da", "x" } }));
            operations.push_back(std::move(one));
        }
        auto lists = apply(base, all_of(operations));
        std::multiset<std::string> national;
        for (auto const& choice : lists.front().items) {
            if (!choice.code.starts_with("own_") && choice.code != "nowhere" && choice.code != "")
                national.insert(choice.code);
        }
        CHECK(national == std::multiset<std::string> { "home", "library", "street", "violence" });
        if (check_operations(base, all_of(operations))) {
            for (auto const& choice : lists.front().items) {
                bool own_of_national = choice.code.starts_with("own_") && national.contains(choice.parent);
                CHECK((own_of_national || national.contains(choice.code)));
            }
        }
    }
}

namespace {

Json const with_worry = document({ item("home"), item("street"), item("worry", { { "protected", true } }) });

std::string worry_of(Json::Array operations)
{
    auto const lists = apply(with_worry, all_of(std::move(operations)));
    for (auto const& choice : lists.front().items) {
        if (choice.code == "worry")
            return (choice.hidden ? "hidden " : "") + (own_label(choice, "da").empty() ? std::string("national") : own_label(choice, "da"));
    }
    return "gone";
}

} // namespace

TEST_CASE("a protected code can neither be hidden nor renamed, and what was stored earlier is passed over")
{
    auto refused = [](Json one) {
        auto done = check_operations(with_worry, all_of({ operation("move", "worry", { { "before", "home" } }), std::move(one) }));
        return done ? "" : done.error().key + " " + done.error().field;
    };
    Json const renamed = operation("label", "worry", { { "labels", Json::object({ { "da", "Andet" } }) } });
    CHECK(refused(operation("hide", "worry")) == "overlay.protected_item operations[1].code");
    CHECK(refused(renamed) == "overlay.protected_item operations[1].code");
    CHECK(refused(operation("show", "worry")) == "");
    CHECK(refused(own("own_worry", "worry")) == "");
    CHECK(worry_of({ operation("hide", "worry") }) == "national");
    CHECK(worry_of({ renamed, operation("hide", "worry") }) == "national");
    CHECK(codes_of(apply(with_worry, all_of({ operation("move", "worry", { { "before", "home" } }) }))) == "worry home street");
    CHECK(codes_of(apply(with_worry, all_of({ own("own_worry", "worry"), operation("hide", "own_worry") }))) == "home street worry (own_worry)");
}

TEST_CASE("whatever a group does, the protected code stays to be chosen under its national name")
{
    std::mt19937 random(11);
    auto pick = [&](std::vector<std::string> const& from) { return from[random() % from.size()]; };
    for (int round = 0; round < 5'000; ++round) {
        Json::Array operations;
        for (auto count = random() % 9; count > 0; --count) {
            auto one = operation(pick({ "hide", "label", "add", "move", "show", "erase" }), pick({ "worry", "worry", "home", "own_worry", "" }));
            one.set("before", pick({ "home", "worry", "nowhere" }));
            one.set("parent", pick({ "worry", "home" }));
            one.set("retired", true);
            one.set("labels", Json::object({ { "da", "Andet" } }));
            operations.push_back(std::move(one));
        }
        CHECK(worry_of(operations) == "national");
    }
}

TEST_CASE("the shipped method protects the way of a worry and the word for violence, and says so to the office")
{
    Cast cast;
    auto mette = cast.office(coordinator_a);
    auto const path = "/api/groups/" + group_a;
    CHECK(cast.get(mette, path + "/template")
              .contains(R"("code":"worry","icon":"worry","label":"I am worried","retired":false,"hidden":false,"sensitive":false,"protected":true)"));
    auto in_list = [](std::string const& op, std::string const& list, std::string const& code) {
        return Json::object({ { "op", op }, { "list", list }, { "code", code }, { "labels", Json::object({ { "da", "Andet" } }) } });
    };
    for (auto const& one : { in_list("hide", "next_step", "worry"), in_list("label", "next_step", "worry"), in_list("hide", "themes", "violence") }) {
        auto answer = cast.put(mette, path + "/overlay", Json::object({ { "operations", Json(Json::Array { one }) } }));
        CHECK(answer.status == 422);
        CHECK(answer.key() == "overlay.protected_item");
        CHECK(answer.field() == "operations[0].code");
    }
    MUST(cast.product->database->write([&](db::Session& session) { // stored before the code was protected
        return store::put_overlay(
            session, "dk", group_a, { 1, Json(Json::Array { in_list("hide", "next_step", "worry"), in_list("label", "next_step", "worry") }), 1 });
    }));
    CHECK(cast.get(mette, path + "/template").contains(R"("code":"worry","icon":"worry","label":"I am worried","retired":false,"hidden":false)"));
    CHECK(!cast.get(mette, path + "/template?language=da").contains("Andet"));
}

TEST_CASE("drift names the operations whose item was retired, removed or changed since the base")
{
    auto newest = document({ item("home", { { "icon", "house" } }), item("street", { { "retired", true } }), item("violence") });
    auto stale = drift(base, newest,
        all_of({ operation("hide", "violence"), operation("hide", "street"), operation("label", "home"), own("own_x", "library"), operation("hide", "gone") }));
    std::string told;
    for (auto const& one : stale)
        told += to_json(one).dump();
    CHECK(told == R"({"operation":1,"what":"retired"}{"operation":2,"what":"changed"}{"operation":3,"what":"retired"})");
    CHECK(drift(base, base, all_of({ operation("hide", "street") })).empty());
}

TEST_CASE("a group's adaptation is its own: the other group's template and labels stay as they were")
{
    Cast cast;
    auto mette = cast.office(coordinator_a), hanne = cast.office(coordinator_b);
    auto before = cast.get(hanne, "/api/groups/" + group_b + "/template").text;
    Json operations(Json::Array { own("own_mosque", "community_house"), operation("hide", "online"),
        operation("label", "library", { { "labels", Json::object({ { "da", "Vores bibliotek" } }) } }) });
    auto answer = cast.put(mette, "/api/groups/" + group_a + "/overlay", Json::object({ { "base_version", 99 }, { "operations", operations } }));
    REQUIRE(answer.status == 200);
    CHECK(*answer.body["base_version"].as_integer() == 1);
    CHECK(answer.body["operations"] == operations);
    auto mine = cast.get(mette, "/api/groups/" + group_a + "/template?language=da");
    CHECK(mine.contains("Vores bibliotek"));
    CHECK(mine.contains("\"code\":\"own_mosque\""));
    CHECK(mine.contains("\"parent\":\"community_house\""));
    CHECK(before == cast.get(hanne, "/api/groups/" + group_b + "/template").text);
    auto pulled = cast.post(cast.phone(amina), "/api/sync/pull");
    CHECK(pulled.contains("own_mosque"));
    CHECK(!cast.post(cast.phone(hodan), "/api/sync/pull").contains("own_mosque"));
}

TEST_CASE("an own code is never removed and never means something else: left out, it is retired")
{
    Cast cast;
    auto mette = cast.office(coordinator_a);
    auto save = [&](Json::Array operations) {
        return cast.put(mette, "/api/groups/" + group_a + "/overlay", Json::object({ { "operations", Json(std::move(operations)) } }));
    };
    auto own_of = [](Answer const& answer) { return answer.body["operations"].as_array()->back(); };
    REQUIRE(save({ own("own_mosque", "community_house"), own("own_cafe", "community_house") }).status == 200);
    auto without = save({ own("own_mosque", "community_house") });
    REQUIRE(without.status == 200);
    CHECK(own_of(without).text("code") == "own_cafe");
    CHECK(*own_of(without)["retired"].as_bool());
    CHECK(cast.get(mette, "/api/groups/" + group_a + "/template").contains("\"code\":\"own_cafe\",\"icon\":\"door\",\"label\":\"Vores\",\"retired\":true"));
    CHECK(*own_of(save({}))["retired"].as_bool());
    auto other = save({ own("own_cafe", "library") });
    CHECK(other.key() == "record.exists");
    CHECK(other.field() == "operations[0].code");
    auto again = save({ own("own_mosque", "community_house"), own("own_cafe", "community_house") });
    REQUIRE(again.status == 200);
    CHECK(again.body["operations"].as_array()->size() == 2);
    CHECK(own_of(again)["retired"].is_null());
}

TEST_CASE("a moved code still says where it stood in the national list, and an own one stands nowhere there")
{
    Cast cast;
    auto mette = cast.office(coordinator_a);
    auto first = [&] {
        auto lists = cast.get(mette, "/api/groups/" + group_a + "/template").body["lists"];
        for (auto const& list : *lists.as_array()) {
            if (list.text("list") == "place")
                return list["items"].as_array()->front();
        }
        return Json();
    };
    auto const home = first().text("code");
    Json::Array operations { operation("move", "library", { { "before", home } }), own("own_mosque", "community_house") };
    REQUIRE(cast.put(mette, "/api/groups/" + group_a + "/overlay", Json::object({ { "operations", Json(std::move(operations)) } })).status == 200);
    CHECK(first().text("code") == "library");
    CHECK(first()["position"].as_number() == 5);
    CHECK(!cast.get(mette, "/api/groups/" + group_a + "/template").contains(R"("own_mosque","position")"));
}

TEST_CASE("installing the same content again changes nothing, and no journal row is written")
{
    Cast cast;
    auto before = cast.everything();
    for (std::string const programme_id : { "dk", "no" }) {
        MUST(cast.change(programme_id, [&](db::Session& session, journal::Journal& journal) -> Done {
            return install_method(session, journal, TRY(content_file("programmes/" + programme_id + ".json")));
        }));
    }
    CHECK(before == cast.everything());
}

TEST_CASE("whom to call in a worry reaches the phones of that group")
{
    Cast cast;
    auto phone = cast.phone(amina);
    auto position = cast.read([](db::Session& session) { return journal::last_sequence(session, "dk"); });
    auto epoch = cast.read([](db::Session& session) { return journal::epoch(session); });
    REQUIRE(cast.put(cast.office(coordinator_a), "/api/groups/" + group_a + "/contact",
                    Json::object({ { "contact_name", "Lone Ny" }, { "contact_phone", "20 12 34 56" } }))
                .status
        == 200);
    Json cursor = Json::object({ { "group:" + group_a, position } });
    auto pulled = cast.post(phone, "/api/sync/pull", Json::object({ { "epoch", epoch }, { "cursor", cursor } }));
    CHECK(pulled.contains("Lone Ny"));
    CHECK(cast.get(cast.office(coordinator_b), "/api/groups/" + group_b).contains("\"contact_name\":\"Hanne\""));
}

TEST_CASE("a phone gets the region of its group and of each help line, and nothing that is meant for whoever checks the facts")
{
    Cast cast;
    auto pulled = cast.post(cast.phone(amina), "/api/sync/pull");
    CHECK(pulled.contains(R"("town":"Odense","region":"syddanmark")"));
    CHECK(pulled.contains(R"("kind":"helpline","region":"midtjylland")"));
    CHECK(pulled.contains(R"("phone":"70113131")"));
    CHECK(pulled.contains(R"("source_title":"Politiet: Alarm 112")"));
    CHECK(!pulled.contains("source_note"));
    CHECK(!pulled.contains("source_seen"));
    CHECK(!pulled.contains("stored_copy"));
}

TEST_CASE("a help line that left the content leaves the phones")
{
    Cast cast;
    auto phone = cast.phone(amina);
    HelpLine const gone { id_of(950), "parents", "helpline", "", "ForældreTelefonen", "35555557", "help.child", "https://example.org/a", "A", "stored_copy", "",
        today, "not_reviewed", 9, 1 };
    MUST(cast.product->database->write([&](db::Session& session) { return store::put_help_line(session, "dk", gone); }));
    auto position = cast.read([](db::Session& session) { return journal::last_sequence(session, "dk"); });
    auto epoch = cast.read([](db::Session& session) { return journal::epoch(session); });
    MUST(cast.change("dk",
        [&](db::Session& session, journal::Journal& journal) -> Done { return install_method(session, journal, TRY(content_file("programmes/dk.json"))); }));
    auto pulled = cast.post(phone, "/api/sync/pull", Json::object({ { "epoch", epoch }, { "cursor", Json::object({ { "programme", position } }) } }));
    CHECK(pulled.contains("\"id\":\"" + id_of(950) + "\",\"deleted\":true"));
    for (auto const& line : cast.read([](db::Session& session) { return all_help_lines(session, "dk"); }))
        CHECK(line.code != "parents");
}

TEST_CASE("every help line is of a region of its programme, or of the whole country; only one doctor is called in each region")
{
    for (std::string const programme_id : { "dk", "no" }) {
        auto file = MUST(content_file("programmes/" + programme_id + ".json"));
        std::set<std::string> regions;
        for (auto const& code : *file["regions"].as_array())
            regions.insert(*code.as_string());
        std::multiset<std::string> doctors;
        for (auto const& line : *file["help_lines"].as_array()) {
            CHECK((line.text("region").empty() || regions.contains(line.text("region"))));
            if (line.text("call_when") == "help.doctor")
                doctors.insert(line.text("region"));
        }
        for (auto const& region : regions)
            CHECK(doctors.count(region) + doctors.count("") == 1);
    }
}
