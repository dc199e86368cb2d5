// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/auth/secrets.h"
#include "platform/http/site.h"
#include "platform/i18n/i18n.h"
#include <cstdlib>
#include <doctest/doctest.h>
#include <fstream>

using namespace bydel;
using namespace bydel::http;

namespace {

std::vector<assets::Asset> const files {
    { "schema/0001_platform.sql", "CREATE TABLE secret" },
    { "web/index.html", "<!doctype html>field" },
    { "web/index.html.gz", "packed field" },
    { "web/office.html", "<!doctype html>office" },
    { "web/sw.js", "worker" },
    { "web/assets/field-Ab12.js", "script" },
    { "web/manifest.webmanifest", "{}" },
};

struct World {
    std::unique_ptr<db::Database> database = db::open(":memory:");
    Clock clock;
    auth::Vault vault = auth::Vault::temporary();
    i18n::Catalogue messages;
    Api api { Services { *database, clock, vault, messages, "" }, {}, {} };
    Metrics metrics;
    bool ready = true;
    Site site { api, metrics, messages, [this]() -> Done { return ready ? Done() : fail({ 503, "server.busy", "", {}, "secret" }); }, "1.2.3", files };

    Response get(std::string path, Headers headers = {}, Method method = Method::get)
    {
        return site.handle({ method, std::move(path), {}, std::move(headers), "", "" });
    }
};

std::string header(Response const& response, std::string_view name)
{
    for (auto const& [key, value] : response.headers) {
        if (key == name)
            return value;
    }
    return {};
}

} // namespace

TEST_CASE("one neutral address for the field app, the office below its own")
{
    World world;
    CHECK(world.get("/").body == "<!doctype html>field");
    CHECK(world.get("/#i=dk.token").body == "<!doctype html>field");
    CHECK(world.metrics.text().find("dk.token") == std::string::npos);
    CHECK(header(world.get("/"), "Content-Type") == "text/html; charset=utf-8");
    for (auto path : { "/office", "/office/", "/office/groups/1" })
        CHECK(world.get(path).body == "<!doctype html>office");
    for (auto path : { "/officer", "/schema/0001_platform.sql", "/web/index.html", "/../schema/0001_platform.sql", "/assets/", "//", "/api/", "" })
        CHECK_MESSAGE(world.get(path).status == 404, path);
    CHECK(world.get("/", {}, Method::post).status == 404);
}

TEST_CASE("every answer carries the strict headers")
{
    World world;
    for (auto path : { "/", "/office", "/healthz", "/metrics", "/nothing", "/api/nothing", "/assets/field-Ab12.js" }) {
        auto response = world.get(path, { { "accept", "application/json" } });
        auto policy = header(response, "Content-Security-Policy");
        bool page = std::string_view(path) == "/office" || std::string_view(path) == "/"; // both run WebAssembly, nothing else does
        CHECK_MESSAGE(policy.starts_with(page ? "default-src 'none'; script-src 'self' 'wasm-unsafe-eval';" : "default-src 'none'; script-src 'self';"), path);
        CHECK(policy.find("'unsafe-") == std::string::npos);
        CHECK(header(response, "Referrer-Policy") == "no-referrer");
        CHECK(header(response, "X-Content-Type-Options") == "nosniff");
        CHECK(!header(response, "Content-Type").empty());
        CHECK(header(response, "Strict-Transport-Security").empty());
        CHECK(header(response, "Cross-Origin-Opener-Policy") == "same-origin");
        CHECK(!header(response, "Permissions-Policy").empty());
    }
}

TEST_CASE("where phones reach it by https, every answer tells browsers to stay with it")
{
    World world;
    world.site.stay_with_https();
    for (auto path : { "/", "/office", "/healthz", "/nothing", "/api/nothing" })
        CHECK_MESSAGE(header(world.get(path), "Strict-Transport-Security") == "max-age=31536000", path);
    CHECK(header(world.site.refuse({ Method::post, "/api/login" }, { 413, "body.too_large" }), "Strict-Transport-Security") == "max-age=31536000");
}

TEST_CASE("files with a hash in their name are kept for a year, the others are asked for again")
{
    World world;
    CHECK(header(world.get("/assets/field-Ab12.js"), "Cache-Control") == "public, max-age=31536000, immutable");
    for (auto path : { "/", "/sw.js", "/manifest.webmanifest" })
        CHECK(header(world.get(path), "Cache-Control") == "no-cache");
    CHECK(header(world.get("/sw.js"), "Content-Type") == "text/javascript; charset=utf-8");
    CHECK(header(world.get("/manifest.webmanifest"), "Content-Type") == "application/manifest+json");
}

TEST_CASE("a file that the browser has is not sent again")
{
    World world;
    auto tag = header(world.get("/"), "ETag");
    CHECK(tag.size() > 10);
    auto same = world.get("/", { { "if-none-match", "\"other\", " + tag } });
    CHECK(same.status == 304);
    CHECK(same.body.empty());
    CHECK(header(same, "ETag") == tag);
    CHECK(world.get("/", { { "if-none-match", "\"other\"" } }).status == 200);
}

