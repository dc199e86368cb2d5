// SPDX-License-Identifier: AGPL-3.0-or-later
// The upkeep on a database that breaks under it: the process lives, says so, and goes on when it can.
#include "app/broken_disk.h"
#include "app/test_cast.h"
#include "app/upkeep.h"
#include <fcntl.h>
#include <fstream>

using namespace bydel;
using namespace bydel::test;
using namespace std::chrono_literals;

namespace {

bool eventually(std::function<bool()> const& question)
{
    auto until = std::chrono::steady_clock::now() + 20s;
    while (!question()) {
        if (std::chrono::steady_clock::now() > until)
            return false;
        std::this_thread::sleep_for(20ms);
    }
    return true;
}

/// While it lives, whatever is logged finds no room: the log lies on the disk that is full.
class FullLog {
public:
    FullLog()
        : before_(dup(STDERR_FILENO))
    {
        int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
        REQUIRE(dup2(full, STDERR_FILENO) == STDERR_FILENO);
        close(full);
    }
    ~FullLog()
    {
        dup2(before_, STDERR_FILENO);
        close(before_);
    }
    FullLog(FullLog const&) = delete;

private:
    int before_;
};

} // namespace

TEST_CASE("a full disk does not end the upkeep: it counts failures, and what waited is done when there is room")
{
    Folder folder;
    Cast cast(folder.file());
    auto phone = cast.phone(amina);
    REQUIRE(cast.push(phone, cast.sealed(phone.device_id, "conversation", Cast::conversation(), new_day_id(today))).contains("stored"));
    app::Upkeep upkeep(*cast.product);
    {
        FullDisk full(1);
        FullLog full_log;
        CHECK(eventually([&] { return upkeep.failures() >= 2; }));
        CHECK(upkeep.ready()); // not for long yet
    }
    auto const failures = upkeep.failures();
    CHECK(eventually([&] { return upkeep.behind() < 1; }));
    CHECK(cast.count("tally") > 0);
    CHECK(upkeep.failures() <= failures + 1);
}

TEST_CASE("a database that is damaged under it does not end the upkeep, and whoever asks is told that it failed here, not how")
{
    Folder folder;
    {
        Cast fill(folder.file());
    } // the last connection writes the log back into the file
    Cast cast(folder.file());
    auto mette = cast.office(coordinator_a);
    std::filesystem::resize_file(folder.file(), 2 * 4096);
    std::filesystem::resize_file(folder.file() + "-wal", 0);
    app::Upkeep upkeep(*cast.product);
    CHECK(eventually([&] { return upkeep.failures() >= 2; }));
    auto answer = cast.get(mette, "/api/groups/" + group_a + "/people");
    CHECK(answer.status >= 500);
    CHECK(!answer.contains("malformed"));
    CHECK(!answer.contains("bydel.db"));
}
