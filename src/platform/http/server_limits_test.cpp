// SPDX-License-Identifier: AGPL-3.0-or-later
// Too much, too slow, too many, and the end: what the server does not let a client do.
#include "platform/http/test_client.h"
#include <atomic>
#include <doctest/doctest.h>
#include <future>
#include <memory>

using namespace bydel::http;
using namespace bydel::http::test;
using namespace std::chrono_literals;

TEST_CASE("a body over the limit is answered by 413, announced or not, and the client can read the answer while it still sends")
{
    Running server({ .body_limit = 1000 }, echo);
    SUBCASE("announced")
    {
        Client client(server.port());
        client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000\r\n\r\n");
        std::string part(100'000, 'x');
        for (int i = 0; i < 40; ++i)
            client.send(part);
        client.no_more();
        auto answer = client.rest();
        CHECK(contains(answer, "HTTP/1.1 413"));
        CHECK(contains(answer, "body.too_large"));
    }
    SUBCASE("in chunks")
    {
        Client client(server.port());
        client.send("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int i = 0; i < 30; ++i)
            client.send("64\r\n" + std::string(100, 'x') + "\r\n");
        client.no_more();
        CHECK(contains(client.rest(), "HTTP/1.1 413"));
    }
}

TEST_CASE("a client that expects to be asked is asked before it sends a body, and not for one that is too large")
{
    Running server({ .body_limit = 1000 }, echo);
    Client client(server.port());
    client.send("POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    CHECK(client.answer() == "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("ok");
    CHECK(client.answer().ends_with("/a|ok"));
    client.send("POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2000\r\n\r\n");
    CHECK(contains(client.answer(), "HTTP/1.1 413"));
}

TEST_CASE("a client that sends a byte now and then is cut off at the deadline")
{
    Running server({ .read_timeout_seconds = 1 }, echo);
    Client client(server.port());
    auto start = std::chrono::steady_clock::now();
    client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
    while (client.send("x") && std::chrono::steady_clock::now() - start < 8s)
        std::this_thread::sleep_for(50ms);
    CHECK(std::chrono::steady_clock::now() - start < 5s);
}

TEST_CASE("a head that never ends is cut off, and one that is too large is refused")
{
    Running server({ .read_timeout_seconds = 1 }, echo);
    SUBCASE("never ends")
    {
        Client client(server.port());
        client.send("GET /a HTTP/1.1\r\nHost: ");
        CHECK(client.rest().empty());
    }
    SUBCASE("too large")
    {
        Client client(server.port());
        client.send("GET /a HTTP/1.1\r\nHost: x\r\nX: " + std::string(40'000, 'x') + "\r\n\r\n");
        client.no_more();
        CHECK(contains(client.rest(), "HTTP/1.1 431"));
    }
}

TEST_CASE("a slow line that keeps sending is served beyond the deadline")
{
    Running server({ .read_timeout_seconds = 1 }, [](Request const& request) { return text_of(std::to_string(request.body.size())); });
    Client client(server.port());
    client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 30000\r\n\r\n");
    for (int i = 0; i < 30; ++i) {
        REQUIRE(client.send(std::string(1000, 'x')));
        std::this_thread::sleep_for(80ms);
    }
    CHECK(client.answer().ends_with("30000"));
}

TEST_CASE("an idle connection is closed after its time")
{
    Running server({ .idle_timeout_seconds = 1 }, echo);
    Client client(server.port());
    client.send(plain_get);
    CHECK(client.answer().ends_with("/a|"));
    auto start = std::chrono::steady_clock::now();
    CHECK(client.rest().empty());
    CHECK(std::chrono::steady_clock::now() - start < 5s);
}

TEST_CASE("500 idle connections do not keep the next one from being served")
{
    Running server({}, echo);
    std::vector<std::unique_ptr<Client>> idle;
    for (int i = 0; i < 500; ++i) {
        idle.push_back(std::make_unique<Client>(server.port()));
        REQUIRE(idle.back()->connected());
    }
    for (auto index : { 0, 250, 499 }) {
        idle[static_cast<std::size_t>(index)]->send(plain_get);
        CHECK(idle[static_cast<std::size_t>(index)]->answer().ends_with("/a|"));
    }
    Client next(server.port());
    next.send(plain_get);
    CHECK(next.answer().ends_with("/a|"));
}

TEST_CASE("beyond the connection limit the longest idle connection makes room")
{
    Running server({ .connection_limit = 3 }, echo);
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 4; ++i) {
        clients.push_back(std::make_unique<Client>(server.port()));
        clients.back()->send(plain_get);
        CHECK(clients.back()->answer().ends_with("/a|"));
        std::this_thread::sleep_for(10ms);
    }
    CHECK(clients[0]->rest().empty());
    clients[1]->send(plain_get);
    CHECK(clients[1]->answer().ends_with("/a|"));
}

TEST_CASE("where all workers are busy and the queue is full, the answer is 503 and says when to come back")
{
    std::promise<void> open;
    std::shared_future<void> gate = open.get_future().share();
    std::atomic<int> entered = 0;
    Running server({ .workers = 1, .queue_limit = 1 }, [&](Request const&) {
        ++entered;
        gate.wait();
        return text_of("done");
    });
    Client first(server.port());
    first.send(plain_get);
    while (entered == 0)
        std::this_thread::sleep_for(5ms);
    Client second(server.port());
    second.send(plain_get);
    std::this_thread::sleep_for(100ms);
    Client third(server.port());
    third.send(plain_get);
    auto refused = third.answer();
    CHECK(contains(refused, "HTTP/1.1 503"));
    CHECK(contains(refused, "Retry-After: 2"));
    open.set_value();
    CHECK(first.answer().ends_with("done"));
    CHECK(second.answer().ends_with("done"));
}

TEST_CASE("a stop finishes what is in flight, closes what is idle, and accepts no more")
{
    std::atomic<bool> inside = false;
    auto server = std::make_unique<Running>(ServerOptions {}, [&](Request const&) {
        inside = true;
        std::this_thread::sleep_for(300ms);
        return text_of("finished");
    });
    auto port = server->port();
    Client idle(port);
    Client busy(port);
    busy.send(plain_get);
    while (!inside)
        std::this_thread::sleep_for(5ms);
    auto start = std::chrono::steady_clock::now();
    server->begin_stop();
    CHECK(idle.rest().empty());
    CHECK(busy.rest().ends_with("finished"));
    server->stop();
    CHECK(std::chrono::steady_clock::now() - start < 2s);
    CHECK(!Client(port).connected());
}

TEST_CASE("an address that is taken is said at once")
{
    Running first({}, echo);
    CHECK_THROWS_AS(Server({ .port = first.port() }, echo), std::runtime_error);
}
