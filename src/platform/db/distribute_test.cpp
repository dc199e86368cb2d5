// SPDX-License-Identifier: AGPL-3.0-or-later
// Without Citus nothing is distributed and nothing is changed. With it: docs/not_tried.md.
#include "platform/db/distribute.h"
#include "platform/db/every_engine.h"

using namespace bydel;
using namespace bydel::db;
using namespace bydel::db::test;

TEST_CASE("a database without Citus is told so, and stays as it is")
{
    in_every_engine([](Database& database, std::string const&) {
        MUST(database.write([](Session& session) -> Done {
            session.run_script("CREATE TABLE answer (programme_id TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (programme_id, id))");
            TRY(session.execute("INSERT INTO answer (programme_id, id) VALUES ($1, $2)", "dk", "1"));
            return {};
        }));
        Places const places { { "answer" }, {} };
        CHECK(!is_distributed(database, places));
        auto const refused = distribute(database, places);
        REQUIRE(!refused);
        CHECK(refused.error().key == "server.no_citus");
        CHECK(database.read([](Session& session) { return session.query("SELECT id FROM answer").size(); }) == 1);
    });
}
