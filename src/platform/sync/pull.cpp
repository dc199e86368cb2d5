// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sync/pull.h"
#include "base/text.h"
#include "platform/auth/secrets.h"
#include "platform/sync/quarantine.h"
#include <algorithm>
#include <chrono>
#include <semaphore>
#include <set>

namespace bydel::sync {

static constexpr int page_size = 500;
/// A phone names a handful; whoever names more wants a large answer for a small question.
static constexpr std::size_t most_scopes = 100;

/// A whole scope takes about ten times its text while it is made, so few are made at a time; the others wait a little.
class WholeScopes {
public:
    ~WholeScopes()
    {
        if (mine_)
            places.release();
    }
    Done enter()
    {
        mine_ = mine_ || places.try_acquire_for(std::chrono::seconds(15));
        return mine_ ? Done() : fail({ 503, "server.busy", "", {}, "too many whole pulls at once" });
    }

private:
    static inline std::counting_semaphore<> places { 4 };
    bool mine_ = false;
};

bool Reading::wants(std::string_view id) const { return !ids || std::find(ids->begin(), ids->end(), id) != ids->end(); }

std::vector<std::string> visible_scopes(
    Directory const& directory, db::Session& session, auth::Actor const& actor, std::string const& today, Json const& wanted)
{
    std::vector<std::string> scopes { "programme" };
    if (auto group_id = directory.group_on(session, actor.programme_id, actor.person_id, today))
        scopes.push_back("group:" + *group_id);
    scopes.push_back("person:" + actor.person_id);
    if (auto const* names = wanted.as_array()) {
        for (auto const& name : *names) {
            auto const* text = name.as_string();
            if (text && text->starts_with("library:") && is_language(text->substr(8)) && std::find(scopes.begin(), scopes.end(), *text) == scopes.end())
                scopes.push_back(*text);
        }
    }
    return scopes;
}

static Json written(std::string const& entity, Record record)
{
    auto json = Json::object({ { "entity", entity }, { "id", std::move(record.id) }, { "revision", record.revision } });
    json.set("record", std::move(record.record)); // a list in braces would be copied
    return json;
}

static Json told_of_scope(std::string const& scope, char const* kind, std::int64_t position, Json::Array records)
{
    auto json = Json::object({ { "scope", scope }, { "kind", kind }, { "position", position } });
    json.set("records", Json(std::move(records)));
    return json;
}

static Json snapshot(Entities const& entities, Reading const& reading, std::int64_t position)
{
    Json::Array records;
    std::set<std::pair<std::string, std::string>> waiting;
    if (reading.scope.starts_with("person:")) {
        for (auto& [entity, record] : quarantined_of_person(reading)) {
            waiting.emplace(entity, record.id);
            records.push_back(written(entity, std::move(record)));
        }
    }
    for (auto const& entity : entities.all()) {
        for (auto& record : entity.read(reading)) {
            if (!waiting.contains({ entity.name, record.id }))
                records.push_back(written(entity.name, std::move(record)));
        }
    }
    return told_of_scope(reading.scope, "snapshot", position, std::move(records));
}

/// What changed, each record once, as it is now.
static Json changes(Entities const& entities, Reading reading, std::vector<journal::Written> const& entries, std::int64_t position)
{
    std::map<std::string, std::set<std::string>> touched;
    for (auto const& entry : entries)
        touched[entry.entity].insert(entry.entity_id);
    std::map<std::pair<std::string, std::string>, Record> waiting;
    if (reading.scope.starts_with("person:")) {
        for (auto& [entity, record] : quarantined_of_person(reading))
            waiting.emplace(std::pair(entity, record.id), record);
    }
    Json::Array records;
    for (auto const& entity : entities.all()) {
        auto found = touched.find(entity.name);
        if (found == touched.end())
            continue;
        std::vector<std::string> ids(found->second.begin(), found->second.end());
        reading.ids = &ids;
        std::map<std::string, Record> now;
        for (auto& record : entity.read(reading))
            now.emplace(record.id, std::move(record));
        for (auto const& id : ids) {
            if (auto quarantined = waiting.find({ entity.name, id }); quarantined != waiting.end())
                records.push_back(written(entity.name, quarantined->second));
            else if (auto record = now.find(id); record != now.end())
                records.push_back(written(entity.name, std::move(record->second)));
            else
                records.push_back(Json::object({ { "entity", entity.name }, { "id", id }, { "deleted", true } }));
        }
    }
    return told_of_scope(reading.scope, "changes", position, std::move(records));
}

static Json forgotten(Json const& cursor, std::vector<std::string> const& visible)
{
    Json::Array forget;
    if (auto const* members = cursor.as_object()) {
        for (auto const& [scope, position] : *members) {
            if (std::find(visible.begin(), visible.end(), scope) == visible.end())
                forget.push_back(Json(scope));
        }
    }
    return Json(std::move(forget));
}

/// She has entered or left a group since this phone pulled. What her own records say of today may differ without an entry in the journal:
/// a role begins and ends by the calendar.
static bool has_changed_group(Json const& cursor, std::vector<std::string> const& visible)
{
    auto is_group = [](std::string_view scope) { return scope.starts_with("group:"); };
    auto is_new = [&](std::string const& scope) { return is_group(scope) && !cursor.find(scope); };
    auto is_past = [&](Json::Member const& known) { return is_group(known.first) && std::find(visible.begin(), visible.end(), known.first) == visible.end(); };
    auto const* known = cursor.as_object();
    return std::any_of(visible.begin(), visible.end(), is_new) || (known && std::any_of(known->begin(), known->end(), is_past));
}

Done check_pull(Json const& body)
{
    auto too_many = [](char const* field) { return fail({ 422, "field.too_long", field, { { "most", std::to_string(most_scopes) } } }); };
    if (auto const* scopes = body["scopes"].as_array(); scopes && scopes->size() > most_scopes)
        return too_many("scopes");
    if (auto const* cursor = body["cursor"].as_object(); cursor && cursor->size() > most_scopes)
        return too_many("cursor");
    return {};
}

Result<std::string> pull(http::Services& services, db::Session& session, auth::Actor const& actor, Json const& body, std::string const& today)
{
    auto epoch = journal::epoch(session);
    auto const& cursor = body["cursor"];
    bool same_epoch = body.text("epoch") == epoch;
    auto visible = visible_scopes(services.entities->directory, session, actor, today, body["scopes"]);
    auto head = journal::last_sequence(session, actor.programme_id);
    Json::Array scopes;
    WholeScopes whole; // until the text is made
    bool more = false;
    bool moved = has_changed_group(cursor, visible);
    for (auto const& scope : visible) {
        Reading reading { session, services.vault, actor.programme_id, actor.person_id, scope, nullptr, today };
        auto const* position = cursor.find(scope);
        bool own_anew = moved && scope.starts_with("person:");
        if (!same_epoch || own_anew || !position || !position->as_integer() || *position->as_integer() > head) {
            TRY(whole.enter());
            scopes.push_back(snapshot(*services.entities, reading, head));
            continue;
        }
        auto entries = journal::after(session, actor.programme_id, scope, *position->as_integer(), page_size);
        bool full = entries.size() == page_size;
        more = more || full;
        if (!entries.empty())
            scopes.push_back(changes(*services.entities, reading, entries, full ? entries.back().sequence : head));
    }
    auto key = Json::object({ { "key_id", services.vault.outbox_key_id() }, { "public_key", services.vault.outbox_public_key() } });
    auto answer
        = Json::object({ { "epoch", epoch }, { "today", today }, { "key", std::move(key) }, { "forget", forgotten(cursor, visible) }, { "more", more } });
    answer.set("scopes", Json(std::move(scopes)));
    return answer.dump();
}

} // namespace bydel::sync
