// SPDX-License-Identifier: AGPL-3.0-or-later
// Signing in and out, and enrolling a phone. Password checks take tens of milliseconds and hold no transaction.
#include "base/id.h"
#include "base/text.h"
#include "people/access.h"
#include "people/cookies.h"
#include "people/phones.h"
#include "people/store.h"
#include "people/unlock.h"
#include "platform/auth/locked.h"
#include "platform/auth/throttle.h"
#include "platform/i18n/i18n.h"
#include "platform/i18n/tidy.h"
#include <algorithm>
#include <set>

namespace bydel::people {

using http::Answer;
using http::Context;
using http::Nothing;

static auth::Throttle& throttle()
{
    static auth::Throttle attempts;
    return attempts;
}

/// A region of content/ is named by the language files, another by whoever made it.
static std::string region_name(Context const& context, Me const& me, programme::Region const& region)
{
    auto named = context.services.messages.raw(me.language, "region." + region.code);
    return named.empty() ? region.name : named;
}

auth::Throttle& guesses_at_links()
{
    static auth::Throttle guesses({ .free_for_account = 100, .free_for_address = 100 }); // a course enrols from one address
    return guesses;
}

static std::string scope_name(Context const& context, db::Session& session, Me const& me, Role const& role)
{
    auto const& programme_id = me.programme.programme_id;
    if (role.scope_kind == "programme")
        return me.programme.name;
    if (role.scope_kind == "region") {
        auto region = programme::find_region(session, programme_id, role.scope_id);
        return region ? region_name(context, me, *region) : "";
    }
    auto group = programme::find_group(session, programme_id, role.scope_id, me.today);
    return group ? group->name : "";
}

static void add_verbs(std::vector<MyScope>& scopes, MyScope const& place, std::vector<std::string_view> const& verbs)
{
    auto is_same = [&](MyScope const& scope) { return scope.scope_kind == place.scope_kind && scope.scope_id == place.scope_id; };
    auto scope = std::find_if(scopes.begin(), scopes.end(), is_same);
    if (scope == scopes.end())
        scope = scopes.insert(scopes.end(), place);
    for (auto verb : verbs) {
        if (std::find(scope->verbs.begin(), scope->verbs.end(), verb) == scope->verbs.end())
            scope->verbs.emplace_back(verb);
    }
}

/// Where a role lets her do what: a region's in each of its groups of today too.
static void add_scopes(db::Session& session, Me& me, MyRole const& role, std::vector<std::string_view> const& verbs)
{
    add_verbs(me.scopes, { role.scope_kind, role.scope_id, role.scope_name, {} }, verbs);
    if (role.scope_kind != "region")
        return;
    for (auto const& group : programme::groups_in(session, me.programme.programme_id, role.scope_id, me.today))
        add_verbs(me.scopes, { "group", group.group_id, group.name, {} }, verbs);
}

static Result<Me> describe_me(Context& context, db::Session& session, std::string const& programme_id, std::string const& person_id)
{
    auto person = find_person(session, context.services.vault, programme_id, person_id);
    auto programme = tenant::find(session, programme_id);
    if (!person || !programme)
        return fail({ 401, "auth.required" });
    bool from_phone = !context.actor.device_id.empty(); // a mother's, whatever else she is
    Me me { person_id, person->display_name, person->language, *programme, {}, {}, i18n::local_day(context.services.clock.now(), programme->time_zone) };
    for (auto const& role : roles_on(session, programme_id, person_id, me.today)) {
        if (from_phone && role.role != "mother")
            continue;
        me.roles.push_back({ role.role, role.scope_kind, role.scope_id, scope_name(context, session, me, role) });
        add_scopes(session, me, me.roles.back(), context.services.rights->verbs_of(from_phone ? auth::phone : std::string_view(role.role)));
    }
    return me;
}

/// The same letters may come composed or decomposed, and what an earlier version set was hashed as it was typed: then both are tried.
static std::vector<std::string> spellings(std::string const& typed)
{
    auto composed = i18n::composed(typed);
    return composed == typed ? std::vector { typed } : std::vector { composed, typed };
}

static bool is_password(std::string const& hash, std::vector<std::string> const& ways)
{
    return std::any_of(ways.begin(), ways.end(), [&](auto const& way) { return auth::password_matches(hash, way); });
}

/// The account whose password this is. More than one only where one e-mail address is used in several programmes. A refusal takes the time that
/// the address with the most accounts (`most`) takes, whoever is there and wherever, so that time does not tell who has an account.
static Result<store::StoredAccount> matching_account(std::vector<store::StoredAccount> const& accounts, std::size_t most, Login const& login)
{
    auto const ways = spellings(login.password);
    for (auto absent = accounts.size(); absent < most; ++absent) {
        for (auto const& way : ways)
            auth::pretend_to_check(way);
    }
    std::vector<store::StoredAccount> matching;
    for (auto const& account : accounts) {
        if (is_password(account.password_hash, ways))
            matching.push_back(account);
    }
    if (matching.empty())
        return fail({ 401, "auth.wrong_login" });
    if (matching.size() == 1)
        return matching.front();
    std::vector<std::string> programmes;
    for (auto const& account : matching)
        programmes.push_back(account.programme_id);
    return fail({ 409, "auth.choose_programme", "programme_id", { { "programmes", join(programmes, ",") } } });
}

// Where several programmes live on one server none is named: who runs what here is nobody's business.
Result<Door> get_door(Context& context)
{
    auto programmes = tenant::all(context.session());
    if (programmes.size() != 1)
        return Door {};
    return Door { DoorProgramme { programmes.front().programme_id, programmes.front().name, programmes.front().kind } };
}

Result<Answer<Me>> log_in(Context& context, Login const& login)
{
    auto& services = context.services;
    auto const now = services.clock.now();
    auto const index = services.vault.blind_index(address_of(login.email));
    TRY(throttle().attempt(index, context.request.remote, now));
    auto [accounts, most] = services.database.read([&](db::Session& session) {
        return std::pair(store::accounts_with_email(session, index, login.programme_id), store::most_accounts_of_an_address(session));
    });
    auto account = TRY(matching_account(accounts, most, login));
    throttle().succeeded(index, context.request.remote);
    return sign_in(context, account.programme_id, account.person_id);
}

Result<Answer<Me>> sign_in(Context& context, std::string const& programme_id, std::string const& person_id)
{
    auto const now = context.services.clock.now();
    auto token = programme_id + "." + auth::new_token();
    auto me = TRY(context.services.database.write([&](db::Session& session) -> Result<Me> {
        TRY(store::delete_expired_sessions(session, programme_id, now));
        TRY(store::insert_session(session, programme_id, auth::hash_token(token), person_id, now, now + office_session_lasts));
        return describe_me(context, session, programme_id, person_id);
    }));
    return Answer<Me> { me, 200, { { "Set-Cookie", cookie(office_cookie, token, office_session_lasts) } } };
}

Done check_own_password(Context& context, std::string const& password)
{
    auto& services = context.services;
    auto const account
        = services.database.read([&](db::Session& session) { return store::account_of(session, context.actor.programme_id, context.actor.person_id); });
    auto const& index = account ? account->email_index : context.actor.person_id;
    TRY(throttle().attempt(index, context.request.remote, services.clock.now()));
    if (!account || !is_password(account->password_hash, spellings(password)))
        return fail({ 422, "people.wrong_password", "password" });
    throttle().succeeded(index, context.request.remote);
    return {};
}

Result<Answer<Nothing>> log_out(Context& context)
{
    std::string token(context.request.cookie(office_cookie));
    if (auto programme_id = programme_of_token(token); !programme_id.empty()) {
        TRY(context.services.database.write([&](db::Session& session) { return store::delete_session(session, programme_id, auth::hash_token(token)); }));
    }
    return Answer<Nothing> { {}, 200, { { "Set-Cookie", cookie(office_cookie, "", 0) } } };
}

Result<Answer<Nothing>> leave_phone(Context& context)
{
    if (context.actor.device_id.empty())
        return fail({ 403, "auth.forbidden" });
    TRY(store::revoke_device(context.session(), context.programme_id(), context.actor.device_id, context.journal().today()));
    phone_changed(context.journal(), context.actor.person_id, context.actor.device_id, journal::Operation::leave);
    return Answer<Nothing> { {}, 200, { { "Set-Cookie", cookie(device_cookie_name(context.actor.device_id), "", 0) } } };
}

Result<Me> get_me(Context& context) { return describe_me(context, context.session(), context.programme_id(), context.actor.person_id); }

/// Asked for every minute by every open page: no names, no rows, and not in the audit of reads.
Result<WaitingByGroup> list_waiting(Context& context)
{
    WaitingByGroup waiting;
    std::set<std::string> seen;
    for (auto const& grant : context.actor.grants) {
        if (grant.scope.kind != auth::ScopeKind::group || !seen.insert(grant.scope.id).second)
            continue;
        WaitingInGroup group { grant.scope.id, waiting_in(context, context.session(), grant.scope.id, Notice::Told::everywhere) };
        if (!group.notices.empty())
            waiting.groups.push_back(std::move(group));
    }
    return waiting;
}

Result<Nothing> set_language(Context& context, ChosenLanguage const& chosen)
{
    TRY(store::set_language(context.session(), context.programme_id(), context.actor.person_id, chosen.language));
    context.journal().add({ "person:" + context.actor.person_id, "profile", context.actor.person_id });
    return Nothing {};
}

/// Which of those on this phone she is, so that the page gives her her own place and nobody else's. Others are not spoken of; one that is not known
/// was enrolled after the backup that is now in place.
static std::vector<DeviceHere> devices_here(db::Session& session, std::string const& programme_id, InvitationToken const& asked)
{
    std::vector<DeviceHere> devices;
    auto invitation = links::find(session, programme_id, asked.token);
    for (auto const& device_id : asked.device_ids.value_or(std::vector<std::string>())) {
        auto device = store::find_device(session, programme_id, device_id);
        if (!device || (invitation && device->person_id == invitation->subject_id))
            devices.push_back({ device_id, device ? "hers" : "unknown" });
    }
    return devices;
}

Result<CheckedInvitation> check_enrol(Context& context, InvitationToken const& asked)
{
    auto programme_id = programme_of_token(asked.token);
    if (programme_id.empty())
        return fail({ 404, "invitation.unknown" });
    return guessing(context, [&] {
        return context.services.database.read([&](db::Session& session) -> Result<CheckedInvitation> {
            auto checked
                = TRY(check_invitation(session, context.services.vault, programme_id, asked.token, asked.attempt.value_or(""), context.services.clock.now()));
            checked.devices = devices_here(session, programme_id, asked);
            return checked;
        });
    });
}

Result<Answer<EnrolledPhone>> post_enrol(Context& context, Enrolment const& asked)
{
    auto programme_id = programme_of_token(asked.token);
    if (programme_id.empty())
        return fail({ 404, "invitation.unknown" });
    auto& services = context.services;
    auto enrolled = TRY(guessing(context, [&] {
        return journal::change(
            services.database, { programme_id, "", services.clock.now() }, [&](db::Session& session, journal::Journal& journal) -> Result<Enrolled> {
                auto made
                    = TRY(enrol(session, journal, services.vault, { asked.token, asked.language, asked.device_id.value_or(""), asked.attempt.value_or("") }));
                TRY(store::set_unlock_secret(session, programme_id, made.device_id, asked.unlock_secret));
                return made;
            });
    }));
    auto epoch = services.database.read([](db::Session& session) { return journal::epoch(session); });
    return Answer<EnrolledPhone> { { enrolled.device_id, enrolled.person.person_id, programme_id, enrolled.person.display_name, epoch,
                                       services.vault.outbox_key_id(), services.vault.outbox_public_key() },
        201, { { "Set-Cookie", cookie(device_cookie_name(enrolled.device_id), enrolled.token, device_cookie_lasts) } } };
}

} // namespace bydel::people
