// SPDX-License-Identifier: AGPL-3.0-or-later
// The audit of reads: who looked at what is sensitive (the routes with Audit::reads). Gathered in memory and appended in batches, so that reading
// stays cheap. It leaves with an export; no page shows it yet.
#pragma once
#include "base/clock.h"
#include "platform/db/db.h"

namespace bydel::journal {

struct Read {
    std::string programme_id;
    std::string actor_id;
    std::string verb;
    std::string group_id;
    Milliseconds read_at;
};

void remember_read(Read read);
Done write_reads(db::Database& database);

} // namespace bydel::journal
