// SPDX-License-Identifier: AGPL-3.0-or-later
// The table of runs. Not for other folders.
#pragma once
#include "platform/jobs/jobs.h"

namespace bydel::jobs::store {

std::vector<Run> runs(db::Session& session, std::string const& programme_id);
Done put_run(db::Session& session, std::string const& programme_id, Run const& run);
Health health(db::Session& session, std::string_view job);

} // namespace bydel::jobs::store
