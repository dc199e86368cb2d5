// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"
#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace bydel;

TEST_CASE("length is in code points")
{
    CHECK(length_of("") == 0);
    CHECK(length_of("abc") == 3);
    CHECK(length_of("blåbær") == 6);
    CHECK(length_of("أم الحي") == 7);
}

TEST_CASE("plain text is valid UTF-8 without control characters but line feeds")
{
    for (auto text : { "", "abc", "two\nlines", "blåbær", "أم", "𝔘", "\xEF\xBF\xBD" })
        CHECK_MESSAGE(is_plain_text(text), text);
    for (auto text : { "a\tb", "\r\n", "\x1b[0m", "\x7f", "\x80", "\xc3", "\xc0\xaf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf0\x80\x80\x80", "\xf4\x90\x80\x80",
             "\xf8\x88\x80\x80\x80", "ok\xff" })
        CHECK_MESSAGE(!is_plain_text(text), text);
    CHECK(!is_plain_text(std::string("a\0b", 3)));
}

TEST_CASE("codes and languages have one spelling")
{
    for (auto text : { "a", "street", "own_network", "a1" })
        CHECK(is_code(text));
    for (auto text : { "", "Street", "1a", "_a", "a-b", "a b", "å" })
        CHECK(!is_code(text));
    CHECK(is_code(std::string(40, 'a')));
    CHECK(!is_code(std::string(41, 'a')));
    CHECK((is_language("da") && is_language("som")));
    for (auto text : { "", "d", "DA", "da-DK", "dans", "d4" })
        CHECK(!is_language(text));
}

TEST_CASE("trimming, splitting and joining")
{
    CHECK(trimmed("  a b\t\n") == "a b");
    CHECK(trimmed(" \n ").empty());
    CHECK(split("a,b,,c,", ',') == std::vector<std::string> { "a", "b", "c" });
    CHECK(split("", ',').empty());
    CHECK(split(",,", ',').empty());
    CHECK(join({ "a", "b" }, ", ") == "a, b");
    CHECK(join({}, ",").empty());
    CHECK(lower_ascii("AbÆZ") == "abÆz");
}

TEST_CASE("any bytes survive base64url, and what is not base64url is empty")
{
    CHECK(rc::check([](std::vector<char> const& bytes) {
        std::string text(bytes.begin(), bytes.end());
        auto encoded = to_base64url(text);
        RC_ASSERT(encoded.find_first_of("+/=") == std::string::npos);
        RC_ASSERT(from_base64url(encoded) == text);
    }));
    CHECK(to_base64url("\xfb\xff\xfe") == "-__-");
    for (auto text : { "a+b/", "ab==", "a b", "å" })
        CHECK(from_base64url(text).empty());
}
