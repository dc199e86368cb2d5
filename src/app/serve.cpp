// SPDX-License-Identifier: AGPL-3.0-or-later
// `bydel serve`: the site on a port, with the upkeep beside it.
#include "app/commands.h"
#include "app/maintenance.h"
#include "app/upkeep.h"
#include "platform/http/server.h"
#include "platform/http/site.h"
#include <fmt/core.h>

namespace bydel::app {

/// What a request waits for the database at most; then it is told that we are busy (docs/administration.md).
static constexpr std::chrono::seconds database_answers_within { 10 };

static Done database_answers(db::Database& database)
{
    try {
        return database.read([](db::Session& session) -> Done {
            journal::epoch(session);
            return {};
        });
    } catch (std::exception const& exception) {
        return fail(db::caught(exception));
    }
}

static void show_upkeep(http::Metrics& metrics, Upkeep& upkeep)
{
    metrics.add_gauge("bydel_upkeep_failures", "Times that a job or the audit could not be done", [&] { return static_cast<double>(upkeep.failures()); });
    metrics.add_gauge(
        "bydel_clock_days_off", "Days of this clock from the newest day that is believed; 0: it is believed", [&] { return upkeep.clock_days_off(); });
    metrics.add_gauge(
        "bydel_runs_jobs", "Whether this server runs the jobs: 1 on one of those that share a database", [&] { return upkeep.runs_jobs() ? 1 : 0; });
    metrics.add_gauge("bydel_upkeep_behind_seconds", "Since the upkeep last did all there was to do", [&] { return upkeep.behind(); });
}

static void show_jobs(http::Metrics& metrics, db::Database& database)
{
    for (auto const& job : slices().jobs()) {
        auto health = [&database, name = job.name] { return database.read([&](db::Session& session) { return jobs::health_of(session, name); }); };
        metrics.add_gauge("bydel_job_failing_programmes", "Programmes in which the last run of a job failed",
            [=] { return static_cast<double>(health().failing); }, { { "job", job.name } });
        metrics.add_gauge("bydel_job_longest_seconds", "How long the last run of a job took, in the programme where it took longest",
            [=] { return static_cast<double>(health().longest_ms) / 1000; }, { { "job", job.name } });
    }
}

static void show_readers(http::Metrics& metrics, db::Database& database)
{
    for (auto const& slice : slices().all()) {
        for (auto const& reader : slice.readers) {
            auto lag = [&] { return static_cast<double>(database.read([&](db::Session& session) { return journal::lag(session, reader); })); };
            metrics.add_gauge(
                "bydel_journal_reader_lag_entries", "Entries of the journal that a reader has not read", lag, { { "reader", std::string(reader.name) } });
        }
    }
}

/// The instant of a commit is the instant of a conversation (docs/security.md).
static void warn_of_commit_times(db::Database& database)
{
    if (database.engine() != db::Engine::postgresql)
        return;
    auto kept = database.read([](db::Session& session) { return session.query_one("SHOW track_commit_timestamp")->text(0); });
    if (kept == "on")
        fmt::print(stderr, "bydel: this PostgreSQL keeps the instant of every commit; switch track_commit_timestamp off (docs/security.md)\n");
}

int serve(Settings const& settings)
{
    auto opened = Product::open(settings);
    if (!opened)
        return explain(opened.error());
    auto& product = **opened;
    warn_of_commit_times(*product.database);
    product.database->answer_within(database_answers_within);
    Upkeep upkeep(product);
    http::Api api(product.services(), slices().routes(), product.gate());
    http::Metrics metrics;
    show_upkeep(metrics, upkeep);
    show_jobs(metrics, *product.database);
    show_readers(metrics, *product.database);
    auto ready = [&]() -> Done {
        TRY(database_answers(*product.database));
        return upkeep.ready();
    };
    http::Site site(api, metrics, *product.messages, ready, BYDEL_VERSION);
    if (settings.origin.starts_with("https://"))
        site.stay_with_https();
    http::ServerOptions options;
    options.address = settings.address;
    options.port = static_cast<std::uint16_t>(settings.port);
    options.trusted_proxy = settings.behind_proxy;
    options.refuse = [&](http::Request const& request, Problem const& problem) { return site.refuse(request, problem); };
    http::Server server(options, [&](http::Request const& request) { return site.handle(request); });
    server.stop_on_signals();
    fmt::print("bydel {} serves on http://{}:{}\n", BYDEL_VERSION, settings.address == "127.0.0.1" ? "localhost" : settings.address, server.port());
    std::fflush(stdout);
    server.run();
    fmt::print("bydel has stopped\n");
    return 0;
}

} // namespace bydel::app
