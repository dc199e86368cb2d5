// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/distribute.h"
#include <algorithm>

namespace bydel::db {

static bool has_citus(Database& database)
{
    return database.engine() == Engine::postgresql
        && database.read([](Session& session) { return !session.query("SELECT 1 FROM pg_extension WHERE extname = 'citus'").empty(); });
}

static bool has_place(Session& session, std::string const& table)
{
    return !session.query("SELECT 1 FROM pg_dist_partition WHERE logicalrelid = to_regclass($1)", table).empty();
}

bool is_distributed(Database& database, Places const& places)
{
    if (!has_citus(database))
        return false;
    return database.read([&](Session& session) {
        return std::any_of(places.by_programme.begin(), places.by_programme.end(), [&](std::string const& table) { return has_place(session, table); });
    });
}

/// In a transaction of its own: with rows in them, Citus takes no two of them in one. True where it had none yet.
template <class Place>
static Result<bool> give_place(Database& database, std::string const& table, Place place)
{
    return database.write([&](Session& session) -> Result<bool> {
        if (has_place(session, table))
            return false;
        place(session);
        return true;
    });
}

Result<std::vector<std::string>> distribute(Database& database, Places const& places)
{
    if (!has_citus(database))
        return fail({ 422, "server.no_citus" });
    std::vector<std::string> placed;
    for (auto const& table : places.everywhere) {
        if (TRY(give_place(database, table, [&](Session& session) { session.query("SELECT create_reference_table($1::regclass)", table); })))
            placed.push_back(table);
    }
    auto const& first = places.by_programme.front();
    for (auto const& table : places.by_programme) {
        auto const beside = table == first ? std::string("none") : first; // all where the first is
        if (TRY(give_place(database, table,
                [&](Session& session) { session.query("SELECT create_distributed_table($1::regclass, 'programme_id', colocate_with => $2)", table, beside); })))
            placed.push_back(table);
    }
    // The last first: a table that others refer to is emptied after them.
    for (auto table = placed.rbegin(); table != placed.rend(); ++table)
        TRY(database.write([&](Session& session) -> Done {
            session.query("SELECT truncate_local_data_after_distributing_table($1::regclass)", *table);
            return {};
        }));
    return placed;
}

} // namespace bydel::db
