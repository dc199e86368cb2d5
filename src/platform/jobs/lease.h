// SPDX-License-Identifier: AGPL-3.0-or-later
// Who runs the jobs: one process of all that share a database. It says every ten seconds that it lives, by counting a number up; who sees the same number
// for half a minute by its own steady clock takes over. No two clocks are compared, so a clock that jumps gives nobody the lease.
#pragma once
#include "platform/db/db.h"
#include <mutex>

namespace bydel::jobs {

/// A process: of two on one machine the one that has ended leaves its lease at once.
struct Holder {
    std::string machine; ///< this start of it, and the numbers of its processes: two may have one name. Empty where it can't be told
    std::int64_t process = 0;
    std::string mark; ///< random
    static Holder this_process();
};

class Lease {
public:
    using Steady = std::chrono::steady_clock;
    static constexpr std::chrono::seconds says_so_every { 10 }, lasts { 30 };

    explicit Lease(Holder holder = Holder::this_process());
    /// Takes it where it is free and keeps it where it is this process's. True: run the jobs.
    Result<bool> hold(db::Database& database, Steady::time_point now);
    /// Says that this process lives while a job takes long. Nothing where it does not hold the lease.
    Done say_alive(db::Database& database, Steady::time_point now);
    bool is_held();
    /// Another may take it at once.
    Done give_up(db::Database& database);

private:
    Result<bool> keep(db::Database& database, Steady::time_point now);
    Result<bool> take(db::Database& database, Steady::time_point now);
    std::string value(std::int64_t count) const;

    Holder holder_;
    std::mutex mutex_;
    std::int64_t count_ = 0; ///< 0: it is not ours
    Steady::time_point said_ {};
    std::string seen_; ///< what another said, and since when
    Steady::time_point seen_since_ {};
};

} // namespace bydel::jobs
