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
