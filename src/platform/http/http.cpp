// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/http.h"
#include "base/text.h"

namespace bydel::http {

std::string_view to_string(Method method)
{
    switch (method) {
    case Method::get:
        return "GET";
    case Method::head:
        return "HEAD";
    case Method::post:
        return "POST";
    case Method::put:
        return "PUT";
    case Method::remove:
        return "DELETE";
    case Method::options:
        return "OPTIONS";
    case Method::other:
        return "OTHER";
    }
    return "OTHER";
}

std::string_view Request::header(std::string_view lower_case_name) const
{
    for (auto const& [name, value] : headers) {
        if (name == lower_case_name)
            return value;
    }
    return {};
}

static std::string_view cookie_in(std::string_view header, std::string_view name)
{
    while (!header.empty()) {
        auto end = header.find(';');
        auto pair = trimmed(header.substr(0, end));
        auto equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name)
            return pair.substr(equals + 1);
        header.remove_prefix(end == std::string_view::npos ? header.size() : end + 1);
    }
    return {};
}

std::string_view Request::cookie(std::string_view name) const
{
    for (auto const& [header_name, value] : headers) {
        if (header_name != "cookie")
            continue;
        if (auto found = cookie_in(value, name); !found.empty())
            return found;
    }
    return {};
}

std::string_view Request::parameter(std::string_view name) const
{
    for (auto const& [parameter_name, value] : query) {
        if (parameter_name == name)
            return value;
    }
    return {};
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

std::optional<std::string> percent_decoded(std::string_view text)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto byte = static_cast<unsigned char>(text[i]);
        if (text[i] == '%') {
            int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
            int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
            if (low < 0)
                return std::nullopt;
            byte = static_cast<unsigned char>(high * 16 + low);
            i += 2;
        }
        if (byte < 0x20 || byte == 0x7f)
            return std::nullopt;
        decoded += static_cast<char>(byte);
    }
    return decoded;
}

static std::optional<std::string> decoded_in_query(std::string_view text)
{
    std::string spaced(text);
    for (char& c : spaced) {
        if (c == '+')
            c = ' ';
    }
    return percent_decoded(spaced);
}

bool read_target(Request& request, std::string_view target)
{
    auto mark = target.find('?');
    auto path = percent_decoded(target.substr(0, mark));
    if (!path || path->empty() || path->front() != '/')
        return false;
    request.path = std::move(*path);
    if (mark == std::string_view::npos)
        return true;
    for (auto const& pair : split(target.substr(mark + 1), '&')) {
        auto equals = pair.find('=');
        auto name = decoded_in_query(std::string_view(pair).substr(0, equals));
        auto value = decoded_in_query(equals == std::string::npos ? "" : std::string_view(pair).substr(equals + 1));
        if (!name || !value)
            return false;
        request.query.emplace_back(std::move(*name), std::move(*value));
    }
    return true;
}

} // namespace bydel::http
