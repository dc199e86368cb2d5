// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/json.h"
#include <doctest/doctest.h>
#include <limits>
#include <rapidcheck.h>

using namespace bydel;

TEST_CASE("members keep their order and are found by name")
{
    auto json = Json::object({ { "b", 1 }, { "a", "text" } });
    CHECK(json.dump() == R"({"b":1,"a":"text"})");
    CHECK(json.text("a") == "text");
    CHECK(json.text("b").empty());
    CHECK(json["none"].is_null());
    json.set("b", Json());
    json.set("c", true);
    CHECK(json.dump() == R"({"b":null,"a":"text","c":true})");
}

TEST_CASE("text is escaped where JSON needs it and nowhere else")
{
    CHECK(Json("a\"b\\c\nd\te\x01 æ أ").dump() == "\"a\\\"b\\\\c\\nd\\u0009e\\u0001 æ أ\"");
    CHECK(Json(std::string("\0", 1)).dump() == "\"\\u0000\"");
}

TEST_CASE("numbers: whole ones stay whole, what is no number is null")
{
    CHECK(Json(std::numeric_limits<std::int64_t>::min()).dump() == "-9223372036854775808");
    CHECK(Json(0.1).dump() == "0.1");
    CHECK(Json(std::numeric_limits<double>::infinity()).dump() == "null");
    CHECK(Json(std::optional<std::int64_t>()).is_null());
    CHECK(Json(3).as_number() == 3.0);
    CHECK(!Json("3").as_number());
}

TEST_CASE("a null becomes what is put into it")
{
    Json list;
    list.push_back(1);
    list.push_back("two");
    CHECK(list.dump() == R"([1,"two"])");
    Json object;
    object.set("a", 1);
    CHECK(object.dump() == R"({"a":1})");
}

static rc::Gen<Json> any_json(int depth)
{
    auto text = rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127));
    auto leaf = rc::gen::oneOf(rc::gen::just(Json()), rc::gen::map(rc::gen::arbitrary<bool>(), [](bool flag) { return Json(flag); }),
        rc::gen::map(rc::gen::arbitrary<std::int64_t>(), [](std::int64_t number) { return Json(number); }),
        rc::gen::map(text, [](std::string value) { return Json(std::move(value)); }));
    if (depth == 0)
        return leaf;
    auto list = rc::gen::map(rc::gen::container<std::vector<Json>>(any_json(depth - 1)), [](auto items) { return Json(std::move(items)); });
    auto object = rc::gen::map(rc::gen::container<std::map<std::string, Json>>(text, any_json(depth - 1)),
        [](auto members) { return Json(Json::Object(members.begin(), members.end())); });
    return rc::gen::oneOf(leaf, list, object);
}

namespace bydel {
void showValue(Json const& json, std::ostream& out) { out << json.dump(); }
}

TEST_CASE("any JSON value is read back as it was written")
{
    CHECK(rc::check([] {
        auto json = *rc::gen::scale(0.25, any_json(3)); // a text of more than 20,000 values is refused
        RC_ASSERT(MUST(parse_json(json.dump())) == json);
    }));
}
