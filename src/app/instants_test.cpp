// SPDX-License-Identifier: AGPL-3.0-or-later
// Nothing that is stored lets a conversation be bracketed between two instants: no column and no id of any table is finer than the day, but for what
// is named here with its reason (docs/security.md, "No clock time").
#include "app/maintenance.h"
#include "app/test_cast.h"
#include "platform/journal/reads.h"

using namespace bydel;
using namespace bydel::test;

namespace {

/// Instants that may stay: no row of the journal names them.
std::map<std::string, Milliseconds> const finer {
    { "read_audit.read_at", 1 },                      // who read what and when; it has no place in the journal's order
    { "office_session.expires_at", 60 * one_minute }, // a session must end: on a whole hour
    { "job_run.ran_at", 60 * one_minute },            // what runs always is written down once an hour, whatever comes
};

/// The time part of an id, in milliseconds.
Milliseconds time_of(std::string const& id) { return std::stoll(id.substr(0, 8) + id.substr(9, 4), nullptr, 16); }

std::vector<std::string> columns_of(Cast& cast, std::string const& table)
{
    char const* url = std::getenv("BYDEL_TEST_POSTGRES");
    std::string sql = url && *url ? "SELECT column_name FROM information_schema.columns WHERE table_name = $1" : "SELECT name FROM pragma_table_info($1)";
    std::vector<std::string> names;
    for (auto const& row : cast.read([&](db::Session& session) { return session.query(sql, table); }))
        names.push_back(row.text(0));
    return names;
}

/// "table.column: value" of everything that tells a clock time.
std::vector<std::string> clock_times(Cast& cast)
{
    std::vector<std::string> found;
    for (auto const& table : Cast::tables()) {
        for (auto const& column : columns_of(cast, table)) {
            auto name = table + "." + column;
            auto step = finer.contains(name) ? finer.at(name) : one_day;
            for (auto const& row : cast.read([&](db::Session& session) { return session.query("SELECT " + column + " FROM " + table); })) {
                if (row.is_null(0))
                    continue;
                if (row.is_integer(0) ? row.integer(0) > start_of("2000-01-01") && row.integer(0) % step != 0
                                      : is_id(row.text(0)) && time_of(row.text(0)) > start_of("2025-01-01") && time_of(row.text(0)) % one_day != 0)
                    found.push_back(name + ": " + (row.is_integer(0) ? std::to_string(row.integer(0)) : row.text(0)));
            }
        }
    }
    return found;
}

/// A morning in the office and on the phones, a few minutes between the acts.
void live(Cast& cast)
{
    auto pass = [&] { cast.pass(7 * one_minute + 13); };
    pass();
    REQUIRE(cast.post({}, "/api/login", Json::object({ { "email", "nobody@example.org" }, { "password", "not this one" } })).status == 401);
    auto mette = cast.office(coordinator_a);
    auto people = "/api/groups/" + group_a + "/people";
    REQUIRE(cast.get(mette, people).status == 200);
    auto added = cast.post(mette, people, Json::object({ { "display_name", "Samira New" }, { "language", "ar" } }));
    REQUIRE(added.status == 201);
    pass();
    auto person = people + "/" + added.body.text("person_id");
    auto link = cast.post(mette, person + "/invitation", Json::object({ { "purpose", "enrol" } })).body.text("link");
    pass();
    auto enrolled
        = cast.post({}, "/api/enrol", Json::object({ { "token", link.substr(link.find("#i=") + 3) }, { "language", "ar" }, { "attempt", id_of(900) } }));
    REQUIRE(enrolled.status == 201);
    pass();
    REQUIRE(cast.post(mette, people + "/" + amina + "/invitation", Json::object({ { "purpose", "enrol" } })).status == 201);
    pass();
    auto phone = cast.phone(zahra);
    REQUIRE(cast.push(phone, cast.sealed(phone.device_id, "conversation", Cast::conversation(), new_day_id(today))).contains("stored"));
    REQUIRE(cast.push(phone, cast.sealed(phone.device_id, "conversation", Cast::conversation("2027-03-03"), new_day_id(today))).contains("quarantined"));
    pass();
    REQUIRE(cast.post(mette, people + "/" + zahra + "/move", Json::object({ { "to_group_id", group_b }, { "moved_on", today } })).status == 200);
    pass();
    REQUIRE(cast.post(mette, people + "/" + amina + "/lost_phone").status == 200);
    pass();
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) {
        return people::add_account(session, journal, cast.product->vault, { "dk", coordinator_b, "hanne@example.org", "correct horse battery" });
    }));
    pass();
    REQUIRE(cast.post({}, "/api/login", Json::object({ { "email", "hanne@example.org" }, { "password", "correct horse battery" } })).status == 200);
    pass();
    MUST(journal::write_reads(*cast.product->database));
    app::Remembered server;
    MUST(app::keep_up(*cast.product, server));
}

} // namespace

TEST_CASE("no table tells a clock time but those that are named, and no id of any row does")
{
    Cast cast;
    live(cast);
    for (auto const* table : { "journal", "link", "job_run", "office_session", "role_history", "read_audit", "device", "quarantine", "account" })
        CHECK_MESSAGE(cast.count(table) > 0, table, " was not used by this test");
    CHECK(join(clock_times(cast), "\n") == "");
}

TEST_CASE("the judge of clock times says no: to a column, and to an id")
{
    Cast cast;
    MUST(cast.product->database->write([&](db::Session& session) -> Done {
        TRY(session.execute("UPDATE person SET created_at = created_at + 61000 WHERE id = $1", amina));
        TRY(session.execute("INSERT INTO server_setting (name, value) VALUES ($1, $2)", "spoiled", make_id(ten_o_clock() + 1, {})));
        return {};
    }));
    auto found = clock_times(cast);
    std::sort(found.begin(), found.end());
    REQUIRE(found.size() == 2);
    CHECK(found[0].starts_with("person.created_at"));
    CHECK(found[1].starts_with("server_setting.value"));
}
