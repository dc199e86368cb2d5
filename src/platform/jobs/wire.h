// SPDX-License-Identifier: AGPL-3.0-or-later
// What the route of the jobs gives. Not for other folders.
#pragma once
#include "platform/jobs/jobs.h"

namespace bydel::jobs {

struct JobNow {
    std::string job;
    std::string when;
    std::int64_t hour = 0;
    std::string state;
    std::optional<std::string> ran_on; ///< of its last run, in the programme's time zone
    std::int64_t took_ms = 0;
    std::int64_t did = 0;
    std::int64_t failed = 0;
    std::optional<std::string> problem; ///< the key of what was wrong
};
inline constexpr std::string_view whens = "always daily", job_states = "never running done failing late";
constexpr auto fields_of(JobNow const*)
{
    using J = JobNow;
    return std::tuple { Field { "job", &J::job, text_of(1, 60) }, Field { "when", &J::when, one_of(whens) }, Field { "hour", &J::hour, number_of(0, 23) },
        Field { "state", &J::state, one_of(job_states) }, Field { "ran_on", &J::ran_on, a_day() },
        Field { "took_ms", &J::took_ms, number_of(0, 1'000'000'000'000) }, Field { "did", &J::did, number_of(0, 1'000'000'000'000) },
        Field { "failed", &J::failed, number_of(0, 1'000'000'000'000) }, Field { "problem", &J::problem, text_of(0, 60) } };
}
constexpr char const* name_of(JobNow const*) { return "JobNow"; }

struct JobsNow {
    std::vector<JobNow> jobs;
};
constexpr auto fields_of(JobsNow const*) { return std::tuple { Field { "jobs", &JobsNow::jobs, nested() } }; }
constexpr char const* name_of(JobsNow const*) { return "JobsNow"; }

/// One of job_states. Late: a whole day was missed, or what runs always has said nothing for three hours.
std::string_view state_of(Job const& job, std::optional<Run> const& run, std::string const& today, Milliseconds now);

} // namespace bydel::jobs
