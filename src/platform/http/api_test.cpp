// SPDX-License-Identifier: AGPL-3.0-or-later
// The wrapper around every handler, on a real database: who gets in, what is refused, what is kept and what is undone.
#include "platform/auth/rights.h"
#include "platform/auth/secrets.h"
#include "platform/http/api.h"
#include "platform/i18n/i18n.h"
#include "platform/journal/journal.h"
#include <doctest/doctest.h>
#include <fstream>
#include <iterator>

using namespace bydel;
using namespace bydel::http;

namespace {

constexpr auto group_a = "01900000-0000-7000-8000-00000000000a";
constexpr auto group_b = "01900000-0000-7000-8000-00000000000b";
constexpr auto group_of_another = "01900000-0000-7000-8000-00000000000c"; // of another programme

struct Note {
    std::string title;
    std::optional<std::string> held_on;
};
constexpr auto fields_of(Note const*) { return std::tuple { Field { "title", &Note::title, text_of(1, 20) }, Field { "held_on", &Note::held_on, a_day() } }; }
constexpr auto name_of(Note const*) { return "note"; }

struct Notes {
    std::vector<std::string> notes;
    std::string today;
};
constexpr auto fields_of(Notes const*) { return std::tuple { Field { "notes", &Notes::notes, text_of(0, 200) }, Field { "today", &Notes::today, a_day() } }; }
constexpr auto name_of(Notes const*) { return "notes"; }

struct Asked {
    std::optional<std::int64_t> most;
    std::optional<std::string> month;
};
constexpr auto fields_of(Asked const*) { return std::tuple { Field { "most", &Asked::most, number_of(1, 9) }, Field { "month", &Asked::month, a_month() } }; }
constexpr auto name_of(Asked const*) { return "asked"; }

Result<Notes> list_notes(Context& context)
{
    Notes all { {}, context.today() };
    for (auto const& row : context.session().query("SELECT name FROM server_setting ORDER BY name"))
        all.notes.push_back(row.text(0));
    return all;
}

Result<Asked> repeat_asked(Context&, Query<Asked> const& asked) { return asked; }

Result<Answer<Note>> add_note(Context& context, Note const& note)
{
    TRY(context.session().execute("INSERT INTO server_setting (name, value) VALUES ($1, $2)", note.title, ""));
    context.journal().add({ .scope = "group:" + context.in_path("group_id"), .entity = "note", .entity_id = note.title });
    if (note.title == "undo")
        return fail({ 409, "record.conflict" });
    return Answer<Note> { note, 201, { { "Set-Cookie", "a=b" } } };
}

Result<Nothing> break_down(Context&) { throw db::Broken({ 507, "server.storage_full", "", {}, "disk full: secret path" }); }
Result<Nothing> throw_something(Context&) { throw std::runtime_error("secret reason"); }
Result<Nothing> done(Context&) { return Nothing {}; }

std::vector<Route> routes()
{
    return {
        { Method::get, "/api/groups/{group_id}/notes", in_group("test.note.read"), by<list_notes>(), "List notes", Uses::reads, Audit::reads },
        { Method::post, "/api/groups/{group_id}/notes", in_group("test.note.create"), by<add_note>(), "Add a note", Uses::writes },
        { Method::remove, "/api/groups/{group_id}/notes/{id}", in_group("test.note.create"), by<done>(), "Remove a note", Uses::own },
        { Method::get, "/api/notes/{id}", anywhere("test.note.read"), by<done>(), "One note", Uses::own },
        { Method::get, "/api/notes/newest", anywhere("test.note.read"), by<list_notes>(), "The newest", Uses::reads },
        { Method::post, "/api/login", anyone("signing in"), by<done>(), "Sign in", Uses::own },
        { Method::get, "/api/asked", anyone("a test"), by<repeat_asked>(), "What was asked", Uses::own },
        { Method::get, "/api/broken", anyone("a test"), by<break_down>(), "Broken", Uses::own },
        { Method::get, "/api/throws", anyone("a test"), by<throw_something>(), "Throws", Uses::own },
    };
}

struct World {
    std::unique_ptr<db::Database> database = db::open(":memory:");
    Clock clock;
    auth::Vault vault = auth::Vault::temporary();
    i18n::Catalogue messages;
    auth::Rights rights { { { "test.note.read", "reader coordinator dane nation" }, { "test.note.create", "coordinator dane nation" } } };
    int audited = 0;
    std::unique_ptr<Api> api;

