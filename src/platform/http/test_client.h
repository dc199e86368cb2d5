// SPDX-License-Identifier: AGPL-3.0-or-later
// For the tests of the server only: a real server on a free port, and a plain socket that says exactly what it is told.
#pragma once
#include "platform/http/server.h"
#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <thread>
#include <unistd.h>

namespace bydel::http::test {

class Running {
public:
    Running(ServerOptions options, std::function<Response(Request const&)> handler)
        : server_(with_any_port(options), std::move(handler))
    {
        thread_ = std::thread([this] { server_.run(); });
    }
    ~Running() { stop(); }
    std::uint16_t port() const { return server_.port(); }
    void begin_stop() { server_.stop(); }
    void stop()
    {
        server_.stop();
        if (thread_.joinable())
            thread_.join();
    }

private:
    static ServerOptions with_any_port(ServerOptions options)
    {
        options.port = 0;
        return options;
    }
    Server server_;
    std::thread thread_;
};

class Client {
public:
    explicit Client(std::uint16_t port)
        : socket_(::socket(AF_INET, SOCK_STREAM, 0))
    {
        timeval patience { 10, 0 };
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    ~Client() { ::close(socket_); }
    Client(Client const&) = delete;
    bool connected() const { return connected_; }
    bool send(std::string_view text) { return ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size()); }
    void no_more() { ::shutdown(socket_, SHUT_WR); }
    /// All that comes until the server closes.
    std::string rest()
    {
        std::string text = std::exchange(read_, {});
        char buffer[65536];
        for (ssize_t count; (count = ::recv(socket_, buffer, sizeof buffer, 0)) > 0;)
            text.append(buffer, static_cast<std::size_t>(count));
        return text;
    }
    /// One answer: its head and as much body as Content-Length says.
    std::string answer()
    {
        while (!whole()) {
            char buffer[65536];
            auto count = ::recv(socket_, buffer, sizeof buffer, 0);
            if (count <= 0)
                return std::exchange(read_, {});
            read_.append(buffer, static_cast<std::size_t>(count));
        }
        auto text = read_.substr(0, length_);
        read_.erase(0, length_);
        return text;
    }

private:
    bool whole()
    {
        auto end = read_.find("\r\n\r\n");
        if (end == std::string::npos)
            return false;
        auto at = read_.find("Content-Length: ");
        length_ = end + 4 + (at < end ? std::stoul(read_.substr(at + 16)) : 0);
        return read_.size() >= length_;
    }
    int socket_;
    bool connected_ = false;
    std::string read_;
    std::size_t length_ = 0;
};

inline Response text_of(std::string body) { return { 200, { { "Content-Type", "text/plain" } }, std::move(body) }; }
inline Response echo(Request const& request) { return text_of(request.path + "|" + request.body); }
inline bool contains(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }
inline constexpr std::string_view plain_get = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";

} // namespace bydel::http::test
