// SPDX-License-Identifier: AGPL-3.0-or-later
// The HTTP/1.1 server: accepts, reads with limits and deadlines, hands a Request to the handler on a bounded pool of threads, writes the
// Response (gzip where the client takes it and it pays). No TLS: a proxy in front does that. Stops gracefully.
#pragma once
#include "base/problem.h"
#include "platform/http/http.h"
#include <cstdint>
#include <functional>
#include <memory>

namespace bydel::http {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080; ///< 0: any free one
    unsigned workers = 64;     ///< threads for handlers: most wait for a commit that they share; a waiting one costs 16 kB
    std::size_t body_limit = 2 * 1024 * 1024;
    std::size_t held_limit = 64 * 1024 * 1024; ///< bodies that come and answers that go, together; beyond it the slowest client is cut off
    std::size_t queue_limit = 512;             ///< requests that wait for a worker; beyond it the answer is 503
    int read_timeout_seconds = 20;             ///< for one whole request, plus a second for every 2 kB that came
    int idle_timeout_seconds = 60;             ///< between requests, and for a reader that takes nothing
    int stop_timeout_seconds = 10;             ///< for requests in flight when the server stops
    std::size_t connection_limit = 12'000;     ///< beyond it, or the files that the system allows, the connection that is idle longest makes room
    /// A proxy of ours is in front: the peer is the last value of X-Forwarded-For.
    bool trusted_proxy = false;
    /// How a refusal of the server itself looks (body.too_large, server.busy, ...); plain problem+json where it is empty.
    std::function<Response(Request const&, Problem const&)> refuse = {};
};

class Server {
public:
    /// Binds at once, so `port()` is known; throws std::runtime_error where the address is taken.
    Server(ServerOptions options, std::function<Response(Request const&)> handler);
    ~Server();
    std::uint16_t port() const;
    /// Serves until `stop` is called (from any thread), or SIGINT/SIGTERM came when `stop_on_signals` was called before.
    void run();
    void stop();
    void stop_on_signals();

private:
    struct Engine;
    std::unique_ptr<Engine> engine_;
};

} // namespace bydel::http
