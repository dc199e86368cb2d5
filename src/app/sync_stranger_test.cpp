// SPDX-License-Identifier: AGPL-3.0-or-later
// docs/sync.md, law 16: nobody's item touches another's, wherever that one is: stored, waiting, deleted, or not yet sent. The random programmes of
// sync_programmes_test.cpp have such a phone among theirs.
#include "app/sync_cast.h"
#include "app/sync_stranger.h"
#include "platform/auth/secrets.h"
#include <doctest/doctest.h>
#include <fstream>

using namespace bydel;

namespace bydel::app::world {

static constexpr int her_minutes = 600; // nobody else in these tests says so

Stranger::Stranger(World& world, std::string const& person_id)
    : world_(world)
    , phone_(world, person_id, 4711)
{
}

sync::Item Stranger::forged(sync::Item const& seen, std::string const& operation, Dice& dice)
{
    std::int64_t const revisions[] { 1, seen.revision, seen.revision + 1, 999'999 };
    auto item_id = dice.chance(20) ? seen.item_id : dice.id(world_.today());
    auto device_id = dice.chance(10) ? seen.device_id : phone_.device_id;
    return { item_id, device_id, seen.entity, operation, seen.id, revisions[dice.below(4)], world_.today(), {} };
}

std::string Stranger::put(sync::Item const& seen, Dice& dice)
{
    auto item = forged(seen, "put", dice);
    item.record = seen.entity == "concern" ? worry(world_.today()) : with(talk(world_.today(), 50), "minutes", her_minutes);
    if (dice.chance(20))
        item.record.set(seen.entity == "concern" ? "passed_to" : "place", "on_the_moon");
    return send(std::move(item));
}

std::string Stranger::remove(sync::Item const& seen, Dice& dice) { return send(forged(seen, "delete", dice)); }

std::string Stranger::send(sync::Item item)
{
    auto json = Json::object({ { "item_id", item.item_id }, { "device_id", item.device_id }, { "entity", item.entity }, { "operation", item.operation },
        { "id", item.id }, { "revision", item.revision }, { "saved_on", item.saved_on } });
    if (item.operation == "put")
        json.set("record", item.record);
    auto const& vault = world_.product->vault;
    bool as_another = item.device_id != phone_.device_id;
    phone_.outbox = { { item, vault.outbox_key_id(), auth::seal_for_outbox(vault.outbox_public_key(), json.dump(), item.item_id) } };
    must_hold(phone_.push({ 0 }).status == 200, "law 16: the forging phone was not answered");
    auto outcome = phone_.outcome_of_last();
    must_hold(!as_another || outcome == "refused", "law 14: an item of another's device was taken: " + outcome);
    return outcome;
}

void Stranger::decide(Dice& dice)
{
    auto rows = world_.rows("SELECT entity, entity_id, group_id FROM quarantine WHERE owner = '" + phone_.person_id + "' ORDER BY item_id");
    if (rows.empty())
        return;
    auto const& row = rows[static_cast<std::size_t>(dice.below(static_cast<int>(rows.size())))];
    auto path = "/api/groups/" + row.text(2) + "/quarantine";
    Json hers;
    auto answer = world_.office(http::Method::get, path);
    for (auto const& item : *answer.body["items"].as_array()) {
        if (item.text("id") == row.text(1) && item.text("entity") == row.text(0) && (hers.is_null() || item.text("reason") == "not_yours"))
            hers = item;
    }
    must_hold(hers.is_object(), "law 16: what waits of her is not in the list");
    if (hers.text("reason") != "not_yours")
        return;
    auto decided = world_.office_post(path + "/" + row.text(0) + "/" + row.text(1),
        Json::object({ { "decision", dice.chance(70) ? "accept" : "set_aside" }, { "whose", hers.text("whose") } }));
    must_hold(decided.status == 200 || decided.key() == "quarantine.reason.not_yours", "law 16: deciding about hers got " + decided.text);
}

void Stranger::pull(sync::Item const& seen)
{
    auto answer = phone_.pull();
    must_hold(answer.status == 200, "law 16: the forging phone cannot pull");
    auto found = phone_.held.find({ seen.entity, seen.id });
    must_hold(found == phone_.held.end() || seen.entity != "conversation" || *found->second.record["minutes"].as_integer() == her_minutes,
        "law 16: she received another's record");
}

} // namespace bydel::app::world

using namespace bydel::app::world;

namespace {

struct Two : app::world::Cast {
    Phone stranger { world, bahar, 9 };

