// SPDX-License-Identifier: AGPL-3.0-or-later
// Bad input: every field of every body with values of the wrong type and out of bounds, and bodies that are no JSON at all. Each is a problem
// that names the field in English, Danish and Arabic; nothing is stored.
#include "app/test_cast.h"
#include "platform/http/test_client.h"
#include <filesystem>
#include <fstream>

using namespace bydel;
using namespace bydel::test;
using http::Method;

namespace {

enum class Sender { nobody, coordinator, phone };

/// A body that is right but for the place of `field`, where the bad value is put.
struct Form {
    Sender sender;
    Method method;
    std::string path;
    std::function<Json(std::string const& field, Json bad)> body;
    std::vector<std::pair<std::string, Kind>> fields;
    std::set<std::string> may_be_null = {};
    std::string prefix = {}; ///< of the problem's field
};

Form plain(Sender sender, Method method, std::string path, Json right, std::vector<std::pair<std::string, Kind>> fields, std::set<std::string> may_be_null = {})
{
    return { sender, method, std::move(path),
        [right](std::string const& field, Json bad) {
            auto body = right;
            body.set(field, std::move(bad));
            return body;
        },
        std::move(fields), std::move(may_be_null) };
}

Form in_items(Json row, std::vector<std::pair<std::string, Kind>> fields)
{
    auto form = plain(Sender::coordinator, post, "/api/groups/" + group_a + "/conversations", row, std::move(fields), { "ladder", "language" });
    form.body = [inner = form.body, row](std::string const& field, Json bad) {
        return Json::object({ { "items", Json(Json::Array { row, inner(field, std::move(bad)) }) } });
    };
    form.prefix = "items[1].";
    return form;
}

Json row_of(std::string const& id)
{
    auto row = Cast::conversation();
    row.set("id", id);
    row.set("done_by", amina);
    return row;
}

std::vector<Form> forms()
{
    std::string const group = "/api/groups/" + group_a, person = group + "/people/" + amina;
    using enum Kind;
    Json const person_body = Json::object({ { "display_name", "Yasmin" }, { "language", "da" }, { "phone", "20123456" }, { "joined_on", today } });
    std::vector<std::pair<std::string, Kind>> const conversation { { "held_on", day }, { "women", number }, { "meeting", code }, { "contact_way", code },
        { "place", code }, { "activities", nested }, { "themes", nested }, { "minutes", number }, { "next_step", code }, { "ladder", number },
        { "language", language } };
    auto sheet = conversation;
    sheet.emplace_back("id", id);
    sheet.emplace_back("done_by", id);
    std::string const corrected = id_of(900);
    return {
        plain(Sender::nobody, post, "/api/login", Json::object({ { "email", "a@b.c" }, { "password", "x" } }),
            { { "email", text }, { "password", text }, { "programme_id", code } }, { "programme_id" }),
        plain(Sender::coordinator, post, "/api/me/language", Json(Json::Object()), { { "language", language } }),
        plain(Sender::nobody, post, "/api/enrol/check", Json(Json::Object()), { { "token", text } }),
        plain(Sender::nobody, post, "/api/enrol", Json::object({ { "token", "dk.x" }, { "language", "da" } }),
            { { "token", text }, { "language", language }, { "device_id", id } }, { "device_id" }),
        plain(Sender::coordinator, post, group + "/people", person_body,
            { { "display_name", text }, { "language", language }, { "phone", text }, { "joined_on", day } }, { "language", "phone", "joined_on" }),
        plain(
            Sender::coordinator, put, person, person_body, { { "display_name", text }, { "language", language }, { "phone", text } }, { "language", "phone" }),
        plain(Sender::coordinator, post, person + "/invitation", Json(Json::Object()), { { "purpose", code } }),
        plain(Sender::coordinator, post, person + "/leave", Json(Json::Object()), { { "left_on", day } }),
        plain(Sender::coordinator, post, person + "/move", Json::object({ { "to_group_id", group_b }, { "moved_on", today } }),
            { { "to_group_id", id }, { "moved_on", day } }),
        plain(Sender::coordinator, put, group + "/contact", Json::object({ { "contact_name", "Lone" }, { "contact_phone", "20123456" } }),
            { { "contact_name", text }, { "contact_phone", text } }),
        plain(Sender::coordinator, put, group + "/overlay", Json(Json::Object()), { { "operations", nested } }),
        plain(Sender::coordinator, post, group + "/conversations", Json(Json::Object()), { { "items", nested } }),
        plain(Sender::coordinator, put, group + "/conversations/" + corrected, row_of(corrected), conversation, { "ladder", "language" }),
        in_items(row_of(id_of(950)), sheet),
        plain(Sender::coordinator, post, group + "/concerns/" + id_of(901), Json::object({ { "passed_to", "police" } }),
            { { "passed_to", code }, { "passed_on", day }, { "closed_on", day } }, { "passed_to", "passed_on", "closed_on" }),
        plain(Sender::phone, post, "/api/sync/push", Json(Json::Object()), { { "items", nested } }),
    };
}

/// Values that no field of that kind takes.
std::vector<Json> bad_values(Kind kind)
{
    std::vector<Json> bad { Json(true), Json(1e300), Json(9.5), Json(-1), Json(Json::Object()), Json::object({ { "a", "b" } }) };
    if (kind != Kind::nested)
        bad.insert(bad.end(), { Json(Json::Array()), Json(Json::Array { Json("x") }) });
    else
        bad.insert(bad.end(), { Json("x"), Json(Json::Array { Json(5) }), Json(Json::Array { Json(Json::Array()) }), Json(Json::Array(5000, Json("street"))) });
    if (kind == Kind::number)
        bad.insert(bad.end(), { Json("1"), Json(std::numeric_limits<std::int64_t>::max()), Json(std::numeric_limits<std::int64_t>::min()), Json(601) });
    if (kind == Kind::day)
        bad.insert(bad.end(), { Json("2026-02-30"), Json("2026-1-1"), Json("yesterday"), Json("2027-01-01"), Json("2026-11-23T10:00"), Json("۲۰۲۶-۱۱-۲۳") });
    if (kind != Kind::number && kind != Kind::nested) {
        std::string zero("a\0b", 3);
        bad.insert(bad.end(),
            { Json(zero), Json("tab\tand\x1b"), Json(std::string(40'000, 'a')), Json("\xff\xfe"), Json("\xc3"), Json("\xed\xa0\x80"),
                Json("\xe2\x80\xae' OR 1=1; --\x01") });
    }
    if (kind == Kind::code || kind == Kind::id || kind == Kind::language)
        bad.insert(bad.end(), { Json("Moonwalk!"), Json("moonwalk_of_1969"), Json("") });
    return bad;
}

/// In all three languages there is a sentence for the problem, and a word for its field.
void check_words(Cast& cast, Answer const& answer)
{
    auto field = answer.field();
    auto last = field.substr(field.rfind('.') == std::string::npos ? 0 : field.rfind('.') + 1);
    last = last.substr(0, last.find('['));
    for (auto const& language : languages()) {
        CAPTURE(language);
        CAPTURE(answer.key());
        CAPTURE(field);
        CHECK(cast.product->messages->raw(language, "problem." + answer.key()) != "");
        if (!last.empty())
            CHECK(cast.product->messages->raw(language, "problem.field.name." + last) != "");
    }
}

} // namespace

TEST_CASE("every field of every body refuses what it cannot be, by name, and nothing is stored")
{
    Cast cast;
    Who const nobody, mette = cast.office(coordinator_a), phone = cast.phone(amina);
    REQUIRE(
        cast.post(mette, "/api/groups/" + group_a + "/conversations", Json::object({ { "items", Json(Json::Array { row_of(id_of(900)) }) } })).status == 200);
    REQUIRE(cast.push(phone, cast.sealed(phone.device_id, "concern", Json::object({ { "raised_on", today } }), id_of(901))).contains("stored"));
    auto before = cast.everything();
    int tried = 0;
    for (auto const& form : forms()) {
        for (auto const& [field, kind] : form.fields) {
            auto values = bad_values(kind);
            if (!form.may_be_null.contains(field))
                values.emplace_back();
            for (auto const& value : values) {
                auto body = form.body(field, value).dump();
                CAPTURE(form.path);
                CAPTURE(body.substr(0, 600));
                auto answer = cast.send_text(form.sender == Sender::nobody ? nobody
                        : form.sender == Sender::phone                     ? phone
                                                                           : mette,
                    form.method, form.path, body);
                if ((answer.status == 200 && form.sender == Sender::phone) || (answer.status == 401 && field == "programme_id"))
                    continue; // each item of a batch is answered by itself; a login does not say which programmes there are
                CAPTURE(answer.text.substr(0, 300));
                bool in_field = answer.status == 422 && answer.field().starts_with(form.prefix + field);
                bool no_text = answer.status == 400 && answer.key() == "body.malformed";
                CHECK((in_field || no_text));
                check_words(cast, answer);
                ++tried;
            }
        }
    }
    CHECK(tried > 800);
    CHECK(before == cast.everything());
}

TEST_CASE("a missing field is named, in the language of the one who is asked")
{
    Cast cast;
    auto path = "/api/groups/" + group_a + "/people";
    for (auto const& [language, word] : { std::pair { "en", "Name" }, { "da", "Navn" }, { "ar", "الاسم" } }) {
        auto who = cast.office(coordinator_a);
        REQUIRE(cast.post(who, "/api/me/language", Json::object({ { "language", language } })).status == 200);
        auto answer = cast.post(who, path);
        CHECK(answer.status == 422);
        CHECK(answer.field() == "display_name");
        CHECK(answer.header("Content-Language") == language);
        CAPTURE(answer.text);
        auto name = cast.product->messages->raw(language, "problem.field.name.display_name");
        CHECK(name.find(word) != std::string::npos);
        CHECK(answer.body.text("detail").find(name) != std::string::npos);
    }
    auto guest = cast.send_text({}, post, "/api/login", "{}", { { "accept-language", "ar-EG, en;q=0.5" } });
    CHECK(guest.header("Content-Language") == "ar");
}

TEST_CASE("bodies that are no JSON, or more than JSON, are malformed and nothing is stored")
{
    Cast cast;
    auto mette = cast.office(coordinator_a), phone = cast.phone(amina);
    auto before = cast.everything();
    std::string deep(50'000, '['), closed = std::string(33, '[') + std::string(33, ']');
    for (std::string const& body : { std::string("{"), std::string("nonsense"), std::string("{}{}"), std::string("{\"a\":1,\"a\":2}"), std::string("{'a':1}"),
             std::string("{\"display_name\":\"\xff\"}"), std::string("\xef\xbb\xbf{}"), std::string("{\"a\":NaN}"), std::string("{\"a\":\"\\ud800\"}"),
             std::string("{\"a\":1,}"), std::string("\0{}", 3), deep, closed }) {
        for (auto const& [who, path] : { std::pair { mette, "/api/groups/" + group_a + "/people" }, { mette, "/api/groups/" + group_a + "/conversations" },
                 { phone, std::string("/api/sync/push") }, { phone, std::string("/api/sync/pull") }, { Who {}, std::string("/api/enrol") } }) {
            CAPTURE(path);
            CAPTURE(body.substr(0, 60));
            auto answer = cast.send_text(who, post, path, body);
            CHECK(answer.status == 400);
            CHECK(answer.key() == "body.malformed");
        }
    }
    CHECK(before == cast.everything());
}

TEST_CASE("JSON of the wrong shape never breaks a route")
{
    Cast cast;
    auto mette = cast.office(coordinator_a), phone = cast.phone(amina);
    REQUIRE(
        cast.post(mette, "/api/groups/" + group_a + "/conversations", Json::object({ { "items", Json(Json::Array { row_of(id_of(900)) }) } })).status == 200);
    auto before = cast.everything();
    for (auto const& form : forms()) {
        for (std::string const body : { "[]", "[1]", "5", "\"text\"", "null", "true", "{\"items\":{}}", "{\"items\":[null]}", "{\"operations\":[null]}" }) {
            CAPTURE(form.path);
            CAPTURE(body);
            auto answer = cast.send_text(form.sender == Sender::nobody ? Who {} : form.sender == Sender::phone ? phone : mette, form.method, form.path, body);
            CAPTURE(answer.text);
            CHECK(answer.status < 500);
            bool optional_only = form.path.find("/concerns/") != std::string::npos || answer.contains("refused");
            CHECK((answer.status >= 400 || optional_only));
        }
    }
    for (std::string const body :
        { "[]", "5", "{\"cursor\":5,\"scopes\":{},\"epoch\":[]}", "{\"cursor\":{\"programme\":-9e18},\"scopes\":[5,\"library:../x\",null]}",
            "{\"cursor\":{\"programme\":\"x\",\"person:x\":1,\"\":1}}", "{\"cursor\":[1]}" })
        CHECK(cast.send_text(phone, post, "/api/sync/pull", body).status == 200);
    CHECK(before == cast.everything());
}

TEST_CASE("a small question has no large answer: lists are sets with a small limit")
{
    Cast cast;
    auto phone = cast.phone(amina);
    auto asking = [](std::size_t times) {
        Json::Array scopes(times, Json("library:ar"));
        return Json::object({ { "epoch", "" }, { "cursor", Json(Json::Object()) }, { "scopes", Json(std::move(scopes)) } });
    };
    auto once = cast.post(phone, "/api/sync/pull", asking(1));
    REQUIRE(once.status == 200);
    CHECK(cast.post(phone, "/api/sync/pull", asking(100)).text == once.text);
    CHECK(cast.post(phone, "/api/sync/pull", asking(101)).field() == "scopes");
    Json cursor { Json::Object() };
    for (int i = 0; i <= 100; ++i)
        cursor.set("group:" + std::to_string(i), 1);
    CHECK(cast.post(phone, "/api/sync/pull", Json::object({ { "cursor", cursor } })).field() == "cursor");
    Json::Array items(2001, Json(1));
    auto file = Json::object({ { "format", "bydel-outbox-1" }, { "programme_id", "dk" }, { "items", Json(std::move(items)) } });
    CHECK(cast.post(cast.office(coordinator_a), "/api/groups/" + group_a + "/import", file).key() == "sync.too_many_items");
}

TEST_CASE("an adaptation's bad operation is named by its place")
{
    Cast cast;
    auto mette = cast.office(coordinator_a);
    auto before = cast.everything();
    auto add = [](Json::Member changed) {
        auto one = Json::object({ { "op", "add" }, { "list", "place" }, { "code", "own_mosque" }, { "parent", "community_house" }, { "icon", "door" },
            { "labels", Json::object({ { "da", "Moske" } }) } });
        one.set(changed.first, changed.second);
        return one;
    };
    Json const good = Json::object({ { "op", "hide" }, { "list", "place" }, { "code", "online" } });
    for (auto const& [operation, field] : std::vector<std::pair<Json, std::string>> { { add({ "code", "mosque" }), "code" },
             { add({ "code", "own_Å" }), "code" }, { add({ "code", 5 }), "code" }, { add({ "parent", "own_other" }), "parent" },
             { add({ "parent", Json() }), "parent" }, { add({ "list", "nowhere" }), "list" }, { add({ "labels", Json() }), "labels" },
             { add({ "labels", Json::object({ { "da", "\x01" } }) }), "labels.da" }, { add({ "labels", Json::object({ { "da", 5 } }) }), "labels.da" },
             { add({ "labels", Json::object({ { "da", std::string(61, 'x') } }) }), "labels.da" }, { add({ "icon", "\x01<svg onload=x>" }), "icon" },
             { add({ "icon", 5 }), "icon" }, { add({ "op", "drop" }), "code" }, { Json(5), "list" },
             { Json::object({ { "op", "move" }, { "list", "place" }, { "code", "online" }, { "before", 5 } }), "before" },
             { Json::object({ { "op", "erase" }, { "list", "place" }, { "code", "online" } }), "op" } }) {
        auto answer = cast.put(mette, "/api/groups/" + group_a + "/overlay", Json::object({ { "operations", Json(Json::Array { good, operation }) } }));
        CAPTURE(answer.text);
        CHECK(answer.status == 422);
        CHECK(answer.field() == "operations[1]." + field);
        if (!field.starts_with("labels.")) // the last part is a language there
            check_words(cast, answer);
    }
    CHECK(before == cast.everything());
}

TEST_CASE("months, quarters, days and ids in an address are read with care")
{
    Cast cast;
    auto mette = cast.office(coordinator_a);
    auto group = "/api/groups/" + group_a;
    for (std::string const bad : { "2026-13", "2026-00", "26-01", "2026", "2026-Q1", "x", "%F0%9F%98%80", "-" }) {
        auto answer = cast.get(mette, group + "/month?month=" + bad);
        CHECK(answer.status >= 400);
        CHECK(answer.status < 500);
    }
    for (std::string const bad : { "2026-Q5", "2026-Q0", "2026-11", "Q1", "2026-q1" }) {
        auto answer = cast.get(mette, group + "/quarter?quarter=" + bad);
        CHECK(answer.status == 422);
        CHECK(answer.field() == "quarter");
        check_words(cast, answer);
    }
    for (std::string const edge : { "0000-01", "0001-01", "9999-12" })
        CHECK(cast.get(mette, group + "/month?month=" + edge).status < 500);
    CHECK(cast.get(mette, group + "/quarter?quarter=9999-Q4").status == 200);
    CHECK(cast.get(mette, group + "/template?language=../../x").field() == "language");
    CHECK(cast.get(mette, group + "/conversations?from=x").field() == "from");
    CHECK(cast.get(mette, group + "/conversations?to=9999-99-99").field() == "to");
    for (std::string const bad : { "%FF", "%C3", "'%20OR%201=1", "..", "x" })
        CHECK(cast.put(mette, group + "/people/" + bad, Json::object({ { "display_name", "x" } })).status == 404);
}

TEST_CASE("ten megabytes are refused by the server itself, in Arabic where Arabic is asked for")
{
    Cast cast;
    http::ServerOptions options;
    options.refuse = [&](http::Request const& request, Problem const& problem) { return cast.api.refuse(request, problem); };
    http::test::Running server(options, [&](http::Request const& request) { return cast.api.handle(request); });
    http::test::Client client(server.port());
    auto const size = 10 * 1024 * 1024;
    REQUIRE(client.send("POST /api/enrol HTTP/1.1\r\nHost: x\r\nAccept-Language: ar\r\nContent-Type: application/json\r\nContent-Length: "
        + std::to_string(size) + "\r\n\r\n"));
    client.send(std::string(64 * 1024, ' '));
    auto answer = client.answer();
    CHECK(answer.starts_with("HTTP/1.1 413"));
    CHECK(answer.find("body.too_large") != std::string::npos);
    CHECK(answer.find("Content-Language: ar") != std::string::npos);
}

TEST_CASE("every problem that the source can raise has a sentence in English, Danish and Arabic")
{
    std::set<std::string> verbs; // and notices and jobs: names of the same form
    for (auto const& route : app::slices().routes())
        verbs.emplace(route.permission.verb);
    for (auto const& slice : app::slices().all()) {
        for (auto const& granted : slice.grants)
            verbs.emplace(granted.verb);
        for (auto const& notice : slice.notices)
            verbs.emplace(notice.name);
        for (auto const& job : slice.jobs)
            verbs.emplace(job.name);
    }
    std::regex const key("\"((auth|body|concern|document|field|impact|invitation|library|links|outreach|overlay|page|people|programme|quarantine|record|"
                         "reporting|request|server|"
                         "sync)(\\.[a-z_]+)+)\"");
    std::regex const reason("(\\bFault \\{|\\bfault\\(|\\bodd\\(storing, \\{) ?\"([a-z_]+)\", ");
    std::set<std::string> keys;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(BYDEL_SOURCE_DIR "/src")) {
        auto path = entry.path().string();
        if ((!path.ends_with(".cpp") && !path.ends_with(".h")) || path.ends_with("_test.cpp") || path.find("/test_") != std::string::npos)
            continue;
        std::ifstream file(path);
        std::string text { std::istreambuf_iterator<char>(file), {} };
        for (std::sregex_iterator found(text.begin(), text.end(), key), end; found != end; ++found)
            keys.insert((*found)[1]);
        for (std::sregex_iterator found(text.begin(), text.end(), reason), end; found != end; ++found)
            keys.insert("quarantine.reason." + std::string((*found)[2]));
    }
    auto const kept = MUST(app::all_messages());
    auto const& messages = *kept;
    int checked = 0;
    for (auto const& one : keys) {
        if (verbs.contains(one) || one == "contact_way")
            continue;
        for (auto const& language : languages())
            CHECK_MESSAGE(messages.raw(language, "problem." + one) != "", one, " in ", language);
        ++checked;
    }
    CHECK(checked > 50);
    for (auto const* known : { "late_edit", "in_future", "not_yours", "no_role", "wrong_clock", "unknown_code" })
        CHECK_MESSAGE(keys.contains("quarantine.reason." + std::string(known)), known);
}
