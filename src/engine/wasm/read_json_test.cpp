// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/wasm/read_json.h"
#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace bydel;
using namespace bydel::wasm;

/// Both readers refuse the text, or both read the same.
static bool agree(std::string const& text)
{
    auto const ours = read_json(text);
    auto const theirs = parse_json(text);
    return ours.has_value() == theirs.has_value() && (!ours || *ours == *theirs);
}

TEST_CASE("the module reads the JSON that the server reads, and refuses what it refuses")
{
    for (auto const* text : { R"( {"a":[1,-2,3.5,true,false,null],"b":{"c":"\u00e6\n\ud83d\ude00\u20ac"}} )", "5", "-0", "\"\"", "[]", "{}", "[ ]", "[[],{}]",
             "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1.0", "1e3", "1E+2", "-0.0", "0.30000000000000004", "2.5e-7", "\"æ\x7f\"",
             "", " ", "{", "[1,]", "[,1]", "{\"a\":1,}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{a:1}", "nul", "1 2", "{} {}", "'a'", "\"a", "\"\\", "[1", "NaN",
             "01", "-01", "-", "1.", ".5", "1e", "1e+", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "// a\n1",
             "\"\n\"", R"({"a":1,"a":2})", R"({"x":{"a":1,"\u0061":2}})", R"({"a":{"a":1}})" })
        CHECK_MESSAGE(agree(text), text);
    CHECK(read_json("{").error().key == "body.malformed");
}

TEST_CASE("nesting is limited to 32, as on the server")
{
    for (std::size_t depth : { 31, 32, 33, 34, 100'000 }) {
        CHECK(agree(std::string(depth, '[') + std::string(depth, ']')));
        CHECK(read_json(std::string(depth, '[') + std::string(depth, ']')).has_value() == (depth <= 32));
    }
}

TEST_CASE("whatever is made of the letters of JSON, both readers agree on it")
{
    auto signs = rc::gen::container<std::string>(rc::gen::elementOf(std::string("{}[]\",:0123456789eE+-.truefalsn\\u \n")));
    CHECK(rc::check([&] { RC_ASSERT(agree(*signs)); }));
    auto words = rc::gen::container<std::vector<std::string>>(
        rc::gen::elementOf(std::vector<std::string> { "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\":", "1", "-2.5e1", "true", "null", " " }));
    CHECK(rc::check([&] {
        std::string text;
        for (auto const& word : *words)
            text += word;
        RC_ASSERT(agree(text));
    }));
}
