// SPDX-License-Identifier: AGPL-3.0-or-later
// The thread beside the server: runs the jobs that are due, writes the audit of reads. Whatever breaks below it (a full disk, a
// locked or damaged file, a database that is gone) is caught here, logged, waited out and tried again; requests are served meanwhile.
#pragma once
#include "app/maintenance.h"
#include <condition_variable>
#include <mutex>
#include <thread>

namespace bydel::app {

class Upkeep {
public:
    explicit Upkeep(Product& product);
    ~Upkeep();
    Upkeep(Upkeep const&) = delete;
    Upkeep& operator=(Upkeep const&) = delete;

    /// Problem server.upkeep_behind when nothing has succeeded for a minute.
    Done ready() const;
    std::int64_t failures() const;
    /// Seconds since it last did all there was to do.
    double behind() const;
    /// Days that the clock is off the newest believed day (before it: negative); 0: it is believed.
    int clock_days_off() const { return remembered_.days_off; }
    bool runs_jobs() { return remembered_.lease.is_held(); }

private:
    void run();
    void say_alive();
    void note(Done const& done);

    Product& product_;
    Remembered remembered_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::int64_t failures_ = 0;
    int failed_in_a_row_ = 0;
    std::string cause_;
    std::chrono::steady_clock::time_point succeeded_;
    std::thread thread_;
    std::thread alive_; ///< a job may take longer than another server waits
};

} // namespace bydel::app
