// SPDX-License-Identifier: AGPL-3.0-or-later
// Duties of a running installation, and how a problem is said at the terminal.
#pragma once
#include "app/product.h"

namespace bydel::app {

/// Tallies, audit of reads; once a day: unlink authors after twelve months, drop tombstones after thirteen.
Done keep_up(Product& product);
/// Prints the problem as a sentence with its cause; returns the exit code 1.
int explain(Problem const& problem);

} // namespace bydel::app
