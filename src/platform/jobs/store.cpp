// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/jobs/store.h"

namespace bydel::jobs::store {

std::vector<Run> runs(db::Session& session, std::string const& programme_id)
{
    std::vector<Run> runs;
    for (auto const& row :
        session.query("SELECT job, done_on, ran_at, running, took_ms, did, failed, problem FROM job_run WHERE programme_id = $1 ORDER BY job", programme_id))
        runs.push_back({ row.text(0), row.maybe_text(1), row.maybe_integer(2), row.flag(3), row.integer(4), row.integer(5), row.integer(6), row.text(7) });
    return runs;
}

Done put_run(db::Session& session, std::string const& programme_id, Run const& run)
{
    TRY(session.execute("INSERT INTO job_run (programme_id, job, done_on, ran_at, running, took_ms, did, failed, problem) "
                        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (programme_id, job) DO UPDATE SET done_on = excluded.done_on, "
                        "ran_at = excluded.ran_at, running = excluded.running, took_ms = excluded.took_ms, did = excluded.did, "
                        "failed = excluded.failed, problem = excluded.problem",
        programme_id, run.job, run.done_on, run.ran_at, run.running, run.took_ms, run.did, run.failed, run.problem));
    return {};
}

Health health(db::Session& session, std::string_view job)
{
    // Every programme: a number of this installation, asked for by who watches it.
    auto const row
        = session.query_one("SELECT COUNT(CASE WHEN failed > 0 THEN 1 END), CAST(COALESCE(MAX(took_ms), 0) AS BIGINT) FROM job_run WHERE job = $1", job);
    return { row->integer(0), row->integer(1) };
}

} // namespace bydel::jobs::store
