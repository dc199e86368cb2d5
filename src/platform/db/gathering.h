// SPDX-License-Identifier: AGPL-3.0-or-later
// Group commit: writers that wait while another commits are gathered, and the first of them then runs everybody's work in one transaction, so that one
// fsync serves them all. A job's own failure undoes that job only. For both engines; not for other folders.
#pragma once
#include "platform/db/db.h"
#include <deque>
#include <exception>
#include <mutex>
#include <semaphore>

namespace bydel::db {

class Gathering {
public:
    struct Job {
        std::function<bool(Session&)> const& keep;
        std::exception_ptr error = {}; ///< set by who ran it
        bool done = false;
        std::binary_semaphore woken { 0 }; ///< done, or the next to lead: each is woken by itself, and only then
    };
    using Batch = std::deque<Job*>;

    /// Returns when `keep` was run in a batch by `run`, by this caller or by another; throws its error.
    template <class Run>
    void take_part(std::function<bool(Session&)> const& keep, Run const& run)
    {
        Job job { keep };
        if (!may_lead(job))
            job.woken.acquire();
        if (!job.done)
            lead(job, run);
        if (job.error)
            std::rethrow_exception(job.error);
    }

    /// Each job in its savepoint of the open transaction. `ends_all` is asked while a job's exception is handled, and tells whether the whole transaction
    /// went with it; then it is thrown on.
    template <class EndsAll>
    static void run_each(Batch const& batch, Session& session, EndsAll const& ends_all)
    {
        for (auto* job : batch) {
            job->error = {}; // of an earlier attempt
            session.run_often("SAVEPOINT job");
            if (!is_kept(*job, session, ends_all))
                session.run_often("ROLLBACK TO SAVEPOINT job");
            session.run_often("RELEASE SAVEPOINT job");
        }
    }

    /// Nothing of the batch is on the disk, for the reason that is being handled.
    static void fail_each(Batch const& batch)
    {
        for (auto* job : batch)
            job->error = std::current_exception();
    }

private:
    template <class EndsAll>
    static bool is_kept(Job& job, Session& session, EndsAll const& ends_all)
    {
        try {
            return job.keep(session);
        } catch (...) {
            if (ends_all())
                throw;
            job.error = std::current_exception();
            return false;
        }
    }

    bool may_lead(Job& job)
    {
        std::lock_guard lock(mutex_);
        waiting_.push_back(&job);
        return !std::exchange(led_, true);
    }

    template <class Run>
    void lead(Job& job, Run const& run)
    {
        Batch batch;
        {
            std::lock_guard lock(mutex_);
            batch.swap(waiting_);
        }
        run(batch);
        wake_next_leader();
        for (auto* one : batch) { // the others' are gone once they are woken
            if (one == &job)
                continue;
            one->done = true;
            one->woken.release();
        }
    }

    void wake_next_leader()
    {
        Job* next = nullptr;
        {
            std::lock_guard lock(mutex_);
            led_ = !waiting_.empty();
            next = led_ ? waiting_.front() : nullptr;
        }
        if (next)
            next->woken.release();
    }

    std::mutex mutex_;
    Batch waiting_;
    bool led_ = false;
};

} // namespace bydel::db
