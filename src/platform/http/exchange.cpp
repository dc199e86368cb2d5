// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"
#include "platform/http/engine.h"
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>

namespace bydel::http {

namespace beast = boost::beast;

static constexpr std::size_t head_limit = 16 * 1024;
static constexpr std::size_t slowest_bytes_per_second = 2048;
static constexpr std::size_t discard_limit = 8 * 1024 * 1024;
static constexpr std::chrono::seconds discard_time { 3 };
static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

static Problem busy() { return { 503, "server.busy" }; }
static Problem failed() { return { 500, "server.failed" }; }

static Method method_of(beast::http::verb given)
{
    using Verb = beast::http::verb;
    switch (given) {
    case Verb::get:
        return Method::get;
    case Verb::head:
        return Method::head;
    case Verb::post:
        return Method::post;
    case Verb::put:
        return Method::put;
    case Verb::delete_:
        return Method::remove;
    case Verb::options:
        return Method::options;
    default: // Beast knows thirty
        return Method::other;
    }
}

/// Reads head and body. The deadline moves by what has come, so a slow line is served and a slow attacker is not.
Task<error_code> Server::Engine::read(Connection& connection, Parser& parser)
{
    auto start = Steady::now() + std::chrono::seconds(options.read_timeout_seconds);
    connection.deadline = start;
    error_code error;
    co_await beast::http::async_read_header(connection.socket, connection.buffer, parser, quietly(error));
    if (!error && !parser.is_done() && lower_ascii(parser.get()[beast::http::field::expect]) == "100-continue")
        co_await net::async_write(connection.socket, net::buffer(go_on.data(), go_on.size()), quietly(error));
    begin_moving(connection, 0);
    while (!error && !parser.is_done()) {
        connection.moved += co_await beast::http::async_read_some(connection.socket, connection.buffer, parser, quietly(error));
        connection.deadline = start + std::chrono::seconds(connection.moved / slowest_bytes_per_second);
        if (connection.waits_for_client) // it may have been cut off just now
            hold(connection, connection.moved);
    }
    connection.waits_for_client = false;
    co_return error;
}

/// What our own proxy wrote: the last value of the last line. Some proxies lengthen the client's line, others add one of their own below it; all that
/// stands before was written by the client.
static std::string last_hop(Request const& request)
{
    std::string hop;
    for (auto const& [name, value] : request.headers) {
        if (name == "x-forwarded-for")
            hop = trimmed(std::string_view(value).substr(value.rfind(',') + 1));
    }
    return hop;
}

static Request request_from(Connection const& connection, Parser& parser, bool trusted_proxy)
{
    Request request;
    auto& message = parser.get();
    request.method = method_of(message.method());
    request.remote = connection.remote;
    for (auto const& field : message)
        request.headers.emplace_back(lower_ascii(field.name_string()), std::string(field.value()));
    request.body = std::move(message.body());
    if (trusted_proxy) {
        if (auto hop = last_hop(request); !hop.empty())
            request.remote = hop;
    }
    return request;
}

/// Beast takes a coding that it does not know for no body at all, and what follows for the next request; others would read it as a body.
static bool has_strange_coding(Request const& request)
{
    int codings = 0;
    for (auto const& [name, value] : request.headers) {
        if (name == "transfer-encoding" && (++codings > 1 || lower_ascii(trimmed(value)) != "chunked"))
            return true;
    }
    return false;
}

/// What to tell a client whose request could not be read; nothing where it has gone away or was cut off.
static std::optional<Problem> refusal_of(error_code error)
{
    using Fault = beast::http::error;
    if (error.category() != make_error_code(Fault::end_of_stream).category() || error == Fault::end_of_stream || error == Fault::partial_message)
        return std::nullopt;
    if (error == Fault::body_limit)
        return Problem { 413, "body.too_large" };
    return Problem { error == Fault::header_limit ? 431 : 400, "request.malformed" };
}

/// False: the connection ends.
Task<bool> Server::Engine::exchange(Connection& connection)
{
    Parser parser;
    parser.header_limit(head_limit);
    parser.body_limit(options.body_limit);
    auto error = co_await read(connection, parser);
    auto request = request_from(connection, parser, options.trusted_proxy);
    auto refusal = error ? refusal_of(error) : std::nullopt;
    if (!error && (has_strange_coding(request) || !read_target(request, parser.get().target())))
        refusal = Problem { 400, "request.malformed" };
    if (refusal)
        co_await send_refusal(connection, request, std::move(*refusal));
    if (error || refusal)
        co_return false;
    bool keep = parser.get().keep_alive();
    connection.deadline = Steady::time_point::max();
    auto response = co_await handled(request);
    auto after = keep && !stopping ? AfterAnswer::keep_open : AfterAnswer::close;
    bool sent = co_await send(connection, request, std::move(response), after);
    co_return sent&& after == AfterAnswer::keep_open;
}

Task<bool> Server::Engine::send(Connection& connection, Request const& request, Response response, AfterAnswer after)
{
    auto head = write_head(response, after);
    if (!has_body(request, response))
        response.body.clear();
    std::array<net::const_buffer, 2> rest { net::buffer(head), net::buffer(response.body) };
    error_code error;
    begin_moving(connection, net::buffer_size(rest));
    while (net::buffer_size(rest) > 0 && !error) {
        connection.deadline = Steady::now() + std::chrono::seconds(options.idle_timeout_seconds);
        auto count = co_await connection.socket.async_write_some(rest, quietly(error));
        connection.moved += count;
        auto of_head = std::min(count, rest[0].size());
        rest[0] += of_head;
        rest[1] += count - of_head;
    }
    connection.waits_for_client = false;
    hold(connection, 0);
    co_return !error;
}

/// Answers, then reads on for a moment: a client that is still sending would otherwise see a reset instead of the answer.
Task<void> Server::Engine::send_refusal(Connection& connection, Request const& request, Problem problem)
{
    auto response = options.refuse(request, problem);
    if (co_await send(connection, request, std::move(response), AfterAnswer::close))
        co_await discard(connection);
}

Task<void> Server::Engine::discard(Connection& connection)
{
    error_code error;
    connection.socket.shutdown(tcp::socket::shutdown_send, error);
    connection.deadline = Steady::now() + discard_time;
    std::string waste(64 * 1024, '\0');
    std::size_t discarded = 0;
    while (!error && discarded < discard_limit)
        discarded += co_await connection.socket.async_read_some(net::buffer(waste), quietly(error));
}

Response Server::Engine::run_handler(Request const& request) const
{
    try {
        auto response = handler(request);
        compress_where_it_pays(request, response);
        return response;
    } catch (std::exception const&) {
    }
    try {
        return options.refuse(request, failed());
    } catch (std::exception const&) { // no memory even for the sentence
        return { 500 };
    }
}

/// Runs the handler on a worker while this coroutine sleeps; the answer comes back on the sockets' thread.
Task<Response> Server::Engine::handled(Request const& request)
{
    auto start = [this, &request](auto completion) {
        auto resume = std::make_shared<decltype(completion)>(std::move(completion));
        auto guard = net::make_work_guard(io);
        auto job = [this, &request, resume, guard] {
            auto response = std::make_shared<Response>(run_handler(request));
            net::post(io, [resume, response, guard] { std::move (*resume)(std::move(*response)); });
        };
        if (!pool.offer(job))
            net::post(io, [this, &request, resume] { std::move (*resume)(options.refuse(request, busy())); });
    };
    auto response = co_await net::async_initiate<decltype(net::use_awaitable) const, void(Response)>(start, net::use_awaitable);
    co_return response;
}

} // namespace bydel::http
