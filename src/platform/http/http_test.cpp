// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/http.h"
#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace bydel::http;

static std::string encoded(std::string const& text)
{
    static constexpr char hex[] = "0123456789ABCDEF";
    std::string out;
    for (char c : text) {
        auto byte = static_cast<unsigned char>(c);
        out += { '%', hex[byte >> 4], hex[byte & 15] };
    }
    return out;
}

TEST_CASE("percent escapes become their bytes")
{
    CHECK(percent_decoded("/kort/b%C3%B8rn") == "/kort/børn");
    CHECK(percent_decoded("a%2fb") == "a/b");
    CHECK(percent_decoded("") == "");
}

TEST_CASE("a broken escape and a hidden control character are malformed")
{
    for (auto text : { "%", "%4", "a%", "%zz", "%4g", "%00", "%0d%0a", "\n", "%7F" })
        CHECK_MESSAGE(!percent_decoded(text), text);
}

TEST_CASE("any printable bytes survive percent encoding")
{
    CHECK(rc::check([](std::string const& text) {
        bool control = std::any_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; });
        auto decoded = percent_decoded(encoded(text));
        RC_ASSERT(decoded.has_value() == !control);
        if (decoded)
            RC_ASSERT(*decoded == text);
    }));
}

TEST_CASE("decoding never reads past its end, whatever comes")
{
    CHECK(rc::check([](std::vector<char> const& bytes) {
        Request request;
        (void)read_target(request, std::string_view(bytes.data(), bytes.size()));
    }));
}

TEST_CASE("a target is split into a path and its query")
{
    Request request;
    REQUIRE(read_target(request, "/api/groups?from=2026-10-01&name=N%C3%B8rre+Alle&empty=&flag"));
    CHECK(request.path == "/api/groups");
    CHECK(request.parameter("from") == "2026-10-01");
    CHECK(request.parameter("name") == "Nørre Alle");
    CHECK(request.parameter("empty").empty());
    CHECK(request.parameter("flag").empty());
    CHECK(request.parameter("none").empty());
    CHECK(request.query.size() == 4);
}

TEST_CASE("a plus is a plus in a path")
{
    Request request;
    REQUIRE(read_target(request, "/a+b"));
    CHECK(request.path == "/a+b");
}

TEST_CASE("targets that are no path are malformed")
{
    for (auto target : { "", "*", "http://elsewhere/", "a", "?x=1", "/a?b=%" }) {
        Request request;
        CHECK_MESSAGE(!read_target(request, target), target);
    }
}

TEST_CASE("a cookie is found among others by its whole name")
{
    Request request;
    request.headers = { { "cookie", "a=1; __Host-bydel-office=token; b=2;c=3" }, { "cookie", "late=4" } };
    CHECK(request.cookie("__Host-bydel-office") == "token");
    CHECK(request.cookie("a") == "1");
    CHECK(request.cookie("c") == "3");
    CHECK(request.cookie("late") == "4");
    CHECK(request.cookie("bydel-office").empty());
    CHECK(request.cookie("").empty());
}

TEST_CASE("any cookies that are written are found again")
{
    auto word = rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::elementOf(std::string("abcXYZ019_-"))));
    CHECK(rc::check([&] {
        auto cookies = *rc::gen::map<std::map<std::string, std::string>>(
            rc::gen::container<std::map<std::string, std::string>>(word, word), [](auto map) { return map; });
        std::string header;
        for (auto const& [name, value] : cookies)
            header += (header.empty() ? "" : "; ") + name + "=" + value;
        Request request;
        request.headers = { { "cookie", header } };
        for (auto const& [name, value] : cookies)
            RC_ASSERT(request.cookie(name) == value);
    }));
}

TEST_CASE("headers are looked up by lower case name, the first wins")
{
    Request request;
    request.headers = { { "host", "a" }, { "host", "b" } };
    CHECK(request.header("host") == "a");
    CHECK(request.header("Host").empty());
}
