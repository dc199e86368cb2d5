// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/site.h"
#include "base/text.h"
#include "platform/auth/secrets.h"
#include "platform/http/guard.h"
#include "platform/http/not_found.h"
#include "platform/http/wire.h"
#include "platform/i18n/i18n.h"
#include <array>
#include <chrono>

namespace bydel::http {

static constexpr std::array<std::pair<std::string_view, std::string_view>, 15> types { {
    { ".html", "text/html; charset=utf-8" },
    { ".js", "text/javascript; charset=utf-8" },
    { ".mjs", "text/javascript; charset=utf-8" },
    { ".css", "text/css; charset=utf-8" },
    { ".json", "application/json" },
    { ".webmanifest", "application/manifest+json" },
    { ".svg", "image/svg+xml" },
    { ".png", "image/png" },
    { ".ico", "image/x-icon" },
    { ".woff2", "font/woff2" },
    { ".wasm", "application/wasm" },
    { ".mp3", "audio/mpeg" },
    { ".ogg", "audio/ogg" },
    { ".opus", "audio/ogg" },
    { ".txt", "text/plain; charset=utf-8" },
} };

static std::string_view type_of(std::string_view path)
{
    for (auto const& [ending, type] : types) {
        if (path.ends_with(ending))
            return type;
    }
    return "application/octet-stream";
}

Site::Site(Api& api, Metrics& metrics, i18n::Catalogue const& messages, std::function<Done()> ready, std::string const& version,
    std::vector<assets::Asset> const& files)
    : api_(api)
    , metrics_(metrics)
    , messages_(messages)
    , ready_(std::move(ready))
    , description_(openapi(api.routes(), version).dump())
{
    for (auto const& asset : files) {
        if (!asset.path.starts_with("web/"))
            continue;
        auto path = std::string(asset.path.substr(3));
        if (path.ends_with(".gz")) {
            files_[path.substr(0, path.size() - 3)].gzip = asset.bytes;
            continue;
        }
        auto& file = files_[path];
        file.bytes = asset.bytes;
        file.type = type_of(path);
        file.etag = auth::hash_token(asset.bytes).substr(0, 22);
        file.immutable = path.starts_with("/assets/");
    }
}

Site::File const* Site::find_file(std::string_view path) const
{
    // "/#i=…" as a path is an invitation whose # a messenger encoded; the page moves it out of the address. Paths are never logged.
    auto file = files_.find(path == "/" || path.starts_with("/#") ? "/index.html" : path);
    if (file == files_.end() && (path == "/office" || path.starts_with("/office/")))
        file = files_.find("/office.html");
    return file == files_.end() || file->second.etag.empty() ? nullptr : &file->second;
}

static bool has_tag(std::string_view if_none_match, std::string const& tag)
{
    return if_none_match == "*" || if_none_match.find(tag) != std::string_view::npos;
}

Response Site::send(Request const& request, File const& file)
{
    bool packed = !file.gzip.empty() && accepts_gzip(request);
    auto tag = "\"" + file.etag + (packed ? "-gz\"" : "\"");
    Response response { 200,
        { { "Content-Type", std::string(file.type) }, { "ETag", tag },
            { "Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache" } } };
    if (!file.gzip.empty())
        response.headers.emplace_back("Vary", "Accept-Encoding");
    if (has_tag(request.header("if-none-match"), tag)) {
        response.status = 304;
        return response;
    }
    response.body = packed ? file.gzip : file.bytes;
    response.encoding = packed ? "gzip" : "";
    return response;
}

Response Site::health(Request const& request)
{
    if (request.path == "/metrics")
        return { 200, { { "Content-Type", "text/plain; version=0.0.4; charset=utf-8" }, { "Cache-Control", "no-store" } }, metrics_.text() };
    if (request.path == "/readyz") {
        if (auto ready = ready_(); !ready)
            return api_.refuse(request, ready.error());
    }
    return { 200, { { "Content-Type", "text/plain; charset=utf-8" }, { "Cache-Control", "no-store" } }, "ok\n" };
}

Response Site::described() const { return { 200, { { "Content-Type", "application/json" }, { "Cache-Control", "no-cache" } }, description_ }; }

Response Site::not_found(Request const& request) const
{
    auto language = messages_.best_for(request.header("accept-language"));
    return { 404,
        { { "Content-Type", "text/html; charset=utf-8" }, { "Content-Language", language }, { "Vary", "Accept, Accept-Language" },
            { "Cache-Control", "no-store" }, { "Content-Security-Policy", std::string(not_found_policy) } },
        not_found_page(messages_, language) };
}

Response Site::answer(Request const& request)
{
    bool reads = request.method == Method::get || request.method == Method::head;
    auto with_route = [](Response response, std::string_view route) {
        response.route = route;
        add_security_headers(response);
        return response;
    };
    if (reads && (request.path == "/healthz" || request.path == "/readyz" || request.path == "/metrics"))
        return with_route(health(request), "health");
    if (reads && request.path == "/api/openapi.json")
        return with_route(described(), "openapi");
    if (auto const* file = reads && !request.path.starts_with("/api/") ? find_file(request.path) : nullptr) {
        auto response = send(request, *file);
        if (file == find_file("/office") || file == find_file("/")) // the office computes with WebAssembly, the phone guards the PIN with it
            response.headers.emplace_back("Content-Security-Policy", content_security_policy(Scripts::own_and_webassembly));
        return with_route(std::move(response), "file");
    }
    if (reads && is_for_a_person(request))
        return with_route(not_found(request), "not_found");
    return api_.handle(request);
}

void Site::finish(Response& response) const
{
    if (https_only_)
        response.headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
}

Response Site::handle(Request const& request)
{
    auto start = std::chrono::steady_clock::now();
    auto response = answer(request);
    finish(response);
    std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    metrics_.count(response.route, request.method, response.status, taken.count());
    return response;
}

Response Site::refuse(Request const& request, Problem const& problem)
{
    metrics_.count("refused", request.method, problem.status, 0);
    auto response = api_.refuse(request, problem);
    finish(response);
    return response;
}

} // namespace bydel::http
