// SPDX-License-Identifier: AGPL-3.0-or-later
// Who sends a request. A token is "<programme>.<random>"; only its hash is stored. A phone names its device in a header, so that two persons
// on one phone have two cookies.
#include "base/id.h"
#include "base/text.h"
#include "people/cookies.h"
#include "people/phones.h"
#include "people/store.h"
#include "people/unlock.h"
#include "platform/auth/locked.h"

namespace bydel::people {

std::string programme_of_token(std::string_view token)
{
    auto programme_id = token.substr(0, token.find('.'));
    return programme_id.size() < token.size() && is_code(programme_id) ? std::string(programme_id) : "";
}

std::string cookie(std::string const& name, std::string const& value, Milliseconds lasts)
{
    return name + "=" + value + "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=" + written(lasts / one_second);
}

std::string device_cookie_name(std::string_view device_id) { return "__Host-bydel-" + std::string(device_id); }

static auth::ScopeKind kind_of(Role const& role)
{
    if (role.scope_kind == "group")
        return auth::ScopeKind::group;
    return role.scope_kind == "region" ? auth::ScopeKind::region : auth::ScopeKind::programme;
}

std::vector<auth::Grant> grants_on(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& day)
{
    std::vector<auth::Grant> grants;
    for (auto const& role : roles_on(session, programme_id, person_id, day)) {
        grants.push_back({ role.role, { kind_of(role), role.scope_id } });
        if (role.scope_kind != "region")
            continue;
        for (auto const& group : programme::groups_in(session, programme_id, role.scope_id, day))
            grants.push_back({ role.role, { auth::ScopeKind::group, group.group_id } });
    }
    return grants;
}

std::vector<auth::Grant> led_groups(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& day)
{
    std::vector<auth::Grant> led;
    for (auto const& role : roles_on(session, programme_id, person_id, day)) {
        if (role.scope_kind == "group" && role.role != "mother")
            led.push_back({ role.role, { auth::ScopeKind::group, role.scope_id }, role.ends_on.value_or("") });
    }
    return led;
}

static auth::Actor actor_of(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& today)
{
    auth::Actor actor { programme_id, person_id, "", "en", grants_on(session, programme_id, person_id, today), today };
    if (auto language = store::language_of(session, programme_id, person_id))
        actor.language = *language;
    return actor;
}

/// A phone may what a phone may and opens no office, whatever else its person is. One whose mother has left still sends what she saved and shows it to
/// her. One that is locked only sends.
static void let_phone_sync_only(auth::Actor& actor, bool locked)
{
    std::erase_if(actor.grants, [&](auth::Grant const& grant) { return locked || grant.role != "mother"; });
    actor.grants.push_back({ std::string(locked ? auth::locked_phone : auth::phone), { auth::ScopeKind::group, "" } });
}

static Result<auth::Actor> authenticate_phone(http::Services& services, http::Request const& request, std::string const& device_id)
{
    auto token = request.cookie(device_cookie_name(device_id));
    auto programme_id = programme_of_token(token);
    if (!is_id(device_id) || programme_id.empty())
        return fail({ 401, "auth.required" });
    bool heard = true, seen_today = true;
    Unlocking unlocking { std::nullopt, std::string(request.header(unlock_header)) };
    auto actor = services.database.read([&](db::Session& session) -> Result<auth::Actor> {
        auto device = store::find_device(session, programme_id, device_id);
        if (!device || device->token_hash != auth::hash_token(token))
            return fail({ 401, "auth.required" });
        if (device->revoked_on)
            return fail({ 401, "auth.device_revoked" });
        auto const today = tenant::day_in(session, programme_id, services.clock.now());
        heard = device->heard_on.has_value();
        seen_today = device->last_seen_on == today;
        auto found = actor_of(session, programme_id, device->person_id, today);
        found.device_id = device_id;
        unlocking.kept_hash = store::unlock_hash_of(session, programme_id, device_id);
        let_phone_sync_only(found, unlocking.locked());
        // Not on one that a coordinator's link enrolled for a mother: it opens no other group's names. Nor where there is no secret to show.
        if (device->shows_groups && unlocking.kept_hash && !unlocking.locked())
            found.shown = led_groups(session, programme_id, device->person_id, today);
        return found;
    });
    if (actor && unlocking.is_first())
        TRY(services.database.write([&](db::Session& session) { return store::trust_first_secret(session, programme_id, device_id, unlocking.said); }));
    if (actor && !heard)
        TRY(hear_first(services, programme_id, actor->person_id, device_id));
    else if (actor && !seen_today)
        TRY(services.database.write([&](db::Session& session) { return store::see_device(session, programme_id, device_id, actor->today); }));
    return actor;
}

Result<auth::Actor> authenticate(http::Services& services, http::Request const& request)
{
    if (auto device_id = request.header("bydel-device"); !device_id.empty())
        return authenticate_phone(services, request, std::string(device_id));
    auto token = request.cookie(office_cookie);
    auto programme_id = programme_of_token(token);
    if (programme_id.empty())
        return fail({ 401, "auth.required" });
    auto now = services.clock.now();
    return services.database.read([&](db::Session& session) -> Result<auth::Actor> {
        auto found = store::find_session(session, programme_id, auth::hash_token(token));
        if (!found)
            return fail({ 401, "auth.required" });
        if (is_over(found->expires_at, office_session_lasts + 60 * one_minute, now)) // it ends on a whole hour
            return fail({ 401, "auth.expired" });
        return actor_of(session, programme_id, found->person_id, tenant::day_in(session, programme_id, now));
    });
}

} // namespace bydel::people
