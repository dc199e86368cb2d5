// SPDX-License-Identifier: AGPL-3.0-or-later
// A disk that is full and a database that another process holds: whoever saves is told, nothing that was acknowledged is lost, nothing half is
// stored, and it works again when there is room. The limit is the kernel's (RLIMIT_FSIZE); the other process is a real one.
#include "app/broken_disk.h"
#include "app/maintenance.h"
#include "app/test_cast.h"
#include "people/access.h"
#include <atomic>
#include <fstream>
#include <latch>
#include <thread>

using namespace bydel;
using namespace bydel::test;

namespace {

Json new_person(std::string const& name) { return Json::object({ { "display_name", name } }); }
std::string const people_of_a = "/api/groups/" + group_a + "/people";

} // namespace

TEST_CASE("on a full disk every save is refused as such, what was saved stays, and it works when there is room again")
{
    Folder folder;
    Cast cast(folder.file());
    auto mette = cast.office(coordinator_a);
    auto phone = cast.phone(amina);
    REQUIRE(cast.post(mette, people_of_a, new_person("Before")).status == 201);
    auto id = new_day_id(today);
    auto item = cast.sealed(phone.device_id, "conversation", Cast::conversation(), id);
    auto before = cast.everything();
    for (rlim_t limit : { rlim_t { 1 }, rlim_t { 4096 }, rlim_t { 40'000 } }) {
        FullDisk full(limit);
        for (int attempt = 0; attempt < 3; ++attempt) {
            auto refused = cast.post(mette, people_of_a, new_person("During"));
            CHECK(refused.status == 507);
            CHECK(refused.key() == "server.storage_full");
            CHECK(!refused.contains("bydel.db"));
            CHECK(cast.push(phone, item).status == 507);
        }
        CHECK(cast.get(mette, people_of_a).contains("Before"));
    }
    CHECK(before == cast.everything());
    CHECK(cast.post(mette, people_of_a, new_person("After")).status == 201);
    CHECK(cast.push(phone, item).contains("stored"));
    CHECK(cast.push(phone, item).contains("already"));
    CHECK(!cast.get(mette, people_of_a).contains("During"));
    CHECK(cast.count("conversation") == 1);
    Cast again(folder.file());
    CHECK(again.everything() == cast.everything());
}

TEST_CASE("a disk that becomes read-only under the server: every save is refused as such, reading goes on, and it works when it can be written again")
{
    Folder folder;
    Cast cast(folder.file());
    auto mette = cast.office(coordinator_a);
    auto phone = cast.phone(amina);
    REQUIRE(cast.post(mette, people_of_a, new_person("Before")).status == 201);
    auto item = cast.sealed(phone.device_id, "conversation", Cast::conversation(), new_day_id(today));
    auto before = cast.everything();
    {
        ReadOnlyDisk disk({ folder.file(), folder.file() + "-wal" });
        if (!disk.works) {
            MESSAGE("skipped: this needs root and a file system with an immutable flag");
            return;
        }
        for (int attempt = 0; attempt < 3; ++attempt) {
            auto refused = cast.post(mette, people_of_a, new_person("During"));
            CHECK(refused.status == 503);
            CHECK(refused.key() == "server.read_only");
            CHECK(refused.header("Retry-After") != "");
            CHECK(!refused.contains("bydel.db"));
            CHECK(cast.push(phone, item).key() == "server.read_only");
        }
        CHECK(cast.get(mette, people_of_a).contains("Before"));
    }
    CHECK(before == cast.everything());
    CHECK(cast.post(mette, people_of_a, new_person("After")).status == 201);
    CHECK(cast.push(phone, item).contains("stored"));
    Cast again(folder.file());
    CHECK(again.everything() == cast.everything());
}

TEST_CASE("writers that share one commit on a full disk are all refused")
{
    Folder folder;
    Cast cast(folder.file());
    auto mette = cast.office(coordinator_a);
    auto before = cast.everything();
    std::atomic<int> refused { 0 };
    {
        FullDisk full(4096);
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&, i] { refused += cast.post(mette, people_of_a, new_person("Nr " + std::to_string(i))).status == 507; });
        for (auto& thread : threads)
            thread.join();
    }
    CHECK(refused == 8);
    CHECK(before == cast.everything());
    CHECK(cast.post(mette, people_of_a, new_person("After")).status == 201);
}

TEST_CASE("nobody is erased whose erasure cannot be remembered")
{
    Folder folder;
    Cast cast(folder.file());
    auto services = cast.product->services();
    services.erasure_ledger = folder.file("erasures.jsonl");
    FullDisk full(10);
    auto remembered = people::remember_erasure(services, "dk", amina, today);
    REQUIRE(!remembered);
    CHECK(remembered.error().status == 507);
}

TEST_CASE("who reads an older view keeps what was erased in the log only until she has read")
{
    Folder folder;
    Cast cast(folder.file());
    auto mette = cast.office(coordinator_a);
    auto const log = folder.file("bydel.db-wal");
    auto is_in = [](std::string const& file, std::string const& mark) {
        std::ifstream bytes(file, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(bytes), {}).find(mark) != std::string::npos;
    };
    app::Remembered remembered;
    cast.converse(amina, group_a, "2026-11-20");
    MUST(app::keep_up(*cast.product, remembered, {}));
    CHECK(!is_in(log, amina)); // what was there before this process, and what came, lie in the database
    REQUIRE(is_in(folder.file(), amina));
    cast.converse(amina, group_a, "2026-11-20");
    REQUIRE(is_in(log, amina));
    {
        std::latch reading { 1 }, erased { 1 };
        std::thread reader([&] {
            cast.read([&](db::Session& session) {
                auto const rows = session.query("SELECT id FROM person");
                reading.count_down();
                erased.wait();
                return rows.size();
            });
        });
        reading.wait();
        CHECK(cast.post(mette, people_of_a + "/" + amina + "/erase").status == 200);
        CHECK(is_in(log, amina));
        erased.count_down();
        reader.join();
    }
    MUST(app::keep_up(*cast.product, remembered, {}));
    CHECK(!is_in(log, amina));
    CHECK(!is_in(folder.file(), amina));
}

TEST_CASE("while another process holds the database, saving is refused as busy and reading goes on; afterwards all is whole")
{
    Folder folder;
    Cast cast(folder.file());
    auto mette = cast.office(coordinator_a);
    auto before = cast.everything();
    {
        Holder holder(folder.file());
        CHECK(cast.get(mette, people_of_a).contains("Amina"));
        auto refused = cast.post(mette, people_of_a, new_person("During"));
        CHECK(refused.status == 503);
        CHECK(refused.key() == "server.busy");
        CHECK(refused.header("Retry-After") != "");
        CHECK(!cast.get(mette, "/api/me").contains("half written"));
    }
    CHECK(before == cast.everything()); // and the one who was killed left nothing
    CHECK(cast.post(mette, people_of_a, new_person("After")).status == 201);
}

TEST_CASE("full and busy are said in three languages")
{
    Folder folder;
    Cast cast(folder.file());
    for (auto const& language : languages()) {
        auto mette = cast.office(coordinator_a);
        REQUIRE(cast.post(mette, "/api/me/language", Json::object({ { "language", language } })).status == 200);
        FullDisk full(1);
        auto refused = cast.post(mette, people_of_a, new_person("During"));
        CHECK(refused.header("Content-Language") == language);
        CHECK(refused.body.text("title") == cast.product->messages->raw(language, "problem.server.storage_full"));
    }
}
