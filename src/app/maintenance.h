// SPDX-License-Identifier: AGPL-3.0-or-later
// Duties of a running installation, and how a problem is said at the terminal.
#pragma once
#include "app/product.h"
#include "platform/jobs/lease.h"
#include "platform/journal/believed_day.h"
#include <atomic>

namespace bydel::app {

/// What the upkeep remembers from one time to the next.
struct Remembered {
    jobs::Lease lease; ///< who runs the jobs, of all servers on this database
    journal::ClockWatch clock;
    std::atomic<int> days_off { 0 }; ///< of the clock from the newest believed day; 0: it is believed
};

/// The jobs of the slices that are due, where this process holds the lease, and the audit of its reads. A day that is not believed closes and drops nothing,
/// and whose clock it is leaves what is done daily to another server.
Done keep_up(Product& product, Remembered& remembered, std::chrono::steady_clock::time_point now = std::chrono::steady_clock::now());
/// Prints the problem as a sentence with its cause; returns the exit code 1.
int explain(Problem const& problem);

} // namespace bydel::app
