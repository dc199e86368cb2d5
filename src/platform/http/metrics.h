// SPDX-License-Identifier: AGPL-3.0-or-later
// Counters for the operator in Prometheus' text format. Routes are counted by their pattern, never by address or person.
#pragma once
#include "platform/http/http.h"
#include <functional>
#include <map>
#include <memory>

namespace bydel::http {

class Metrics {
public:
    Metrics();
    ~Metrics();
    void count(std::string_view route, Method method, int status, double seconds);
    /// `value` is asked at every scrape, on a worker thread. `name` begins with "bydel_" and ends in its unit.
    /// One that cannot be asked (the database is gone) is NaN. `labels`: several of one name.
    void add_gauge(std::string const& name, std::string const& help, std::function<double()> value, std::map<std::string, std::string> const& labels = {});
    std::string text() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace bydel::http