TEST_CASE("the file that was compressed at build time is sent to those who take it, under its own tag")
{
    World world;
    auto packed = world.get("/", { { "accept-encoding", "gzip, deflate, br" } });
    CHECK(packed.body == "packed field");
    CHECK(packed.encoding == "gzip");
    CHECK(header(packed, "Vary") == "Accept-Encoding");
    CHECK(header(packed, "ETag") != header(world.get("/"), "ETag"));
    CHECK(world.get("/", { { "accept-encoding", "gzip;q=0" } }).encoding.empty());
    CHECK(world.get("/sw.js", { { "accept-encoding", "gzip" } }).encoding.empty());
}

TEST_CASE("the API describes itself")
{
    World world;
    CHECK(MUST(parse_json(world.get("/api/openapi.json").body))["info"].text("version") == "1.2.3");
}

TEST_CASE("health is always, readiness says when the database does not answer, and not why")
{
    World world;
    CHECK(world.get("/healthz").status == 200);
    CHECK(world.get("/readyz").status == 200);
    world.ready = false;
    auto response = world.get("/readyz");
    CHECK(response.status == 503);
    CHECK(response.body.find("secret") == std::string::npos);
    CHECK(world.get("/healthz").body == "ok\n");
}

TEST_CASE("requests are counted by route and class of status, and others add gauges")
{
    World world;
    world.metrics.add_gauge("bydel_quarantined_items", "Items that a person must look at", [] { return 3.0; });
    world.get("/");
    world.get("/api/nothing");
    world.site.refuse({}, { 413, "body.too_large" });
    auto text = world.get("/metrics").body;
    CHECK(text.find(R"(bydel_http_requests_total{method="GET",route="file",status="2xx"} 1)") != std::string::npos);
    CHECK(text.find(R"(bydel_http_requests_total{method="GET",route="none",status="4xx"} 1)") != std::string::npos);
    CHECK(text.find(R"(bydel_http_requests_total{method="GET",route="refused",status="4xx"} 1)") != std::string::npos);
    CHECK(text.find("bydel_quarantined_items 3") != std::string::npos);
    CHECK(text.find("process_resident_memory_bytes ") != std::string::npos);
    CHECK(text.find("bydel_http_request_duration_seconds_bucket") != std::string::npos);
    if (auto const* file = std::getenv("BYDEL_METRICS_OUT"))
        std::ofstream(file) << text;
}

TEST_CASE("an address that is not there is a page for a person, in her language and without a script; the API answers programs")
{
    World world;
    Headers const browser { { "accept", "text/html,application/xhtml+xml" }, { "accept-language", "ar-SY, da;q=0.5" } };
    auto language = [&](std::string const& code, std::string const& direction, std::string const& title) {
        return MUST(parse_json(R"({"language":{"code":")" + code + R"(","name":"x","own_name":"x","direction":")" + direction
            + R"(","review":"reviewed"},"messages":{"not_found.title":")" + title + R"(","not_found.text":"a < b & c"}})"));
    };
    MUST(world.messages.add("en", language("en", "ltr", "Nothing here")));
    MUST(world.messages.add("ar", language("ar", "rtl", "\u0644\u0627 \u0634\u064a\u0621 \u0647\u0646\u0627")));
    for (auto path : { "/nowhere", "/officer", "/index.php", "/assets/gone.js", "/%2e%2e/etc" }) {
        auto page = world.get(path, browser);
        CHECK(page.status == 404);
        CHECK(header(page, "Content-Type") == "text/html; charset=utf-8");
        CHECK(page.body.find(R"(<html lang="ar" dir="rtl">)") != std::string::npos);
        CHECK(page.body.find("لا شيء هنا") != std::string::npos);
        CHECK(page.body.find("a &lt; b &amp; c") != std::string::npos);
        CHECK(page.body.find("<script") == std::string::npos);
        auto policy = header(page, "Content-Security-Policy");
        CHECK(policy.starts_with("default-src 'none'; style-src 'self';"));
        CHECK(policy.find("script-src") == std::string::npos);
        CHECK(header(page, "X-Content-Type-Options") == "nosniff");
    }
    CHECK(world.get("/nowhere").body.find(R"(<html lang="en" dir="ltr">)") != std::string::npos);
    CHECK(world.get("/nowhere", browser, Method::head).status == 404);
    for (auto const& [path, headers] : std::vector<std::pair<std::string, Headers>> { { "/api/nowhere", browser }, { "/api", browser },
             { "/nowhere", { { "accept", "application/json" } } }, { "/assets/gone.js", { { "accept", "*/*" } } } }) {
        auto answer = world.get(path, headers);
        CHECK(answer.status == 404);
        CHECK_MESSAGE(header(answer, "Content-Type") == "application/problem+json", path);
    }
    CHECK(header(world.get("/nowhere", browser, Method::post), "Content-Type") == "application/problem+json");
}
