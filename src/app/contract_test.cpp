// SPDX-License-Identifier: AGPL-3.0-or-later
// contracts/openapi.json is what the routes say of themselves, so that a change of the wire is seen in one place and the web app's types follow it.
// To renew it: BYDEL_WRITE_CONTRACTS=1 build/dev/bydel_tests -tc='the contract of the routes*' && node script/generate_wire.mjs
#include "app/product.h"
#include <cstdlib>
#include <doctest/doctest.h>
#include <fstream>
#include <iterator>

using namespace bydel;

TEST_CASE("the contract of the routes is contracts/openapi.json")
{
    std::string const path = BYDEL_SOURCE_DIR "/contracts/openapi.json";
    auto now = app::contract("1");
    if (std::getenv("BYDEL_WRITE_CONTRACTS"))
        std::ofstream(path) << now.dump();
    std::ifstream file(path);
    auto kept = parse_json(std::string(std::istreambuf_iterator<char>(file), {}));
    REQUIRE(kept);
    CHECK_MESSAGE(kept->dump() == now.dump(), "renew it as the top of this file says, and read its diff");
}

TEST_CASE("every route says what it gives, every body and every parameter has a shape")
{
    for (auto const& route : app::all_routes()) {
        CAPTURE(route.path);
        bool is_file = route.path == "/api/impact/export" || route.path == "/api/impact/report";
        CHECK((route.endpoint.gives.fields != nullptr) == !is_file);
        CHECK((route.endpoint.call != nullptr));
        bool writes = route.method == http::Method::put;
        CHECK((!writes || route.endpoint.takes.fields != nullptr));
    }
}
