// SPDX-License-Identifier: AGPL-3.0-or-later
// What the jobs are to the rest of the product.
#include "platform/slice/slice.h"

namespace bydel::jobs {

std::vector<http::Route> routes(); // api.cpp

Slice slice()
{
    return {
        .name = "jobs",
        .routes = routes(),
        .tables = { { "job_run", "job", { { "job done_on ran_at running took_ms did failed problem", db::Door::stays } } } },
        .grants = { { "jobs.job.read", "secretariat" } },
    };
}

} // namespace bydel::jobs
