// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/guard.h"
#include "base/text.h"
#include <algorithm>

namespace bydel::http {

static bool is_safe(Method method) { return method == Method::get || method == Method::head || method == Method::options; }

static std::string_view host_of(std::string_view origin)
{
    auto slashes = origin.find("://");
    return slashes == std::string_view::npos ? std::string_view() : origin.substr(slashes + 3);
}

static bool is_ours(std::string_view origin, Request const& request, std::string_view public_origin)
{
    if (!public_origin.empty() && origin == public_origin)
        return true;
    auto host = host_of(origin);
    return !host.empty() && lower_ascii(host) == lower_ascii(request.header("host"));
}

Done refuse_cross_site(Request const& request, std::string_view public_origin)
{
    if (is_safe(request.method))
        return {};
    auto site = request.header("sec-fetch-site");
    auto origin = request.header("origin");
    bool ours = site.empty() ? origin.empty() || is_ours(origin, request, public_origin) : site == "same-origin";
    return ours ? Done() : fail({ 403, "request.cross_site" });
}

Result<std::string_view> json_text_of(Request const& request)
{
    if (request.body.empty())
        return std::string_view("{}");
    auto type = request.header("content-type");
    if (lower_ascii(trimmed(type.substr(0, type.find(';')))) != "application/json")
        return fail({ 415, "body.not_json" });
    return std::string_view(request.body);
}

static void add_missing(Response& response, std::string_view name, std::string_view value)
{
    bool has = std::any_of(response.headers.begin(), response.headers.end(), [&](auto const& header) { return header.first == name; });
    if (!has)
        response.headers.emplace_back(name, value);
}

std::string content_security_policy(Scripts scripts)
{
    return std::string("default-src 'none'; script-src 'self'") + (scripts == Scripts::own ? "" : " 'wasm-unsafe-eval'")
        + "; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
          "worker-src 'self'; media-src 'self' blob:; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
}

void add_security_headers(Response& response)
{
    add_missing(response, "Content-Security-Policy", content_security_policy(Scripts::own));
    add_missing(response, "X-Content-Type-Options", "nosniff");
    add_missing(response, "Referrer-Policy", "no-referrer");
    add_missing(response, "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), interest-cohort=()");
    add_missing(response, "Cross-Origin-Opener-Policy", "same-origin");
    add_missing(response, "Cross-Origin-Resource-Policy", "same-origin");
}

} // namespace bydel::http
