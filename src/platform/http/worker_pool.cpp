// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/worker_pool.h"
#include <cstdio>

namespace bydel::http {

WorkerPool::WorkerPool(unsigned threads, std::size_t queue_limit)
    : queue_limit_(queue_limit)
{
    for (unsigned i = 0; i < threads; ++i)
        threads_.emplace_back([this] { work(); });
}

bool WorkerPool::offer(std::function<void()> job)
{
    {
        std::lock_guard lock(mutex_);
        if (finished_ || queue_.size() >= queue_limit_)
            return false;
        queue_.push_back(std::move(job));
    }
    something_to_do_.notify_one();
    return true;
}

void WorkerPool::finish()
{
    {
        std::lock_guard lock(mutex_);
        finished_ = true;
    }
    something_to_do_.notify_all();
    for (auto& thread : threads_) {
        if (thread.joinable())
            thread.join();
    }
}

void WorkerPool::work()
{
    for (;;) {
        std::function<void()> job;
        {
            std::unique_lock lock(mutex_);
            something_to_do_.wait(lock, [this] { return finished_ || !queue_.empty(); });
            if (queue_.empty())
                return;
            job = std::move(queue_.front());
            queue_.pop_front();
        }
        try {
            job();
        } catch (std::exception const& exception) { // memory; the thread goes on to the next
            std::fprintf(stderr, "bydel: worker: %s\n", exception.what());
        }
    }
}

} // namespace bydel::http
