// SPDX-License-Identifier: AGPL-3.0-or-later
// Duties of a running installation, and how a problem is said at the terminal.
#pragma once
#include "app/product.h"
#include "platform/journal/believed_day.h"
#include <atomic>

namespace bydel::app {

/// What the upkeep remembers from one time to the next.
struct Remembered {
    std::string last_day; ///< the daily duties were done for it
    journal::ClockWatch clock;
    std::atomic<int> days_off { 0 }; ///< of the clock from the newest believed day; 0: it is believed
};

/// Tallies, audit of reads; once a day: unlink authors after twelve months, drop tombstones after thirteen. A day that is not believed closes
/// and drops nothing.
Done keep_up(Product& product, Remembered& remembered, std::chrono::steady_clock::time_point now = std::chrono::steady_clock::now());
/// Prints the problem as a sentence with its cause; returns the exit code 1.
int explain(Problem const& problem);

} // namespace bydel::app
