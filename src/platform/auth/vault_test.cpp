// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"
#include "platform/auth/key_file.h"
#include "platform/auth/secrets.h"
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <rapidcheck.h>
#include <set>
#include <sys/stat.h>
#include <thread>

using namespace bydel;
using namespace bydel::auth;

namespace {

struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / ("bydel_vault_" + new_token().substr(0, 12));
    Folder() { std::filesystem::create_directory(path); }
    ~Folder() { std::filesystem::remove_all(path); }
    std::string file() const { return (path / "keys").string(); }
    void write(std::string const& text) const
    {
        std::ofstream(file()) << text;
        chmod(file().c_str(), 0600);
    }
    std::string read() const
    {
        std::ifstream stream(file());
        return { std::istreambuf_iterator<char>(stream), {} };
    }
};

} // namespace

TEST_CASE("a key file is made once, for its owner only, and opens what was sealed before")
{
    Folder folder;
    auto first = MUST(Vault::open(folder.file()));
    struct stat status { };
    REQUIRE(stat(folder.file().c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    auto sealed = first.seal("Amina", "dk/person/1/display_name");
    auto again = MUST(Vault::open(folder.file()));
    CHECK(MUST(again.open_field(sealed, "dk/person/1/display_name")) == "Amina");
    CHECK(again.blind_index("a@example.org") == first.blind_index("a@example.org"));
    CHECK(again.outbox_key_id() == first.outbox_key_id());
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path), {}) == 1);
}

TEST_CASE("many that start at once agree on one key file")
{
    Folder folder;
    std::vector<std::string> ids(8);
    std::vector<std::thread> threads;
    for (auto& id : ids)
        threads.emplace_back([&] { id = MUST(Vault::open(folder.file())).outbox_key_id(); });
    for (auto& thread : threads)
        thread.join();
    CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == 1);
}

TEST_CASE("a value cannot be moved to another record, changed, cut, or opened by another server")
{
    auto vault = Vault::temporary();
    auto sealed = vault.seal("Amina", "dk/person/1/display_name");
    CHECK(sealed.starts_with("k1:"));
    auto key_of = [](Result<std::string> const& opened) { return opened ? "opened" : opened.error().key; };
    CHECK(key_of(vault.open_field(sealed, "dk/person/2/display_name")) == "server.cannot_open_field");
    auto changed = sealed;
    changed[10] = changed[10] == 'A' ? 'B' : 'A';
    CHECK(key_of(vault.open_field(changed, "dk/person/1/display_name")) == "server.cannot_open_field");
    for (auto text : { std::string(), std::string("k1:"), std::string("k9:AAAA"), std::string("no key"), sealed.substr(0, 30) })
        CHECK(key_of(vault.open_field(text, "dk/person/1/display_name")) == "server.cannot_open_field");
    CHECK(key_of(Vault::temporary().open_field(sealed, "dk/person/1/display_name")) == "server.cannot_open_field");
}

TEST_CASE("any field opens to what was sealed, and two seals of the same differ")
{
    auto vault = Vault::temporary();
    CHECK(rc::check([&](std::string const& plain, std::string const& context) {
        auto sealed = vault.seal(plain, context);
        RC_ASSERT(MUST(vault.open_field(sealed, context)) == plain);
        RC_ASSERT(vault.seal(plain, context) != sealed);
    }));
}

TEST_CASE("after a rotation the newest key seals and all of them open")
{
    Folder folder;
    auto keys = new_keys();
    folder.write(write_keys(keys));
    auto before = MUST(Vault::open(folder.file()));
    auto field = before.seal("Amina", "c");
    auto item = seal_for_outbox(before.outbox_public_key(), "item", "aad");
    auto newer = new_keys();
    newer[0].id = "k2";
    keys.push_back(newer[0]);
    keys.push_back(newer[2]);
    folder.write(write_keys(keys));
    auto after = MUST(Vault::open(folder.file()));
    CHECK(after.seal("Amina", "c").starts_with("k2:"));
    CHECK(MUST(after.open_field(field, "c")) == "Amina");
    CHECK(after.outbox_key_id() == newer[2].id);
    CHECK(MUST(after.open_outbox(before.outbox_key_id(), item, "aad")) == "item");
    CHECK(after.blind_index("x") == before.blind_index("x"));
}

TEST_CASE("an outbox item opens by its key and its item only")
{
    auto vault = Vault::temporary();
    auto sealed = seal_for_outbox(vault.outbox_public_key(), R"({"item_id":"1"})", "1");
    CHECK(MUST(vault.open_outbox(vault.outbox_key_id(), sealed, "1")) == R"({"item_id":"1"})");
    CHECK(vault.open_outbox(vault.outbox_key_id(), sealed, "2").error().key == "sync.cannot_open");
    CHECK(vault.open_outbox("oanother", sealed, "1").error().key == "sync.cannot_open");
    CHECK(vault.open_outbox(vault.outbox_key_id(), "not base64 url!", "1").error().status == 422);
    CHECK(vault.open_outbox(vault.outbox_key_id(), "", "1").error().key == "sync.cannot_open");
    CHECK(Vault::temporary().open_outbox(vault.outbox_key_id(), sealed, "1").error().key == "sync.cannot_open");
    CHECK(from_base64url(vault.outbox_public_key()).size() == 65);
}

TEST_CASE("a key file that is damaged, open to others or no file is said, without what is in it")
{
    Folder folder;
    auto fault_of = [&](std::string const& text) {
        folder.write(text);
        auto vault = Vault::open(folder.file());
        REQUIRE(!vault);
        CHECK(vault.error().key == "server.bad_key_file");
        return vault.error().cause;
    };
    auto good = write_keys(new_keys());
    CHECK(fault_of("").find("no key for field") != std::string::npos);
    CHECK(fault_of(good + "half a li") == "line 4 is not JSON");
    CHECK(fault_of(good + R"({"key":"k2","use":"field","secret":"c2hvcnQ"})").find("c2hvcnQ") == std::string::npos);
    CHECK(fault_of(good + R"({"key":"k2","use":"mystery","secret":")" + std::string(43, 'A') + "\"}").starts_with("line 4"));
    folder.write(good);
    chmod(folder.file().c_str(), 0644);
    CHECK(Vault::open(folder.file()).error().cause.find("chmod 600") != std::string::npos);
    CHECK(Vault::open(folder.path.string()).error().key == "server.bad_key_file");
    CHECK(Vault::open(folder.file() + "/none/keys").error().key == "server.bad_key_file");
}

TEST_CASE("a password is known again, another one is not, and the hash is Argon2id with the stated costs")
{
    auto hash = hash_password("correct horse");
    CHECK(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    CHECK(password_matches(hash, "correct horse"));
    CHECK(!password_matches(hash, "correct hors"));
    CHECK(!password_matches("", "correct horse"));
    CHECK(!password_matches("$argon2id$nonsense", "correct horse"));
    CHECK(!password_matches(std::string(5000, 'x'), "correct horse"));
    CHECK(hash != hash_password("correct horse"));
    pretend_to_check("anything");
}

TEST_CASE("tokens are long, different, and stored as a hash that does not tell them")
{
    std::set<std::string> tokens;
    for (int i = 0; i < 1000; ++i)
        tokens.insert(new_token());
    CHECK(tokens.size() == 1000);
    CHECK(from_base64url(*tokens.begin()).size() == 32);
    CHECK(hash_token("abc") == "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
}
