// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/jobs/lease.h"
#include "base/id.h"
#include "base/text.h"
#include "platform/journal/journal.h"
#include <csignal>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace bydel::jobs {

static constexpr auto setting_name = "jobs_lease";

static std::string this_machine()
{
    std::string start;
    std::ifstream("/proc/sys/kernel/random/boot_id") >> start;
    std::error_code none;
    auto const numbers = std::filesystem::read_symlink("/proc/self/ns/pid", none).string(); // a container has its own
    return start.empty() || none ? "" : start + "/" + numbers;
}

Holder Holder::this_process() { return { this_machine(), getpid(), new_id(0) }; }

/// What was said by a process of this machine that has ended. One with our number and another mark had it before us.
static bool has_ended(std::string const& said, Holder const& us)
{
    auto const parts = split(said, ' ');
    if (parts.size() != 4 || us.machine.empty() || parts[0] != us.machine)
        return false;
    auto const process = std::atoll(parts[1].c_str());
    if (process == us.process)
        return parts[2] != us.mark;
    return process > 0 && kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH;
}

Lease::Lease(Holder holder)
    : holder_(std::move(holder))
{
}

std::string Lease::value(std::int64_t count) const
{
    return holder_.machine + " " + std::to_string(holder_.process) + " " + holder_.mark + " " + std::to_string(count);
}

Result<bool> Lease::keep(db::Database& database, Steady::time_point now)
{
    if (now - said_ < says_so_every)
        return true;
    bool const ours
        = TRY(database.write([&](db::Session& session) { return journal::replace_setting(session, setting_name, value(count_), value(count_ + 1)); }));
    count_ = ours ? count_ + 1 : 0;
    said_ = now;
    return ours;
}

Result<bool> Lease::take(db::Database& database, Steady::time_point now)
{
    auto const said = database.read([](db::Session& session) { return journal::setting(session, setting_name).value_or(""); });
    if (said != seen_) {
        seen_ = said;
        seen_since_ = now;
    }
    if (!said.empty() && now - seen_since_ < lasts && !has_ended(said, holder_))
        return false;
    if (!TRY(database.write([&](db::Session& session) { return journal::replace_setting(session, setting_name, said, value(1)); })))
        return false; // another was quicker
    count_ = 1;
    said_ = now;
    return true;
}

Result<bool> Lease::hold(db::Database& database, Steady::time_point now)
{
    std::lock_guard lock(mutex_);
    if (count_ > 0 && TRY(keep(database, now)))
        return true;
    return take(database, now);
}

Done Lease::say_alive(db::Database& database, Steady::time_point now)
{
    std::lock_guard lock(mutex_);
    if (count_ > 0)
        TRY(keep(database, now));
    return {};
}

bool Lease::is_held()
{
    std::lock_guard lock(mutex_);
    return count_ > 0;
}

Done Lease::give_up(db::Database& database)
{
    std::lock_guard lock(mutex_);
    if (count_ == 0)
        return {};
    auto const said = value(count_);
    count_ = 0;
    TRY(database.write([&](db::Session& session) { return journal::replace_setting(session, setting_name, said, ""); }));
    return {};
}

} // namespace bydel::jobs
