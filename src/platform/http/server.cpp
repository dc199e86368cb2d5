// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/engine.h"
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <cstdio>
#include <sys/resource.h>

namespace bydel::http {

static constexpr std::chrono::milliseconds sweep_every { 500 };

static constexpr std::size_t other_files = 200; ///< the database's, the log, what is read

/// So many connections as the system lets us have, and no more than were asked for.
static std::size_t connections_within_file_limit(std::size_t asked)
{
    rlimit limit {};
    auto wanted = static_cast<rlim_t>(asked + other_files);
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return asked;
    if (limit.rlim_cur < wanted) {
        limit.rlim_cur = std::min(wanted, limit.rlim_max);
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    return limit.rlim_cur > 2 * other_files ? std::min<std::size_t>(asked, limit.rlim_cur - other_files) : asked;
}

void Server::Engine::listen()
{
    options.connection_limit = connections_within_file_limit(options.connection_limit);
    tcp::endpoint endpoint(net::ip::make_address(options.address), options.port);
    acceptor.open(endpoint.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    acceptor.bind(endpoint);
    acceptor.listen(1024);
}

// --- connections ------------------------------------------------------------------------------------------------------------

/// False: nobody could be let in just now.
Task<bool> Server::Engine::accept_one()
{
    error_code error;
    auto socket = co_await acceptor.async_accept(quietly(error));
    if (error)
        co_return false;
    if (connections.size() >= options.connection_limit && !make_room())
        co_return true;
    socket.set_option(tcp::no_delay(true), error);
    auto connection = connections.emplace(connections.end(), std::move(socket));
    auto peer = connection->socket.remote_endpoint(error);
    connection->remote = error ? "" : peer.address().to_string();
    net::co_spawn(io, serve(connection), net::detached);
    co_return true;
}

Task<void> Server::Engine::accept()
{
    while (!stopping) {
        bool accepted = false;
        try {
            accepted = co_await accept_one();
        } catch (std::exception const& exception) {
            std::fprintf(stderr, "bydel: accept: %s\n", exception.what());
        }
        if (!accepted && !stopping) { // out of file descriptors or memory: breathe, then try again
            error_code error;
            pause.expires_after(std::chrono::milliseconds(100));
            co_await pause.async_wait(quietly(error));
        }
    }
}

/// Closes the connection that would be closed first for being idle; false where none is idle.
bool Server::Engine::make_room()
{
    auto oldest = connections.end();
    for (auto connection = connections.begin(); connection != connections.end(); ++connection) {
        if (connection->idle && (oldest == connections.end() || connection->deadline < oldest->deadline))
            oldest = connection;
    }
    if (oldest == connections.end())
        return false;
    oldest->idle = false;
    error_code ignored;
    oldest->socket.close(ignored);
    return true;
}

// --- what clients let us hold ------------------------------------------------------------------------------------------------

static constexpr std::size_t small_holding = 16 * 1024; ///< not worth cutting anybody off

static double bytes_per_second(Connection const& connection, Steady::time_point now)
{
    std::chrono::duration<double> taken = now - connection.moving_since;
    return static_cast<double>(connection.moved) / std::max(taken.count(), 0.01);
}

/// False where nobody holds much who could be faster.
bool Server::Engine::cut_off_slowest()
{
    auto const now = Steady::now();
    Connection* slowest = nullptr;
    for (auto& connection : connections) {
        bool candidate = connection.waits_for_client && connection.held >= small_holding;
        if (candidate && (!slowest || bytes_per_second(connection, now) < bytes_per_second(*slowest, now)))
            slowest = &connection;
    }
    if (!slowest)
        return false;
    hold(*slowest, 0);
    slowest->waits_for_client = false;
    error_code ignored;
    slowest->socket.close(ignored);
    return true;
}

void Server::Engine::hold(Connection& connection, std::size_t bytes)
{
    held = held - connection.held + bytes;
    bool grows = bytes > connection.held;
    connection.held = bytes;
    while (grows && held > options.held_limit && cut_off_slowest()) { }
}

void Server::Engine::begin_moving(Connection& connection, std::size_t bytes)
{
    connection.moved = 0;
    connection.moving_since = Steady::now();
    connection.waits_for_client = true;
    hold(connection, bytes);
}

Task<void> Server::Engine::sweep()
{
    while (!stopping || !connections.empty()) {
        auto now = Steady::now();
        for (auto& connection : connections) {
            error_code ignored;
            if (connection.deadline < now || (stopping && (connection.idle || stop_deadline < now)))
                connection.socket.close(ignored);
        }
        error_code error;
        sweeper.expires_after(stopping ? std::chrono::milliseconds(20) : sweep_every);
        co_await sweeper.async_wait(quietly(error));
    }
}

Task<void> Server::Engine::serve(std::list<Connection>::iterator connection)
{
    try {
        co_await converse(*connection);
    } catch (std::exception const&) { // memory: this connection ends, the others go on
    }
    hold(*connection, 0);
    connections.erase(connection);
}

Task<void> Server::Engine::converse(Connection& connection)
{
    while (!stopping && co_await wait_for_request(connection)) {
        if (!co_await exchange(connection))
            break;
    }
    error_code ignored;
    connection.socket.shutdown(tcp::socket::shutdown_both, ignored);
}

/// Holds no buffer while it waits: an idle connection costs little.
Task<bool> Server::Engine::wait_for_request(Connection& connection)
{
    if (connection.buffer.size() > 0)
        co_return true;
    connection.buffer.shrink_to_fit();
    connection.deadline = Steady::now() + std::chrono::seconds(options.idle_timeout_seconds);
    connection.idle = true;
    error_code error;
    co_await connection.socket.async_wait(tcp::socket::wait_read, quietly(error));
    connection.idle = false;
    co_return !error && connection.socket.is_open();
}

// --- from start to stop -----------------------------------------------------------------------------------------------------

void Server::Engine::begin_stop()
{
    if (stopping)
        return;
    stopping = true;
    stop_deadline = Steady::now() + std::chrono::seconds(options.stop_timeout_seconds);
    error_code ignored;
    acceptor.close(ignored);
    signals.cancel(ignored);
    pause.cancel();
    sweeper.cancel();
}

Server::Server(ServerOptions options, std::function<Response(Request const&)> handler)
    : engine_(std::make_unique<Engine>(std::move(options), std::move(handler)))
{
}

Server::~Server() { engine_->pool.finish(); }

std::uint16_t Server::port() const { return engine_->acceptor.local_endpoint().port(); }

void Server::run()
{
    net::co_spawn(engine_->io, engine_->accept(), net::detached);
    net::co_spawn(engine_->io, engine_->sweep(), net::detached);
    for (;;) {
        try {
            engine_->io.run();
            break;
        } catch (std::exception const& exception) { // memory; the other connections go on
            std::fprintf(stderr, "bydel: sockets: %s\n", exception.what());
        }
    }
    engine_->pool.finish();
}

void Server::stop()
{
    net::post(engine_->io, [engine = engine_.get()] { engine->begin_stop(); });
}

void Server::stop_on_signals()
{
    engine_->signals.add(SIGINT);
    engine_->signals.add(SIGTERM);
    engine_->signals.async_wait([engine = engine_.get()](error_code error, int) {
        if (!error)
            engine->begin_stop();
    });
}

} // namespace bydel::http
