// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/wire.h"
#include "base/json.h"
#include "base/text.h"
#include <ctime>
#include <zlib.h>

namespace bydel::http {

static constexpr std::size_t worth_compressing = 1024;
static constexpr std::size_t large = 256 * 1024;

/// Fast for a first pull of thousands of records, closer for pages; measured in docs/measurements.
static int level_for(std::size_t size) { return size > large ? 1 : 6; }

std::string gzipped(std::string_view plain)
{
    z_stream stream {};
    VERIFY(deflateInit2(&stream, level_for(plain.size()), Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string packed(deflateBound(&stream, plain.size()), '\0');
    stream.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(plain.data()));
    stream.avail_in = static_cast<unsigned>(plain.size());
    stream.next_out = reinterpret_cast<unsigned char*>(packed.data());
    stream.avail_out = static_cast<unsigned>(packed.size());
    VERIFY(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

bool accepts_gzip(Request const& request)
{
    for (auto const& part : split(request.header("accept-encoding"), ',')) {
        auto pieces = split(part, ';');
        if (pieces.empty() || lower_ascii(trimmed(pieces[0])) != "gzip")
            continue;
        auto quality = pieces.size() > 1 ? trimmed(pieces[1]) : std::string_view();
        return quality != "q=0" && quality != "q=0.0";
    }
    return false;
}

static std::string_view header_of(Response const& response, std::string_view lower_case_name)
{
    for (auto const& [name, value] : response.headers) {
        if (lower_ascii(name) == lower_case_name)
            return value;
    }
    return {};
}

static bool is_compressible(std::string_view type)
{
    return type.starts_with("text/") || type.starts_with("application/json") || type.starts_with("application/problem+json")
        || type.starts_with("application/manifest+json") || type.starts_with("image/svg+xml");
}

void compress_where_it_pays(Request const& request, Response& response)
{
    if (!response.encoding.empty() || response.body.size() <= worth_compressing || !is_compressible(header_of(response, "content-type")))
        return;
    response.headers.emplace_back("Vary", "Accept-Encoding");
    if (!accepts_gzip(request))
        return;
    response.body = gzipped(response.body);
    response.encoding = "gzip";
}

static std::string_view reason(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "No Content";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 410:
        return "Gone";
    case 413:
        return "Content Too Large";
    case 415:
        return "Unsupported Media Type";
    case 422:
        return "Unprocessable Content";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    case 507:
        return "Insufficient Storage";
    default:
        return "Other";
    }
}

static std::string one_line(std::string_view value)
{
    std::string line;
    for (char c : value) {
        if (c != '\r' && c != '\n' && c != '\0')
            line += c;
    }
    return line;
}

static std::string http_date()
{
    auto now = std::time(nullptr);
    std::tm parts {};
    gmtime_r(&now, &parts);
    char text[40];
    auto length = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return { text, length };
}

std::string write_head(Response const& response, AfterAnswer after)
{
    std::string head = "HTTP/1.1 " + written(response.status) + " " + std::string(reason(response.status)) + "\r\nDate: " + http_date() + "\r\n";
    for (auto const& [name, value] : response.headers)
        head += one_line(name) + ": " + one_line(value) + "\r\n";
    if (!response.encoding.empty())
        head += "Content-Encoding: " + response.encoding + "\r\n";
    if (response.status != 204 && response.status != 304)
        head += "Content-Length: " + std::to_string(response.body.size()) + "\r\n";
    if (after == AfterAnswer::close)
        head += "Connection: close\r\n";
    return head + "\r\n";
}

bool has_body(Request const& request, Response const& response) { return request.method != Method::head && response.status != 204 && response.status != 304; }

Response plain_refusal(Problem const& problem)
{
    Response response { problem.status, { { "Content-Type", "application/problem+json" }, { "Cache-Control", "no-store" } } };
    response.body
        = Json::object({ { "type", "/problems/" + problem.key }, { "title", problem.key }, { "status", problem.status }, { "key", problem.key } }).dump();
    if (problem.status == 503)
        response.headers.emplace_back("Retry-After", "2");
    return response;
}

} // namespace bydel::http
