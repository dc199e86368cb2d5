// SPDX-License-Identifier: AGPL-3.0-or-later
// A line for each slice, after those it refers to.
#include "app/slices.h"
#include "concern/concern.h"
#include "impact/impact.h"
#include "library/library.h"
#include "outreach/outreach.h"

namespace bydel::app {

Slices const& slices()
{
    static Slices const all({
        sync::slice(),
        jobs::slice(),
        links::slice(),
        programme::slice(),
        people::slice(),
        library::slice(),
        outreach::slice(),
        concern::slice(),
        reporting::slice(),
        impact::slice(),
    });
    return all;
}

} // namespace bydel::app
