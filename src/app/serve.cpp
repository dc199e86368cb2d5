// SPDX-License-Identifier: AGPL-3.0-or-later
// `bydel serve`: the site on a port, and one thread that keeps tallies up, writes the audit of reads, and does the daily duties.
#include "app/audit.h"
#include "app/commands.h"
#include "app/maintenance.h"
#include "platform/http/server.h"
#include "platform/http/site.h"
#include <condition_variable>
#include <fmt/core.h>
#include <malloc.h>
#include <mutex>
#include <thread>

namespace bydel::app {

namespace {

/// Runs until it is destroyed; a duty that fails is tried again.
class Background {
public:
    explicit Background(Product& product) : product_(product), thread_([this] { run(); }) { }
    Background(Background const&) = delete;
    Background& operator=(Background const&) = delete;
    ~Background()
    {
        {
            std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_all();
        thread_.join();
        (void)write_reads(*product_.database);
    }

private:
    void run()
    {
        int seconds = 0;
        std::unique_lock lock(mutex_);
        while (!wake_.wait_for(lock, std::chrono::seconds(1), [this] { return stopping_; })) {
            lock.unlock();
            if (auto done = keep_up(product_); !done)
                fmt::print(stderr, "bydel: upkeep: {}\n", done.error().cause);
            if (++seconds % 60 == 0)
                malloc_trim(0); // gives back to the system what a busy minute took
            lock.lock();
        }
    }

    Product& product_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace

int serve(Settings const& settings)
{
    auto opened = Product::open(settings);
    if (!opened)
        return explain(opened.error());
    // One heap for all threads: what a large answer took is free for the next one, whichever thread makes it. Twenty first pulls of 10,000 records
    // left 349 MB resident with the C library's heap for each thread, and 84 MB so (bench/sync).
    mallopt(M_ARENA_MAX, 1);
    auto& product = **opened;
    http::Api api(product.services(), all_routes(), product.gate());
    http::Metrics metrics;
    http::Site site(api, metrics, product.messages, [&]() -> Done { return product.database->read([](db::Session& session) -> Done {
        journal::epoch(session);
        return {};
    }); }, BYDEL_VERSION);
    http::ServerOptions options;
    options.address = settings.address;
    options.port = static_cast<std::uint16_t>(settings.port);
    options.trusted_proxy = settings.behind_proxy;
    options.refuse = [&](http::Request const& request, Problem const& problem) { return site.refuse(request, problem); };
    http::Server server(options, [&](http::Request const& request) { return site.handle(request); });
    server.stop_on_signals();
    Background background(product);
    fmt::print("bydel {} serves on http://{}:{}\n", BYDEL_VERSION, settings.address == "127.0.0.1" ? "localhost" : settings.address, server.port());
    std::fflush(stdout);
    server.run();
    fmt::print("bydel has stopped\n");
    return 0;
}

} // namespace bydel::app