    static Json good(std::string const& entity) { return entity == "concern" ? worry(first_day) : talk(first_day, 50); }
    static Json odd(std::string const& entity) { return with(good(entity), entity == "concern" ? "passed_to" : "place", "on_the_moon"); }
    std::string owner(std::string const& entity)
    {
        return world.word(entity == "concern" ? "SELECT MAX(raised_by) FROM concern" : "SELECT MAX(done_by) FROM conversation");
    }
    /// As she forges it: a save of a later revision, or a deletion.
    std::string forge(std::string const& entity, std::string const& id, bool remove)
    {
        stranger.held[{ entity, id }].revision = 500;
        if (remove)
            stranger.remove(id, entity);
        else
            stranger.edit(id, good(entity), entity);
        return push(stranger);
    }
    app::world::Answer decide(int group, std::string const& entity, std::string const& id, std::string const& whose = "")
    {
        return world.office_post(
            "/api/groups/" + world.group(group) + "/quarantine/" + entity + "/" + id, Json::object({ { "decision", "accept" }, { "whose", whose } }));
    }
    std::string whose(int group, std::string const& reason)
    {
        auto answer = world.office(http::Method::get, "/api/groups/" + world.group(group) + "/quarantine");
        for (auto const& item : *answer.body["items"].as_array()) {
            if (item.text("reason") == reason)
                return item.text("whose");
        }
        return "";
    }
};

} // namespace

TEST_CASE("law 16: what waits of one mother can't be replaced, deleted or counted by another")
{
    for (std::string const entity : { "conversation", "concern" }) {
        CAPTURE(entity);
        Two two;
        auto id = two.phone.log(Two::odd(entity), entity);
        REQUIRE(two.push() == "quarantined");
        CHECK(two.forge(entity, id, false) == "quarantined");
        CHECK(two.forge(entity, id, true) == "refused"); // decision 5
        CHECK(two.world.number("SELECT COUNT(*) FROM quarantine WHERE person_id = '" + two.alma + "' AND reason <> 'not_yours'") == 1);
        CHECK(two.world.number("SELECT COUNT(*) FROM quarantine WHERE person_id = '" + two.bahar + "' AND reason = 'not_yours'") == 1);
        CHECK(two.count("tombstone") == 0);
        CHECK(two.decide(1, entity, id).key() == "quarantine.reason.not_yours");
        two.phone.flush();
        CHECK(two.phone.held.contains({ entity, id }));
        CHECK(two.decide(0, entity, id).status == 200);
        CHECK(two.owner(entity) == two.alma);
        CHECK(two.decide(1, entity, id).key() == "quarantine.reason.not_yours");
        two.phone.flush();
        check_mirror(two.world, two.phone);
        check_books(two.world);
    }
}

TEST_CASE("law 16: a deletion speaks for its own person: of what is not yet sent, and of what is deleted")
{
    for (std::string const entity : { "conversation", "concern" }) {
        CAPTURE(entity);
        Two two;
        auto id = two.phone.log(Two::good(entity), entity);
        CHECK(two.forge(entity, id, true) == "stored");
        CHECK(two.push() == "stored");
        CHECK(two.owner(entity) == two.alma);
        two.phone.remove(id, entity);
        CHECK(two.push() == "stored");
        CHECK(two.count("tombstone") == 2);
        two.phone.push({ 0 });
        CHECK(two.phone.outbox[0].outcome == "deleted");
        CHECK(two.forge(entity, id, false) == "deleted");
        Phone third(two.world, two.world.add_mother(two.world.group(1), "Third", "2026-09-01"), 11);
        third.edit(id, Two::good(entity), entity);
        CHECK(two.push(third) == "stored"); // hers, under an id that nobody holds any more
        two.phone.push({ 0 });
        CHECK(two.phone.outbox[0].outcome == "deleted");
        two.phone.flush();
        CHECK(!two.phone.held.contains({ entity, id }));
        check_books(two.world);
    }
}

TEST_CASE("law 16: who is first to save an id has it; what the other saved is kept, and counts when the first is gone")
{
    for (std::string const entity : { "conversation", "concern" }) {
        CAPTURE(entity);
        Two two;
        auto id = two.phone.log(Two::good(entity), entity);
        REQUIRE(two.forge(entity, id, false) == "stored");
        CHECK(two.push() == "quarantined");
        two.phone.flush();
        CHECK(two.phone.held[{ entity, id }].record.text("state") == "quarantined");
        int const group = two.world.word("SELECT group_id FROM quarantine") == two.world.group(0) ? 0 : 1;
        CHECK(two.decide(group, entity, id).key() == "quarantine.reason.not_yours");
        CHECK(two.forge(entity, id, true) == "stored");
        CHECK(two.decide(group, entity, id).status == 200);
        CHECK(two.owner(entity) == two.alma);
        two.phone.flush();
        check_mirror(two.world, two.phone);
        check_books(two.world);
    }
}

TEST_CASE("law 16: two items under one id in one group are told apart, and stay when one of the two is erased")
{
    Two two;
    two.world.move(two.bahar, two.world.group(0), first_day);
    auto id = two.phone.log(Two::odd("conversation"));
    REQUIRE(two.push() == "quarantined");
    REQUIRE(two.forge("conversation", id, false) == "quarantined");
    auto taken = two.whose(0, "not_yours");
    CHECK(taken != "");
    CHECK(taken != two.whose(0, "unknown_code"));
    CHECK(two.decide(0, "conversation", id, taken).key() == "quarantine.reason.not_yours");
    CHECK(two.decide(0, "conversation", id, "somebody").status == 404);
    REQUIRE(two.world.office_post("/api/groups/" + two.world.group(0) + "/people/" + two.bahar + "/erase").status == 200);
    CHECK(two.world.number("SELECT COUNT(*) FROM quarantine WHERE owner = '" + two.bahar + "' OR person_id = '" + two.bahar + "'") == 0);
    CHECK(two.count("quarantine") == 2);
    two.phone.flush();
    CHECK(two.phone.held[{ "conversation", id }].record.text("state") == "quarantined");
    CHECK(two.decide(0, "conversation", id).status == 200);
    CHECK(two.owner("conversation") == two.alma);
}

TEST_CASE("law 16: a sheet from the office can't take an id that waits for somebody else")
{
    Two two;
    auto id = two.phone.log(Two::odd("conversation"));
    REQUIRE(two.push() == "quarantined");
    auto row = with(with(talk(first_day), "id", id), "done_by", two.bahar);
    auto answer = two.world.office_post("/api/groups/" + two.world.group(1) + "/conversations", Json::object({ { "items", Json(Json::Array { row }) } }));
    CHECK(answer.key() == "record.exists");
    CHECK(two.count("conversation") == 0);
}

TEST_CASE("law 16: every record that phones push knows whose it is")
{
    World world;
    int pushed = 0;
    for (auto const& entity : world.product->services().entities->all()) {
        if (!entity.store)
            continue;
        CAPTURE(entity.name);
        CHECK(entity.find_stored);
        CHECK(entity.remove);
        ++pushed;
    }
    CHECK(pushed == 2); // a third one has its cases above
}

TEST_CASE("what waited and what was deleted before items had owners is there after the migration")
{
    auto database = db::open(":memory:");
    auto run = [&](std::string const& name) {
        std::ifstream file(std::string(BYDEL_SOURCE_DIR "/schema/") + name);
        std::string sql { std::istreambuf_iterator<char>(file), {} };
        REQUIRE(sql != "");
        (void)database->write([&](db::Session& session) -> Done {
            session.run_script(sql);
            return {};
        });
    };
    run("0001_platform.sql");
    (void)database->write([](db::Session& session) -> Done {
        for (auto const* person : { "'alma'", "NULL" })
            session.run_script("INSERT INTO quarantine VALUES ('dk', 'conversation', " + std::string(person == std::string("NULL") ? "'b'" : "'a'") + ", 'g', "
                + person + ", 3, 'item', 'unknown_code', 'place', 'sealed', '2026-11-01', 'set_aside', 'c', '2026-11-02')");
        session.run_script("INSERT INTO tombstone VALUES ('dk', 'conversation', 'd', '2026-11-01')");
        return {};
    });
    run("0012_platform.sql");
    auto rows = database->read([](db::Session& session) {
        return session.query("SELECT entity_id, owner, person_id, revision, state, decided_by, decided_on FROM quarantine ORDER BY entity_id");
    });
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].text(1) == "alma");
    CHECK(rows[1].text(1) == "item");
    CHECK(rows[1].text(4) == "set_aside");
    auto vault = auth::Vault::temporary();
    std::string const programme = "dk", entity = "conversation", id = "d", anyone = "anyone";
    CHECK(database->read([&](db::Session& session) { return sync::is_buried(session, vault, { programme, entity, id, anyone }); }));
}
