// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/journal/reads.h"
#include "base/id.h"
#include <mutex>

namespace bydel::journal {

static std::mutex mutex;
static std::vector<Read> waiting;

void remember_read(Read read)
{
    std::lock_guard lock(mutex);
    waiting.push_back(std::move(read));
}

/// They are written with the next ones; a database that is gone for long must not fill the memory.
static void put_back(std::vector<Read> reads)
{
    static constexpr std::size_t most = 100'000;
    std::lock_guard lock(mutex);
    reads.insert(reads.end(), waiting.begin(), waiting.end());
    if (reads.size() > most)
        reads.resize(most);
    waiting = std::move(reads);
}

Done write_reads(db::Database& database)
{
    std::vector<Read> reads;
    {
        std::lock_guard lock(mutex);
        reads.swap(waiting);
    }
    if (reads.empty())
        return {};
    auto write = [&](db::Session& session) -> Done {
        for (auto const& read : reads) {
            TRY(session.execute("INSERT INTO read_audit (programme_id, id, actor_id, verb, group_id, read_at) VALUES ($1, $2, $3, $4, $5, $6)",
                read.programme_id, new_id(read.read_at), read.actor_id, read.verb, read.group_id, read.read_at));
        }
        return {};
    };
    try {
        auto written = database.write(write);
        if (!written)
            put_back(std::move(reads));
        return written;
    } catch (...) {
        put_back(std::move(reads));
        throw;
    }
}

} // namespace bydel::journal
