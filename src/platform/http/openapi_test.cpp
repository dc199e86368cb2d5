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

Result<Reply> nothing(Context&) { return Reply {}; }

std::vector<Route> routes()
{
    return {
        { Method::get, "/api/groups/{group_id}/notes", in_group("test.note.read"), nothing, "List notes", Uses::reads },
        { Method::post, "/api/groups/{group_id}/notes", in_group("test.note.create"), nothing, "Add a note", Uses::writes, shape_of<Note>(),
            shape_of<Note>() },
        { Method::post, "/api/login", anyone("signing in"), nothing, "Sign in", Uses::own },
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
    if (auto const* file = std::getenv("BYDEL_OPENAPI_OUT"))
        std::ofstream(file) << document.dump();
}
