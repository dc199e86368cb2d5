// SPDX-License-Identifier: AGPL-3.0-or-later
// The phones of the law tests, as docs/sync.md describes them.
#include "app/sync_world.h"
#include "people/cookies.h"
#include <algorithm>
#include <doctest/doctest.h>

namespace bydel::app::world {

using http::Method;

Json talk(std::string const& held_on, int women)
{
    return Json::object({ { "held_on", held_on }, { "women", women }, { "meeting", "first" }, { "contact_way", "street" }, { "place", "library" },
        { "activities", Json::strings({ "talked" }) }, { "themes", Json::strings({ "money" }) }, { "minutes", 30 }, { "next_step", "meet_again" },
        { "ladder", Json() }, { "language", Json() }, { "template_version", 1 } });
}

Json worry(std::string const& raised_on) { return Json::object({ { "raised_on", raised_on }, { "passed_to", Json() }, { "passed_on", Json() } }); }

/// They show that they are open when they pull, and send as if they were locked.
static std::string unlock_secret_of(Phone const& phone) { return auth::hash_token("the key of " + phone.person_id); }

Phone::Phone(World& world, std::string person_id_, std::uint64_t seed, int skew)
    : person_id(std::move(person_id_))
    , world_(&world)
    , dice_(seed)
    , skew_(skew)
{
    enrol();
}

void Phone::enrol(std::string const& purpose)
{
    auto body = Json::object({ { "token", world_->invite(person_id, purpose) }, { "language", "da" }, { "unlock_secret", unlock_secret_of(*this) } });
    if (!device_id.empty())
        body.set("device_id", device_id);
    auto answer = world_->call(Method::post, "/api/enrol", body);
    if (answer.status != 201)
        throw std::logic_error("enrolling got " + answer.text);
    device_id = answer.body.text("device_id");
    cookie_ = answer.cookie;
    key_id_ = answer.body.text("key_id");
    public_key_ = answer.body.text("public_key");
    if (epoch.empty())
        epoch = answer.body.text("epoch");
    held.clear();
    positions.clear();
}

Answer Phone::post(std::string const& path, Json const& body)
{
    http::Headers headers { { "bydel-device", device_id }, { "cookie", cookie_ } };
    if (path == "/api/sync/pull")
        headers.emplace_back("bydel-unlocked", unlock_secret_of(*this));
    return world_->call(Method::post, path, body, headers);
}

void Phone::save(sync::Item item)
{
    item.item_id = dice_.id(today());
    item.device_id = device_id;
    item.saved_on = today();
    auto json = Json::object({ { "item_id", item.item_id }, { "device_id", item.device_id }, { "entity", item.entity }, { "operation", item.operation },
        { "id", item.id }, { "revision", item.revision }, { "saved_on", item.saved_on } });
    if (item.operation == "put")
        json.set("record", item.record);
    outbox.push_back({ item, key_id_, auth::seal_for_outbox(public_key_, json.dump(), item.item_id) });
}

std::string Phone::log(Json record, std::string const& entity)
{
    auto id = dice_.id(today());
    edit(id, std::move(record), entity);
    return id;
}

void Phone::edit(std::string const& id, Json record, std::string const& entity)
{
    auto& mine = held[{ entity, id }];
    mine = { scope(), mine.revision + 1, record };
    save({ "", "", entity, "put", id, mine.revision, "", std::move(record) });
}

void Phone::remove(std::string const& id, std::string const& entity)
{
    auto revision = held[{ entity, id }].revision + 1;
    held.erase({ entity, id });
    save({ "", "", entity, "delete", id, revision, "", {} });
}

std::vector<std::size_t> Phone::waiting() const
{
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < outbox.size(); ++i) {
        if (outbox[i].state == "waiting")
            which.push_back(i);
    }
    return which;
}

Answer Phone::push(std::vector<std::size_t> const& which, bool told)
{
    Json::Array items;
    std::map<std::string, Saved const*> sent;
    for (auto i : which) {
        sent[outbox[i].item.item_id] = &outbox[i];
        items.push_back(Json::object({ { "item_id", outbox[i].item.item_id }, { "key_id", outbox[i].key_id }, { "sealed", outbox[i].sealed } }));
    }
    auto answer = post("/api/sync/push", Json::object({ { "epoch", epoch }, { "items", Json(std::move(items)) } }));
    if (auto const* results = answer.body["results"].as_array(); results && on_taken) {
        for (auto const& result : *results)
            on_taken(*this, sent[result.text("item_id")]->item, result.text("outcome"));
    }
    if (told && answer.status == 200)
        hear(answer.body);
    return answer;
}

