// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sync/pull.h"
#include "base/day.h"
#include "base/text.h"
#include "platform/auth/rights.h"
#include "platform/auth/secrets.h"
#include "platform/journal/reads.h"
#include "platform/sync/quarantine.h"
#include <algorithm>
#include <chrono>
#include <semaphore>
#include <set>

namespace bydel::sync {

static constexpr int page_size = 500;
/// A phone names a handful; whoever names more wants a large answer for a small question.
static constexpr std::size_t most_scopes = 100;
/// A phone that hears nothing for so long keeps nothing of a group that its person leads.
static constexpr int shown_days = 30;

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

std::string group_of(GroupScope const& of, std::string_view scope)
{
    bool const is_it = scope.starts_with(of.name) && scope.substr(of.name.size()).starts_with(":");
    return is_it ? std::string(scope.substr(of.name.size() + 1)) : "";
}

std::vector<std::string> followed_scopes(http::Services const& services, db::Session& session, auth::Actor const& actor, Json const& wanted)
{
    std::vector<std::string> scopes { "programme" };
    auto add = [&](std::string scope) {
        if (std::find(scopes.begin(), scopes.end(), scope) == scopes.end())
            scopes.push_back(std::move(scope));
    };
    if (auto group_id = services.entities->directory.group_on(session, actor.programme_id, actor.person_id, actor.today))
        add("group:" + *group_id);
    add("person:" + actor.person_id);
    if (auto const* names = wanted.as_array()) {
        for (auto const& name : *names) {
            auto const* text = name.as_string();
            if (text && text->starts_with("library:") && is_language(text->substr(8)))
                add(*text);
        }
    }
    return scopes;
}

std::vector<ShownScope> shown_scopes(http::Services const& services, auth::Actor const& actor, std::string const& today)
{
    std::vector<ShownScope> all;
    auto const longest = add_days(today, shown_days);
    for (auto const& entity : services.entities->all()) {
        if (!entity.group_scope)
            continue;
        auto const& of = *entity.group_scope;
        for (auto const& grant : actor.shown) {
            if (!services.rights->grants(grant.role, of.verb))
                continue;
            auto const until = grant.until.empty() ? longest : std::min(grant.until, longest);
            auto scope = std::string(of.name) + ":" + grant.scope.id;
            auto known = std::find_if(all.begin(), all.end(), [&](ShownScope const& one) { return one.scope == scope; });
            if (known == all.end())
                all.push_back({ std::move(scope), of, grant.scope.id, until });
            else
                known->until = std::max(known->until, until);
        }
    }
    return all;
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

static Json::Array whole(Entities const& entities, Reading const& reading)
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
    return records;
}

/// What stands for its position: the same records, the same number.
static std::int64_t fingerprint(Json const& records)
{
    std::int64_t number = 0;
    for (unsigned char const byte : from_base64url(auth::hash_token(records.dump()).substr(0, 8))) // 48 bits: every page can hold that number
        number = number * 256 + byte;
    return number;
}

/// Whole where it differs from what the phone has, else only how long she may go on seeing it.
static Result<Json> shown(http::Services const& services, Reading const& reading, ShownScope const& scope, Json const* position, WholeScopes& in_whole)
{
    TRY(in_whole.enter());
    auto records = Json(whole(*services.entities, reading));
    auto const now = fingerprint(records);
    bool const same = position && position->as_integer() && *position->as_integer() == now;
    if (!same)
        journal::remember_read({ reading.programme_id, reading.person_id, std::string(scope.of.verb), scope.group_id, services.clock.now() });
    auto told = told_of_scope(scope.scope, same ? "changes" : "snapshot", now, same ? Json::Array() : std::move(*records.as_array()));
    told.set("until", scope.until);
    return told;
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
    auto const followed = followed_scopes(services, session, actor, body["scopes"]);
    auto const group_scopes = shown_scopes(services, actor, today);
    auto visible = followed;
    for (auto const& one : group_scopes)
        visible.push_back(one.scope);
    auto head = journal::last_sequence(session, actor.programme_id);
    Json::Array scopes;
    WholeScopes in_whole; // until the text is made
    bool more = false;
    bool moved = has_changed_group(cursor, visible);
    for (auto const& scope : followed) {
        Reading reading { session, services, actor.programme_id, actor.person_id, scope, nullptr, today };
        auto const* position = cursor.find(scope);
        bool own_anew = moved && scope.starts_with("person:");
        if (!same_epoch || own_anew || !position || !position->as_integer() || *position->as_integer() > head) {
            TRY(in_whole.enter());
            scopes.push_back(told_of_scope(scope, "snapshot", head, whole(*services.entities, reading)));
            continue;
        }
        auto entries = journal::after(session, actor.programme_id, scope, *position->as_integer(), page_size);
        bool full = entries.size() == page_size;
        more = more || full;
        if (!entries.empty())
            scopes.push_back(changes(*services.entities, reading, entries, full ? entries.back().sequence : head));
    }
    for (auto const& one : group_scopes) {
        Reading reading { session, services, actor.programme_id, actor.person_id, one.scope, nullptr, today };
        if (!more) // once is enough
            scopes.push_back(TRY(shown(services, reading, one, same_epoch ? cursor.find(one.scope) : nullptr, in_whole)));
    }
    auto key = Json::object({ { "key_id", services.vault.outbox_key_id() }, { "public_key", services.vault.outbox_public_key() } });
    auto answer
        = Json::object({ { "epoch", epoch }, { "today", today }, { "key", std::move(key) }, { "forget", forgotten(cursor, visible) }, { "more", more } });
    answer.set("scopes", Json(std::move(scopes)));
    return answer.dump();
}

} // namespace bydel::sync
