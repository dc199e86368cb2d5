// SPDX-License-Identifier: AGPL-3.0-or-later
// docs/sync.md, law 11, with many writers at once through the whole stack.
#include "app/sync_world.h"
#include <atomic>
#include <doctest/doctest.h>
#include <thread>

using namespace bydel;
using namespace bydel::app::world;

namespace {

/// Runs it in a thread of its own; what broke is kept.
class Worker {
public:
    explicit Worker(std::function<void()> work)
        : thread_([this, work = std::move(work)] {
            try {
                work();
            } catch (std::exception const& broken) {
                what_ = broken.what();
            }
        })
    {
    }
    std::string end()
    {
        thread_.join();
        return what_;
    }

private:
    std::string what_;
    std::thread thread_;
};

} // namespace

TEST_CASE("law 11: while four phones push and the office is turned down in between, a reader of the journal sees every row and none late")
{
    constexpr int writers = 4, batches = 12, batch = 5;
    World world;
    std::vector<std::unique_ptr<Phone>> phones;
    for (std::uint64_t i = 0; i < writers; ++i) {
        phones.push_back(
            std::make_unique<Phone>(world, world.add_mother(world.group(static_cast<int>(i % 3)), "Mother " + std::to_string(i), "2026-09-01"), i + 1));
        for (int n = 0; n < batches * batch; ++n)
            phones.back()->log(talk(first_day));
        phones.back()->outbox[7].sealed.replace(100, 4, "AAAA"); // rolled back to its savepoint
    }
    Phone second(world, phones[0]->person_id, 99);

    std::atomic<bool> writing = true;
    std::int64_t seen = 0;
    int rounds = 0;
    std::vector<std::unique_ptr<Worker>> workers;
    for (auto& phone : phones) {
        workers.push_back(std::make_unique<Worker>([&phone = *phone] {
            for (std::size_t from = 0; from < phone.outbox.size(); from += batch) {
                std::vector<std::size_t> which;
                for (std::size_t i = from; i < from + batch; ++i)
                    which.push_back(i);
                must_hold(phone.push(which).status == 200, "a batch was turned down");
            }
        }));
    }
    workers.push_back(std::make_unique<Worker>([&] { // its change is undone after it was made: the number it would have had must not be missed
        auto path = "/api/groups/" + world.group(0) + "/people/" + phones[0]->person_id;
        auto nowhere = Json::object({ { "to_group_id", world.group(0) }, { "moved_on", first_day } });
        while (writing)
            must_hold(world.office_post(path + "/move", nowhere).status == 422, "a move to the same group was taken");
    }));
    Worker reader([&] {
        for (bool last = false; !last; ++rounds) {
            last = !writing;
            for (auto const& row : world.rows("SELECT sequence FROM journal WHERE sequence > " + std::to_string(seen) + " ORDER BY sequence"))
                must_hold(row.integer(0) == ++seen, "law 11: a row was skipped");
        }
    });
    Worker follower([&] {
        while (writing)
            second.pull();
        second.pull();
    });

    for (std::size_t i = 0; i < writers; ++i)
        CHECK(workers[i]->end() == "");
    writing = false;
    CHECK(workers[writers]->end() == "");
    CHECK(reader.end() == "");
    CHECK(follower.end() == "");
    CHECK(rounds > 3);
    CHECK(seen == world.number("SELECT last_sequence FROM journal_head"));
    CHECK(world.number("SELECT COUNT(*) FROM conversation") == writers * (batches * batch - 1));
    CHECK(second.own().size() == batches * batch); // all but the bad one, and her profile
    check_mirror(world, second);
    check_books(world);
}
