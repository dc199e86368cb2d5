// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/metrics.h"
#include <cmath>
#include <fstream>
#include <mutex>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <unistd.h>

namespace bydel::http {

struct Asked {
    prometheus::Gauge& gauge;
    std::function<double()> value;
};

struct Metrics::State {
    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter>& requests = prometheus::BuildCounter()
                                                            .Name("bydel_http_requests_total")
                                                            .Help("Requests answered, by route pattern, method and class of status")
                                                            .Register(registry);
    prometheus::Family<prometheus::Histogram>& durations = prometheus::BuildHistogram()
                                                               .Name("bydel_http_request_duration_seconds")
                                                               .Help("Time from the whole request read to the answer made, by route pattern")
                                                               .Register(registry);
    mutable std::mutex mutex;
    std::vector<Asked> gauges;
};

static double resident_bytes()
{
    std::ifstream statm("/proc/self/statm");
    double total = 0;
    double resident = 0;
    statm >> total >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

Metrics::Metrics()
    : state_(std::make_unique<State>())
{
    add_gauge("process_resident_memory_bytes", "Resident memory size in bytes", resident_bytes);
}

Metrics::~Metrics() = default;

static double value_of(std::function<double()> const& ask)
{
    try {
        return ask();
    } catch (std::exception const&) {
        return std::nan("");
    }
}

void Metrics::count(std::string_view route, Method method, int status, double seconds)
{
    auto pattern = std::string(route.empty() ? "none" : route);
    auto status_class = std::to_string(status / 100) + "xx";
    state_->requests.Add({ { "route", pattern }, { "method", std::string(to_string(method)) }, { "status", status_class } }).Increment();
    static prometheus::Histogram::BucketBoundaries const bounds { 0.001, 0.005, 0.02, 0.1, 0.5, 2, 10 };
    state_->durations.Add({ { "route", pattern } }, bounds).Observe(seconds);
}

void Metrics::add_gauge(std::string const& name, std::string const& help, std::function<double()> value, std::map<std::string, std::string> const& labels)
{
    auto& gauge = prometheus::BuildGauge().Name(name).Help(help).Register(state_->registry).Add(labels);
    std::lock_guard lock(state_->mutex);
    state_->gauges.push_back({ gauge, std::move(value) });
}

std::string Metrics::text() const
{
    std::lock_guard lock(state_->mutex);
    for (auto& asked : state_->gauges)
        asked.gauge.Set(value_of(asked.value));
    return prometheus::TextSerializer().Serialize(state_->registry.Collect());
}

} // namespace bydel::http
