// SPDX-License-Identifier: AGPL-3.0-or-later
// The erasure ledger: ids only, no names. It outlives the database file, so a restored backup does not bring anybody back.
#include "people/access.h"
#include "people/store.h"
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace bydel::people {

Done remember_erasure(http::Services& services, std::string const& programme_id, std::string const& person_id, std::string const& day)
{
    if (services.erasure_ledger.empty())
        return {};
    auto line = Json::object({ { "programme_id", programme_id }, { "person_id", person_id }, { "erased_on", day } }).dump() + "\n";
    int file = open(services.erasure_ledger.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    bool kept = file >= 0 && write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && fsync(file) == 0;
    std::string cause = std::strerror(errno);
    if (file >= 0)
        close(file);
    if (!kept)
        return fail({ 507, "server.storage_full", "", {}, "erasure ledger: " + cause });
    return {};
}

Result<int> replay_erasures(http::Services& services)
{
    std::ifstream ledger(services.erasure_ledger);
    int count = 0;
    for (std::string line; std::getline(ledger, line);) {
        auto entry = parse_json(line);
        if (!entry) // a line cut off by a full disk: that erasure was answered with a problem
            continue;
        auto erased = journal::change(services.database, { entry->text("programme_id"), "", services.clock.now() },
            [&](db::Session& session, journal::Journal& journal) { return erase_person(session, journal, *services.slices, entry->text("person_id")); });
        if (erased)
            ++count;
        else if (erased.error().status != 404)
            return fail(std::move(erased).error());
    }
    services.database.empty_log();
    return count;
}

} // namespace bydel::people
