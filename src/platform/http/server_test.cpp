// SPDX-License-Identifier: AGPL-3.0-or-later
// What goes over one connection: requests, answers, and what is no request.
#include "platform/http/test_client.h"
#include <atomic>
#include <doctest/doctest.h>
#include <stdexcept>

using namespace bydel::http;
using namespace bydel::http::test;

TEST_CASE("one connection carries request after request")
{
    Running server({}, echo);
    Client client(server.port());
    for (int i = 0; i < 20; ++i) {
        REQUIRE(client.send("POST /n HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi"));
        auto answer = client.answer();
        CHECK(contains(answer, "HTTP/1.1 200 OK"));
        CHECK(answer.ends_with("/n|hi"));
    }
}

TEST_CASE("pipelined requests are answered in order")
{
    Running server({}, echo);
    Client client(server.port());
    std::string all;
    for (int i = 0; i < 50; ++i)
        all += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
    REQUIRE(client.send(all));
    for (int i = 0; i < 50; ++i)
        CHECK(client.answer().ends_with("/" + std::to_string(i) + "|"));
}

TEST_CASE("a client that asks to close is closed after its answer")
{
    Running server({}, echo);
    Client client(server.port());
    REQUIRE(client.send("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    CHECK(contains(client.rest(), "Connection: close"));
}

TEST_CASE("what is no HTTP is answered by 400 or silence, and the server lives on")
{
    Running server({}, echo);
    for (std::string_view nonsense : { "\x16\x03\x01\x02hello\r\n\r\n", "GET\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n" }) {
        Client client(server.port());
        client.send(nonsense);
        client.no_more();
        auto answer = client.rest();
        CHECK_MESSAGE((answer.empty() || contains(answer, "HTTP/1.1 400")), nonsense);
    }
    Client client(server.port());
    client.send(plain_get);
    CHECK(client.answer().ends_with("/a|"));
}

TEST_CASE("HEAD has the head of GET and no body")
{
    Running server({}, [](Request const&) { return text_of("twelve bytes"); });
    Client client(server.port());
    client.send("HEAD /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    auto answer = client.rest();
    CHECK(contains(answer, "Content-Length: 12\r\n"));
    CHECK(answer.ends_with("\r\n\r\n"));
}

TEST_CASE("a large text is compressed for those who take it, and only for them")
{
    std::string large(50'000, 'a');
    Running server({}, [&](Request const&) { return text_of(large); });
    Client client(server.port());
    client.send("GET /a HTTP/1.1\r\nHost: x\r\nAccept-Encoding: br, gzip\r\n\r\n");
    auto packed = client.answer();
    CHECK(contains(packed, "Content-Encoding: gzip"));
    CHECK(contains(packed, "Vary: Accept-Encoding"));
    CHECK(packed.size() < 1000);
    client.send(plain_get);
    CHECK(client.answer().ends_with(large));
}

TEST_CASE("a handler that throws is answered by 500, and a line break in a header cannot end it")
{
    Running server({}, [](Request const& request) -> Response {
        if (request.path == "/throw")
            throw std::runtime_error("secret reason");
        return { 200, { { "X-Name", "a\r\nSet-Cookie: b=c" } }, "" };
    });
    Client client(server.port());
    client.send("GET /throw HTTP/1.1\r\nHost: x\r\n\r\n");
    auto answer = client.answer();
    CHECK(contains(answer, "HTTP/1.1 500"));
    CHECK(!contains(answer, "secret reason"));
    client.send(plain_get);
    CHECK(!contains(client.answer(), "\r\nSet-Cookie"));
}

TEST_CASE("the peer's address is the socket's, or the last hop that our own proxy names")
{
    auto remote = [](Request const& request) { return text_of(request.remote); };
    constexpr std::string_view forwarded = "GET /a HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 6.6.6.6, 10.0.0.7\r\n\r\n";
    Running direct({}, remote);
    Client a(direct.port());
    a.send(forwarded);
    CHECK(a.answer().ends_with("127.0.0.1"));
    Running behind({ .trusted_proxy = true }, remote);
    Client b(behind.port());
    b.send(forwarded);
    CHECK(b.answer().ends_with("\r\n\r\n10.0.0.7"));
    b.send("GET /a HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 10.0.0.8\r\n\r\n"); // a proxy that adds a line of its own
    CHECK(b.answer().ends_with("\r\n\r\n10.0.0.8"));
}

TEST_CASE("many clients at once all get their own answer")
{
    Running server({ .workers = 4 }, echo);
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
            Client client(server.port());
            for (int i = 0; i < 100; ++i) {
                auto path = "/" + std::to_string(t) + "-" + std::to_string(i);
                client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
                right += client.answer().ends_with(path + "|");
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
    CHECK(right == 800);
}
