// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/api.h"
#include <cstdlib>
#include <doctest/doctest.h>
#include <fstream>

using namespace bydel;
using namespace bydel::http;

namespace {

struct Part {
    std::string code;
};
constexpr auto fields_of(Part const*) { return std::tuple { Field { "code", &Part::code, a_code() } }; }
constexpr auto name_of(Part const*) { return "part"; }

struct Note {
    std::string title;
    std::optional<std::string> held_on;
    std::vector<Part> parts;
    std::optional<std::string> hidden;
};
constexpr auto fields_of(Note const*)
{
    return std::tuple { Field { "title", &Note::title, text_of(1, 20) }, Field { "held_on", &Note::held_on, a_day() },
        Field { "parts", &Note::parts, nested(5) }, Field { "hidden", &Note::hidden, never_sent(text_of(0, 5)) } };
}
constexpr auto name_of(Note const*) { return "note"; }

struct Asked {
    std::optional<std::int64_t> most;
    std::string state;
};
constexpr auto fields_of(Asked const*)
{
    return std::tuple { Field { "most", &Asked::most, number_of(1, 9) }, Field { "state", &Asked::state, one_of("active left") } };
}
constexpr auto name_of(Asked const*) { return "asked"; }

Result<Note> one(Context&, Query<Asked> const&) { return Note {}; }
Result<Note> add(Context&, Note const& note) { return note; }
Result<File> file(Context&) { return File {}; }

std::vector<Route> routes()
{
    return {
        { Method::get, "/api/groups/{group_id}/notes", in_group("test.note.read"), by<one>(), "List notes", Uses::reads },
        { Method::post, "/api/groups/{group_id}/notes", in_group("test.note.create"), by<add>(), "Add a note", Uses::writes },
        { Method::post, "/api/login", anyone("signing in"), by<file>(), "Sign in", Uses::own },
    };
}

} // namespace

TEST_CASE("the description of the routes names every operation, its permission, its parameters and its shapes")
{
    auto document = openapi(routes(), "1.2.3");
    CHECK(document.text("openapi") == "3.1.0");
    auto const& post = document["paths"]["/api/groups/{group_id}/notes"]["post"];
    CHECK(post.text("operationId") == "post_groups_by_group_id_notes");
    CHECK(post.text("description").find("test.note.create") != std::string::npos);
    CHECK((*post["parameters"].as_array())[0].text("name") == "group_id");
    CHECK(post["requestBody"]["content"]["application/json"]["schema"].text("$ref") == "#/components/schemas/note");
    CHECK(document["components"]["schemas"]["note"]["required"].dump() == R"(["title","parts"])");
    CHECK(document["components"]["schemas"]["part"]["properties"].find("code"));
    CHECK(!document["components"]["schemas"]["note"]["properties"].find("hidden"));
    CHECK(document["paths"]["/api/groups/{group_id}/notes"].find("get"));
    CHECK(document["paths"]["/api/login"]["post"]["security"].dump() == "[]");
    auto const& asked = *document["paths"]["/api/groups/{group_id}/notes"]["get"]["parameters"].as_array();
    REQUIRE(asked.size() == 3);
    CHECK(asked[1].dump() == R"({"name":"most","in":"query","required":false,"schema":{"type":"integer","minimum":1,"maximum":9}})");
    CHECK(asked[2]["schema"].dump() == R"({"type":"string","enum":["active","left"]})");
    CHECK(asked[2].dump().find("\"required\":true") != std::string::npos);
    CHECK(document["paths"]["/api/login"]["post"]["responses"]["2XX"]["content"].find("*/*"));
    if (auto const* file = std::getenv("BYDEL_OPENAPI_OUT"))
        std::ofstream(file) << document.dump();
}
