// SPDX-License-Identifier: AGPL-3.0-or-later
// What server.cpp (connections, start and stop) and exchange.cpp (one request and its answer) share: the only two files that see Asio and
// Beast. One thread runs every socket; each connection is one coroutine; a sweep twice a second closes the connections whose deadline has
// passed, so that a deadline costs one number and no timer.
#pragma once
#include "platform/http/server.h"
#include "platform/http/wire.h"
#include "platform/http/worker_pool.h"
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <list>

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmismatched-new-delete" // g++ 12 takes Asio's own pair of new and delete for coroutine frames for a mistake
#endif

namespace bydel::http {

namespace net = boost::asio;
using tcp = net::ip::tcp;
using Steady = std::chrono::steady_clock;
using boost::system::error_code;
template <class T>
using Task = net::awaitable<T>;
using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

struct Connection {
    explicit Connection(tcp::socket accepted)
        : socket(std::move(accepted))
    {
    }
    tcp::socket socket;
    boost::beast::flat_buffer buffer;
    std::string remote;
    Steady::time_point deadline;
    bool idle = false;     ///< between requests: closing it now loses nothing
    std::size_t held = 0;  ///< bytes of its body or its answer
    std::size_t moved = 0; ///< of them, how many have come or gone
    Steady::time_point moving_since;
    bool waits_for_client = false; ///< it reads a body or sends an answer: the client says how fast
};

inline auto quietly(error_code& error) { return net::redirect_error(net::use_awaitable, error); }

struct Server::Engine {
    Engine(ServerOptions given, std::function<Response(Request const&)> handle)
        : options(std::move(given))
        , handler(std::move(handle))
        , pool(options.workers, options.queue_limit)
    {
        if (!options.refuse)
            options.refuse = [](Request const&, Problem const& problem) { return plain_refusal(problem); };
        listen();
    }
    void listen();

    Task<void> accept();
    Task<bool> accept_one();
    Task<void> sweep();
    Task<void> serve(std::list<Connection>::iterator connection);
    Task<void> converse(Connection& connection);
    Task<bool> wait_for_request(Connection& connection);
    Task<error_code> read(Connection& connection, Parser& parser);
    Task<bool> exchange(Connection& connection);
    Task<bool> send(Connection& connection, Request const& request, Response response, AfterAnswer after);
    Task<void> send_refusal(Connection& connection, Request const& request, Problem problem);
    Task<void> discard(Connection& connection);
    Task<Response> handled(Request const& request);
    Response run_handler(Request const& request) const;
    bool make_room();
    void begin_moving(Connection& connection, std::size_t held);
    void hold(Connection& connection, std::size_t bytes);
    bool cut_off_slowest();
    void begin_stop();

    ServerOptions options;
    std::function<Response(Request const&)> handler;
    net::io_context io { 1 };
    tcp::acceptor acceptor { io };
    net::steady_timer sweeper { io };
    net::steady_timer pause { io };
    net::signal_set signals { io };
    std::list<Connection> connections;
    std::size_t held = 0; ///< of all connections
    bool stopping = false;
    Steady::time_point stop_deadline;
    WorkerPool pool;
};

} // namespace bydel::http
