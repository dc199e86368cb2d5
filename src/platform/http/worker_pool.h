// SPDX-License-Identifier: AGPL-3.0-or-later
// A fixed number of threads and a queue that says no when it is full: what may block (the database, Argon2) runs here and never on the
// thread that serves the sockets.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace bydel::http {

class WorkerPool {
public:
    WorkerPool(unsigned threads, std::size_t queue_limit);
    ~WorkerPool() { finish(); }
    /// False where the queue is full or the pool has finished; `job` is then not run. Jobs must not throw.
    bool offer(std::function<void()> job);
    /// Runs what is queued, then ends the threads.
    void finish();

private:
    void work();

    std::size_t queue_limit_;
    std::mutex mutex_;
    std::condition_variable something_to_do_;
    std::deque<std::function<void()>> queue_;
    bool finished_ = false;
    std::vector<std::thread> threads_;
};

} // namespace bydel::http
