// SPDX-License-Identifier: AGPL-3.0-or-later
// What the server does by itself: each slice names its jobs (`Slice::jobs`), one server of all that share a database runs them (lease.h), and every
// programme's row of each tells when it ran, for how long and what came of it; the office and the metrics read it. For work that can be begun again at
// any moment and done twice without harm. Not for what must be there when a request is answered: that is written in the change itself.
#pragma once
#include "platform/http/api.h"
#include <functional>

namespace bydel::jobs {

struct Job {
    enum class When {
        always, ///< again and again: cheap where there is nothing to do
        daily   ///< once a day of the programme, not before `hour`; at once where a whole day was missed
    };
    std::string name; ///< "<slice>.<what it does>"
    When when;
    int hour = 0; ///< of the programme's day, 0 to 23
    /// Answers how many things it did.
    std::function<Result<std::int64_t>(http::Services&, std::string const& programme_id, std::string const& today)> run;
};

/// What is remembered of a job in a programme.
struct Run {
    std::string job;
    std::optional<std::string> done_on; ///< the programme's day for which it was done last
    /// The day of what is done daily, the hour of what runs always: a minute beside the journal would bracket what came (docs/security.md).
    std::optional<Milliseconds> ran_at;
    bool running = false; ///< or it was interrupted
    std::int64_t took_ms = 0;
    std::int64_t did = 0;     ///< how many things, in the last run that succeeded, of what is done daily
    std::int64_t failed = 0;  ///< times in a row
    std::string problem = {}; ///< the key of the last failure's Problem, where it failed
};

/// A moment in a programme, by its own clock.
struct Moment {
    std::string programme_id;
    std::string today;
    int hour = 0;
    bool believed = true; ///< the clock: else what runs always is run and nothing is written down
};

/// Whether it is to be run now. A day that was remembered of a clock that was far ahead holds nothing up.
bool is_due(Job const& job, std::optional<Run> const& last, Moment const& moment);
/// Runs it and remembers what came of it; what it throws is its Problem. What runs always is written down once an hour, when it fails and when it works
/// again.
Done run(http::Services& services, Job const& job, std::optional<Run> const& last, Moment const& moment);

std::vector<Run> runs_of(db::Session& session, std::string const& programme_id);
std::optional<Run> find_run(std::vector<Run> const& runs, std::string_view job);

/// Over all programmes, for the metrics.
struct Health {
    std::int64_t failing = 0;    ///< programmes in which the last run failed
    std::int64_t longest_ms = 0; ///< that its last run took
};
Health health_of(db::Session& session, std::string_view job);

} // namespace bydel::jobs