    World()
    {
        std::vector<db::Migration> migrations;
        for (std::string const name : { "0001_platform", "0002_programme", "0028_platform" }) {
            std::ifstream file(BYDEL_SOURCE_DIR "/schema/" + name + ".sql");
            migrations.push_back({ name, std::string(std::istreambuf_iterator<char>(file), {}) });
        }
        MUST(db::migrate(*database, migrations));
        clock.stand_still(start_of("2026-11-23") + 5);
        MUST(messages.add("en", MUST(parse_json(R"({"messages":{"problem.field.missing":"“{field}” is missing.","problem.field.name.title":"Title",
            "problem.server.failed":"Our fault.","problem.auth.required":"Please sign in.","problem.field.not_a_day":"That is no date."}})"))));
        MUST(messages.add("da", MUST(parse_json(R"({"messages":{"problem.field.missing":"„{field}“ mangler.","problem.field.name.title":"Titel",
            "problem.field.name.held_on":"Dag","problem.field.not_a_day":"Det er ikke en dato."}})"))));
        api = std::make_unique<Api>(Services { *database, clock, vault, messages, "https://bydel.example", &rights }, routes(), gate());
    }

    Gate gate()
    {
        Gate gate;
        gate.authenticate = [](Services&, Request const& request) -> Result<auth::Actor> {
            auto who = request.cookie("who");
            if (who.empty())
                return fail({ 401, "auth.required" });
            auth::Scope everywhere { auth::ScopeKind::programme, "" }, here { auth::ScopeKind::group, group_a };
            return auth::Actor { "dk", "person", "", who == "dane" ? "da" : "en", { { std::string(who), who == "nation" ? everywhere : here } } };
        };
        gate.has_group
            = [](Services&, std::string_view programme_id, std::string_view group_id) { return programme_id == "dk" && group_id != group_of_another; };
        gate.audit_read = [this](auth::Actor const&, Route const&, std::string_view) { ++audited; };
        return gate;
    }

    Response ask(Method method, std::string path, std::string who = "coordinator", std::string body = "", Headers more = {})
    {
        Request request { method, std::move(path), {}, std::move(more), std::move(body), "127.0.0.1" };
        if (!who.empty())
            request.headers.emplace_back("cookie", "who=" + who);
        if (!request.body.empty() && request.header("content-type").empty())
            request.headers.emplace_back("content-type", "application/json");
        return api->handle(request);
    }
    std::int64_t journal_size()
    {
        return MUST(database->read([](db::Session& session) -> Result<std::int64_t> { return session.query("SELECT sequence FROM journal").size(); }));
    }
};

std::string header(Response const& response, std::string_view name)
{
    for (auto const& [key, value] : response.headers) {
        if (key == name)
            return value;
    }
    return {};
}

std::string key_of(Response const& response) { return parse_json(response.body) ? MUST(parse_json(response.body)).text("key") : ""; }

std::string notes_of(std::string_view group) { return "/api/groups/" + std::string(group) + "/notes"; }

} // namespace

TEST_CASE("guest, wrong role, wrong group and right role")
{
    struct Row {
        Method method;
        std::string path;
        std::string who;
        std::string body;
        int status;
        std::string key;
    };
    auto const note = R"({"title":"Møde"})";
    std::vector<Row> rows {
        { Method::get, notes_of(group_a), "", "", 401, "auth.required" },
        { Method::get, notes_of(group_a), "reader", "", 200, "" },
        { Method::get, notes_of(group_b), "reader", "", 403, "auth.forbidden" },
        { Method::get, notes_of(group_b), "nation", "", 200, "" },
        { Method::get, notes_of(group_of_another), "nation", "", 404, "record.not_found" },
        { Method::remove, notes_of(group_of_another) + "/" + group_b, "nation", "", 404, "record.not_found" },
        { Method::get, notes_of("not-an-id"), "reader", "", 404, "request.not_found" },
        { Method::post, notes_of(group_a), "", note, 401, "auth.required" },
        { Method::post, notes_of(group_a), "reader", note, 403, "auth.forbidden" },
        { Method::post, notes_of(group_b), "coordinator", note, 403, "auth.forbidden" },
        { Method::post, notes_of(group_a), "coordinator", note, 201, "" },
        { Method::remove, notes_of(group_a) + "/" + group_b, "coordinator", "", 200, "" },
        { Method::remove, notes_of(group_a) + "/1", "coordinator", "", 404, "request.not_found" },
        { Method::post, "/api/login", "", "", 200, "" },
        { Method::put, notes_of(group_a), "coordinator", note, 405, "request.method_not_allowed" },
        { Method::get, "/api/nothing", "coordinator", "", 404, "request.not_found" },
        { Method::get, "/", "", "", 404, "request.not_found" },
    };
    World world;
    for (auto const& row : rows) {
        auto response = world.ask(row.method, row.path, row.who, row.body);
        CHECK_MESSAGE(response.status == row.status, row.path << " " << row.who);
        CHECK_MESSAGE(key_of(response) == row.key, row.path << " " << row.who);
        CHECK(header(response, "Content-Security-Policy").starts_with("default-src 'none'"));
        CHECK(header(response, "Cache-Control") == "no-store");
        CHECK(header(response, "X-Content-Type-Options") == "nosniff");
    }
}

TEST_CASE("an answer of the API is a file, not a page, whatever it holds")
{
    World world;
    auto list = world.ask(Method::get, "/api/notes/newest", "coordinator", "");
    CHECK(list.status == 200);
    CHECK(header(list, "Content-Disposition") == "attachment; filename=\"api.json\"");
    CHECK(header(world.ask(Method::get, "/api/notes/newest", "", ""), "Content-Disposition") == "attachment; filename=\"problem.json\"");
}

TEST_CASE("a write is kept with its journal, or both are undone")
{
    World world;
    auto made = world.ask(Method::post, notes_of(group_a), "coordinator", R"({"title":"kept"})");
    CHECK(made.status == 201);
    CHECK(header(made, "Set-Cookie") == "a=b");
    CHECK(made.route == "/api/groups/{group_id}/notes");
    CHECK(world.journal_size() == 1);
    CHECK(world.ask(Method::post, notes_of(group_a), "coordinator", R"({"title":"undo"})").status == 409);
    CHECK(world.journal_size() == 1);
    auto list = world.ask(Method::get, notes_of(group_a)).body;
    CHECK(list.find("kept") != std::string::npos);
    CHECK(list.find("undo") == std::string::npos);
    CHECK(list.find(R"("today":"2026-11-23")") != std::string::npos);
    CHECK(world.audited == 1);
}

TEST_CASE("405 names the methods that the address has, and HEAD is read as GET")
{
    World world;
    CHECK(header(world.ask(Method::put, notes_of(group_a)), "Allow") == "GET, POST");
    CHECK(world.ask(Method::head, notes_of(group_a)).status == 200);
    CHECK(world.ask(Method::options, notes_of(group_a)).status == 405);
}

TEST_CASE("a literal address wins over a parameter")
{
    World world;
    CHECK(world.ask(Method::get, "/api/notes/newest").status == 200);
    CHECK(world.ask(Method::get, std::string("/api/notes/") + group_a).status == 200);
    CHECK(world.ask(Method::get, "/api/notes/oldest").status == 404);
    CHECK(world.ask(Method::get, "/api/notes/newest/").status == 404);
}

TEST_CASE("a write from another site is refused, whoever asks")
{
    World world;
    auto status = [&](Headers headers) { return world.ask(Method::post, notes_of(group_a), "coordinator", R"({"title":"x"})", headers).status; };
    CHECK(status({ { "sec-fetch-site", "cross-site" } }) == 403);
    CHECK(status({ { "sec-fetch-site", "same-site" } }) == 403);
    CHECK(status({ { "sec-fetch-site", "none" } }) == 403);
    CHECK(status({ { "origin", "https://evil.example" }, { "host", "bydel.example" } }) == 403);
    CHECK(status({ { "origin", "null" }, { "host", "bydel.example" } }) == 403);
    CHECK(status({ { "origin", "https://" }, { "host", "" } }) == 403);
    CHECK(world.journal_size() == 0);
    CHECK(status({ { "sec-fetch-site", "same-origin" } }) == 201);
    CHECK(key_of(world.ask(Method::post, "/api/login", "", "{}", { { "sec-fetch-site", "cross-site" } })) == "request.cross_site");
    CHECK(world.ask(Method::post, "/api/login", "", "{}", { { "origin", "http://localhost:8080" }, { "host", "localhost:8080" } }).status == 200);
    CHECK(world.ask(Method::post, "/api/login", "", "{}", { { "origin", "https://bydel.example" }, { "host", "127.0.0.1:8080" } }).status == 200);
    CHECK(world.ask(Method::get, notes_of(group_a), "reader", "", { { "sec-fetch-site", "cross-site" } }).status == 200);
}

TEST_CASE("a body must be JSON and say so")
{
    World world;
    auto ask = [&](std::string body, std::string type) {
        return world.ask(Method::post, notes_of(group_a), "coordinator", std::move(body), { { "content-type", std::move(type) } });
    };
    CHECK(key_of(ask("title=x", "application/x-www-form-urlencoded")) == "body.not_json");
    CHECK(ask("{}", "text/plain").status == 415);
    CHECK(key_of(ask("{", "application/json")) == "body.malformed");
    CHECK(key_of(ask("[]", "application/json")) == "field.wrong_type");
    CHECK(ask(R"({"title":"a"})", "Application/JSON; charset=utf-8").status == 201);
}

TEST_CASE("who is not signed in cannot send much")
{
    World world;
    auto body = Json::object({ { "password", std::string(70'000, 'x') } }).dump();
    CHECK(key_of(world.ask(Method::post, "/api/login", "", body)) == "body.too_large");
    CHECK(key_of(world.ask(Method::post, notes_of(group_a), "coordinator", body)) == "field.missing");
    CHECK(key_of(world.ask(Method::post, notes_of(group_a), "", body)) == "auth.required");
}

TEST_CASE("a problem names the field in the reader's language")
{
    World world;
    auto danish = MUST(parse_json(world.ask(Method::post, notes_of(group_a), "dane", "{}").body));
    CHECK(danish.text("title") == "„Titel“ mangler.");
    CHECK(danish.text("field") == "title");
    CHECK(danish.text("type") == "/problems/field.missing");
    CHECK(danish["status"] == Json(422));
    auto english = world.ask(Method::post, notes_of(group_a), "coordinator", "{}");
    CHECK(MUST(parse_json(english.body)).text("title") == "“Title” is missing.");
    CHECK(header(english, "Content-Type") == "application/problem+json");
    CHECK(header(english, "Content-Language") == "en");
    auto guest = world.ask(Method::get, notes_of(group_a), "", "", { { "accept-language", "da" } });
    CHECK(MUST(parse_json(guest.body)).text("title") == "Please sign in.");
}

TEST_CASE("the detail names the field where the sentence does not")
{
    World world;
    auto problem = MUST(parse_json(world.ask(Method::post, notes_of(group_a), "dane", R"({"title":"a","held_on":"2026-02-30"})").body));
    CHECK(problem.text("title") == "Det er ikke en dato.");
    CHECK(problem.text("detail") == "Dag: Det er ikke en dato.");
}

TEST_CASE("broken machinery is a problem that does not say what broke")
{
    World world;
    auto full = world.ask(Method::get, "/api/broken", "");
    CHECK(full.status == 507);
    CHECK(key_of(full) == "server.storage_full");
    CHECK(MUST(parse_json(full.body)).text("title") == "Our fault.");
    auto thrown = world.ask(Method::get, "/api/throws", "");
    CHECK(thrown.status == 500);
    for (auto const& response : { full, thrown })
        CHECK(response.body.find("secret") == std::string::npos);
}

TEST_CASE("when to come back is said in the header too")
{
    World world;
    Problem slow { 429, "auth.too_many_attempts", "", { { "seconds", "8" } } };
    CHECK(header(problem_response(slow, world.messages, "en"), "Retry-After") == "8");
    CHECK(header(problem_response({ 503, "server.busy" }, world.messages, "en"), "Retry-After") == "2");
    CHECK(header(problem_response({ 404, "record.not_found" }, world.messages, "en"), "Retry-After").empty());
}

TEST_CASE("what stands behind the ? of an address is read by its fields, and each fault is named")
{
    World world;
    for (auto const& [query, status, found] : std::vector<std::tuple<std::string, int, std::string>> { { "", 200, R"({"most":null,"month":null})" },
             { "?most=3&month=2026-11", 200, R"({"most":3,"month":"2026-11"})" }, { "?most=", 200, R"("most":null)" }, { "?most=10", 422, R"("field":"most")" },
             { "?most=three", 422, R"("field":"most")" }, { "?most=3.5", 422, R"("field":"most")" }, { "?most=%5B3%5D", 422, R"("field":"most")" },
             { "?month=2026-13", 422, R"("field":"month")" }, { "?other=1", 200, "null" } }) {
        CAPTURE(query);
        Request request;
        request.method = Method::get;
        REQUIRE(read_target(request, "/api/asked" + query));
        auto response = world.api->handle(request);
        CHECK(response.status == status);
        CHECK(response.body.find(found) != std::string::npos);
    }
}