void Phone::hear(Json const& answer)
{
    std::map<std::string, std::string> said;
    for (auto const& result : *answer["results"].as_array())
        said[result.text("item_id")] = result.text("outcome");
    meet_epoch(answer.text("epoch"));
    for (auto& row : outbox) {
        auto found = said.find(row.item.item_id);
        if (found == said.end())
            continue;
        row.outcome = found->second;
        row.state = row.outcome == "refused" ? "refused" : "sent";
        row.sent_on = today();
        diverged_ = diverged_ || row.outcome == "superseded" || row.outcome == "deleted";
    }
}

void Phone::meet_epoch(std::string const& now)
{
    if (now == epoch)
        return;
    epoch = now;
    for (auto& row : outbox) {
        if (row.state == "sent" && row.sent_on >= add_days(today(), -30))
            row.state = "waiting";
    }
}

bool Phone::is_pending(std::string const& entity, std::string const& id) const
{
    return std::any_of(outbox.begin(), outbox.end(), [&](Saved const& row) { return row.state != "sent" && row.item.entity == entity && row.item.id == id; });
}

Answer Phone::pull()
{
    Json cursor { Json::Object() };
    for (auto const& [name, position] : positions)
        cursor.set(name, position);
    auto answer = post("/api/sync/pull", Json::object({ { "epoch", cursor_epoch }, { "scopes", Json::strings({ "library:da" }) }, { "cursor", cursor } }));
    if (answer.status != 200)
        return answer;
    if (on_pulled)
        on_pulled(*this, answer);
    meet_epoch(answer.body.text("epoch"));
    for (auto const& name : *answer.body["forget"].as_array()) {
        positions.erase(*name.as_string());
        std::erase_if(held, [&](auto const& one) { return one.second.scope == *name.as_string() && !is_pending(one.first.first, one.first.second); });
    }
    if (cursor_epoch != epoch)
        positions.clear();
    cursor_epoch = epoch;
    for (auto const& pulled : *answer.body["scopes"].as_array())
        apply(pulled);
    return answer;
}

void Phone::apply(Json const& pulled)
{
    auto name = pulled.text("scope");
    if (pulled.text("kind") == "snapshot")
        std::erase_if(held, [&](auto const& one) { return one.second.scope == name && !is_pending(one.first.first, one.first.second); });
    for (auto const& record : *pulled["records"].as_array()) {
        std::pair key { record.text("entity"), record.text("id") };
        if (record.find("deleted"))
            held.erase(key);
        else if (is_pending(key.first, key.second))
            diverged_ = true;
        else
            held[key] = { name, *record["revision"].as_integer(), record["record"] };
    }
    positions[name] = *pulled["position"].as_integer();
}

void Phone::flush()
{
    for (int round = 0; round < 50; ++round) {
        if (auto which = waiting(); !which.empty()) {
            which.resize(std::min<std::size_t>(which.size(), 100));
            if (push(which).status == 401)
                enrol("forgotten_pin");
            continue;
        }
        if (diverged_)
            positions.erase(scope());
        diverged_ = false;
        auto answer = pull();
        if (answer.status == 401)
            enrol("forgotten_pin");
        else if (waiting().empty() && !diverged_ && !*answer.body["more"].as_bool())
            return;
    }
    throw LawBroken("a phone does not come to rest");
}

HeldRecords Phone::own() const
{
    HeldRecords mine;
    for (auto const& [key, record] : held) {
        if (record.scope == scope())
            mine.insert({ key, record });
    }
    return mine;
}

void check_mirror(World& world, Phone& phone)
{
    auto before = phone.held;
    auto had = before;
    phone.positions.clear();
    phone.held.clear();
    must_hold(phone.pull().status == 200, "law 6: a phone cannot pull anew");
    for (auto const& [key, record] : phone.held)
        must_hold(had.contains(key), "law 6: the phone lacks " + key.first + " " + key.second);
    for (auto const& [key, record] : had) {
        must_hold(phone.held.contains(key), "law 6: the phone still holds " + key.first + " " + key.second);
        must_hold(phone.held[key] == record,
            "law 6: the phone holds another version of " + key.first + " " + key.second + "\n" + record.record.dump() + "\n" + phone.held[key].record.dump());
    }
    auto mine = "SELECT COUNT(*) FROM conversation c WHERE done_by = '" + phone.person_id
        + "' AND NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.entity = 'conversation' AND q.entity_id = c.id AND q.owner = c.done_by)";
    auto stored = std::count_if(
        before.begin(), before.end(), [](auto const& one) { return one.first.first == "conversation" && one.second.record.text("state") == "stored"; });
    must_hold(world.number(mine) == stored, "law 6: the phone does not hold what the server stores for her");
}

} // namespace bydel::app::world
