// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/json.h"
#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace bydel;

TEST_CASE("one JSON text is read whole")
{
    auto json = MUST(parse_json(R"( {"a":[1,-2,3.5,true,false,null],"b":{"c":"\u00e6\n"}} )"));
    CHECK(json.dump() == R"({"a":[1,-2,3.5,true,false,null],"b":{"c":"æ\n"}})");
    CHECK(MUST(parse_json("5")) == Json(5));
    CHECK(MUST(parse_json("\"\"")) == Json(""));
}

TEST_CASE("what is not one JSON text is malformed")
{
    for (auto text : { "", " ", "{", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "nul", "1 2", "{} {}", "'a'", "\"a", "[1", "NaN", "01", "\"\\x\"", "// a\n1",
             "\"\xff\"", "\"\xed\xa0\x80\"", "\"\n\"" }) {
        auto json = parse_json(text);
        REQUIRE_MESSAGE(!json, text);
        CHECK(json.error().status == 400);
        CHECK(json.error().key == "body.malformed");
    }
}

TEST_CASE("a member that comes twice is malformed: two readers could choose differently")
{
    CHECK(!parse_json(R"({"a":1,"a":2})"));
    CHECK(!parse_json(R"({"x":{"a":1,"\u0061":2}})"));
    CHECK(parse_json(R"({"a":{"a":1}})"));
}

TEST_CASE("nesting is limited to 32")
{
    auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    CHECK(parse_json(nested(32)));
    CHECK(!parse_json(nested(33)));
    CHECK(!parse_json(nested(100'000)));
}

TEST_CASE("whole numbers are exact; what is too large for them is no whole number")
{
    CHECK(*MUST(parse_json("9223372036854775807")).as_integer() == 9223372036854775807);
    CHECK(!MUST(parse_json("9223372036854775808")).as_integer());
    CHECK(!MUST(parse_json("1.0")).as_integer());
    CHECK(!MUST(parse_json("1e3")).as_integer());
}

TEST_CASE("numbers are read to the last bit and written so that they are read the same (found by fuzzing)")
{
    for (auto const* text : { "0.1", "-262222222222222222622222222222222222222224422", "1.7976931348623157e308", "-26e-8888", "3.14e2" }) {
        auto once = *parse_json(text);
        CHECK(parse_json(once.dump())->dump() == once.dump());
    }
    CHECK(parse_json("0.1")->as_number() == 0.1);
    CHECK(parse_json("-26e-8888")->dump() == "0");
}

TEST_CASE("an object with thousands of members is refused, not slow")
{
    std::string text = "{";
    for (int i = 0; i < 20'000; ++i)
        text += "\"k" + std::to_string(i) + "\":0,";
    text += "\"end\":0}";
    CHECK(!parse_json(text));
}

TEST_CASE("no bytes whatever break the parser")
{
    CHECK(rc::check([](std::vector<char> const& bytes) { (void)parse_json(std::string_view(bytes.data(), bytes.size())); }));
    auto alphabet = rc::gen::container<std::string>(rc::gen::elementOf(std::string("{}[]\",:0123456789eE+-.truefalsn\\u \n")));
    CHECK(rc::check([&] { (void)parse_json(*alphabet); }));
}

TEST_CASE("a text of more than 20,000 values is refused: each takes twenty times the memory of its two bytes")
{
    auto list = [](std::string_view value, std::size_t times) {
        std::string text = "[";
        for (std::size_t i = 0; i < times; ++i)
            text += (i ? "," : "") + std::string(value);
        return text + "]";
    };
    for (std::string_view value : { "0", "[]", "{}", "\"\"", "null", "true", "0.5", "{\"a\":[]}" }) {
        CAPTURE(value);
        bool const holds_two = value.find(':') != value.npos;
        CHECK(parse_json(list(value, holds_two ? 9'999 : 19'999)));
        auto refused = parse_json(list(value, holds_two ? 10'000 : 20'000));
        REQUIRE(!refused);
        CHECK(refused.error().key == "body.malformed");
    }
}
