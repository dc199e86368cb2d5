// SPDX-License-Identifier: AGPL-3.0-or-later
// What time it is. Passed in, so that tests and simulations choose it; nothing else reads the system's clock.
#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>

namespace bydel {

/// Milliseconds since 1970-01-01 UTC.
using Milliseconds = std::int64_t;

inline constexpr Milliseconds one_second = 1000;
inline constexpr Milliseconds one_minute = 60 * one_second;
inline constexpr Milliseconds one_day = 24 * 60 * one_minute;

/// Whether what was given for so long is over: its end has come, or lies further ahead than it can. Then the clock was ahead when it was given,
/// and has come back since.
inline bool is_over(Milliseconds ends_at, Milliseconds lasts, Milliseconds now) { return ends_at <= now || ends_at - now > lasts + one_minute; }

class Clock {
public:
    Milliseconds now() const
    {
        if (auto fixed = fixed_.load())
            return fixed;
        auto since = std::chrono::system_clock::now().time_since_epoch();
        return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
    }
    /// For tests and demos: time stands still at `at` (0: it runs again).
    void stand_still(Milliseconds at) { fixed_ = at; }

private:
    std::atomic<Milliseconds> fixed_ { 0 };
};

} // namespace bydel
