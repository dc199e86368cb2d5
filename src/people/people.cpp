// SPDX-License-Identifier: AGPL-3.0-or-later
// Changes to persons and roles, each with its journal entries: changing group writes a leave and an enter.
#include "people/people.h"
#include "base/id.h"
#include "base/text.h"
#include "people/moves.h"
#include "people/phones.h"
#include "people/store.h"
#include "platform/i18n/tidy.h"

namespace bydel::people {

static void touch_profile(journal::Journal& journal, std::string const& person_id) { journal.add({ "person:" + person_id, "profile", person_id }); }

Result<Person> add_person(db::Session& session, journal::Journal& journal, auth::Vault const& vault, Person person)
{
    if (person.person_id.empty())
        person.person_id = new_id(journal.now());
    person.display_name = i18n::tidied(person.display_name);
    TRY(store::insert_person(session, vault, journal.programme_id(), person, journal.now()));
    touch_profile(journal, person.person_id);
    return person;
}

Done change_person(db::Session& session, journal::Journal& journal, auth::Vault const& vault, Person const& person)
{
    TRY(store::update_person(session, vault, journal.programme_id(), person));
    touch_profile(journal, person.person_id);
    return {};
}

static std::string scope_of(Role const& role) { return role.scope_kind == "group" ? "group:" + role.scope_id : std::string("programme"); }

/// Where a role is held is said once, by the slice that declares it.
static Done check_role(db::Session& session, std::string const& programme_id, Slices const& slices, Role const& role)
{
    auto const declared = slices.find_role(role.role);
    if (!declared || !auth::fits(declared->held, role.scope_kind))
        return fail({ 422, "field.unknown_code", "role", { { "code", role.role } } });
    if (role.scope_kind == "region" && !programme::find_region(session, programme_id, role.scope_id))
        return fail({ 422, "field.unknown_code", "region", { { "code", role.scope_id } } });
    return {};
}

static Result<Role> enter_role(db::Session& session, journal::Journal& journal, Role role)
{
    if (role.id.empty())
        role.id = new_id(journal.now());
    TRY(store::insert_role(session, journal.programme_id(), role));
    journal.add({ scope_of(role), "role", role.id, 1, journal::Operation::enter });
    touch_profile(journal, role.person_id);
    return role;
}

Result<Role> add_role(db::Session& session, journal::Journal& journal, Slices const& slices, Role role)
{
    TRY(check_role(session, journal.programme_id(), slices, role));
    return enter_role(session, journal, std::move(role));
}

/// In days: an absence ends.
static constexpr int longest_deputy = 366;

Result<Role> add_deputy(
    db::Session& session, journal::Journal& journal, Role const& role, std::string const& deputy, std::string const& starts_on, std::string const& ends_on)
{
    if (role.person_id == deputy)
        return fail({ 422, "people.own_deputy", "deputy" });
    if (!is_day(starts_on) || !is_day(ends_on))
        return fail({ 422, "field.not_a_day", is_day(starts_on) ? "ends_on" : "starts_on" });
    if (ends_on > add_days(journal.today(), longest_deputy))
        return fail({ 422, "field.in_future", "ends_on" });
    bool while_hers = starts_on >= role.starts_on && (!role.ends_on || ends_on <= *role.ends_on);
    if (ends_on < starts_on || !while_hers)
        return fail({ 422, "people.deputy_days", "ends_on" });
    if (!store::language_of(session, journal.programme_id(), deputy))
        return fail({ 422, "record.not_found", "deputy" });
    for (auto const& known : roles_of(session, journal.programme_id(), deputy)) { // said twice
        if (known.deputy_for == role.id && known.starts_on == starts_on && known.ends_on == ends_on)
            return known;
    }
    return enter_role(session, journal, { "", deputy, role.role, role.scope_kind, role.scope_id, starts_on, ends_on, role.id });
}

Result<Role> become_mother(
    db::Session& session, journal::Journal& journal, std::string const& person_id, std::string const& group_id, std::string const& starts_on)
{
    TRY(programme::must_be_there(session, journal.programme_id(), group_id, starts_on));
    return enter_role(session, journal, { "", person_id, "mother", "group", group_id, starts_on, std::nullopt });
}

/// Her latest role in the group.
static Result<Role> role_in(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& group_id)
{
    std::optional<Role> found;
    for (auto const& role : mother_roles(session, programme_id, person_id)) {
        if (role.scope_id == group_id)
            found = role;
    }
    return found ? Result<Role>(*found) : fail({ 404, "people.not_in_group", "person_id" });
}

static Done put_end(db::Session& session, journal::Journal& journal, Role const& role, std::string const& ends_on)
{
    TRY(store::end_role(session, journal.programme_id(), role.id, ends_on));
    journal.add({ scope_of(role), "role", role.id, 2, journal::Operation::leave });
    touch_profile(journal, role.person_id);
    return {};
}

Done end_role(db::Session& session, journal::Journal& journal, Role const& role, std::string const& ends_on)
{
    if (!is_day(ends_on))
        return fail({ 422, "field.not_a_day", "ends_on" });
    if (ends_on < role.starts_on)
        return fail({ 422, "people.role_days", "ends_on" });
    return put_end(session, journal, role, ends_on);
}

static Done end_mothers_role(db::Session& session, journal::Journal& journal, Role const& role, std::string const& ends_on, std::string const& act)
{
    TRY(put_end(session, journal, role, ends_on));
    auto ended = role;
    ended.ends_on = ends_on;
    return remember_role(session, journal, act, role, ended);
}

Done leave_group(db::Session& session, journal::Journal& journal, std::string const& person_id, std::string const& group_id, std::string const& left_on)
{
    auto role = TRY(role_in(session, journal.programme_id(), person_id, group_id));
    if (role.ends_on)
        return *role.ends_on == left_on ? Done() : fail({ 409, "people.already_left", "person_id" });
    if (left_on < role.starts_on)
        return fail({ 422, "people.left_before_joined", "left_on" });
    return end_mothers_role(session, journal, role, left_on, "left");
}

Done move_to_group(db::Session& session, journal::Journal& journal, std::string const& person_id, std::string const& from_group, std::string const& to_group,
    std::string const& moved_on)
{
    if (from_group == to_group)
        return fail({ 422, "people.same_group", "to_group_id" });
    if (!programme::has_group(session, journal.programme_id(), to_group))
        return fail({ 422, "record.not_found", "to_group_id" });
    auto role = TRY(role_in(session, journal.programme_id(), person_id, from_group));
    if (role.ends_on) {
        auto moved = latest_move(session, journal.programme_id(), person_id); // said once more, it changes nothing
        bool same = moved && moved->from.id == role.id && moved->to.scope_id == to_group && moved->to.starts_on == moved_on;
        return same ? Done() : fail({ 409, "people.already_left", "person_id" });
    }
    if (moved_on <= role.starts_on)
        return fail({ 422, "people.left_before_joined", "moved_on" });
    TRY(end_mothers_role(session, journal, role, add_days(moved_on, -1), "moved"));
    auto added = TRY(become_mother(session, journal, person_id, to_group, moved_on));
    return remember_role(session, journal, "moved", std::nullopt, added);
}

Done end_group(db::Session& session, journal::Journal& journal, std::string const& group_id, std::string const& day, std::vector<std::string> const& successors)
{
    auto const& programme_id = journal.programme_id();
    if (!is_day(day))
        return fail({ 422, "field.not_a_day", "starts_on" });
    if (day > latest_day(journal.today())) // until then her own group must be able to act for her
        return fail({ 422, "field.in_future", "starts_on" });
    auto const mothers = mothers_on(session, programme_id, group_id, day);
    TRY(programme::end_group(session, journal, group_id, day, successors));
    if (successors.size() > 1 && !mothers.empty())
        return fail({ 409, "people.group_has_mothers", "successors", { { "count", std::to_string(mothers.size()) } } });
    for (auto const& person_id : mothers) {
        auto const role = TRY(role_in(session, programme_id, person_id, group_id));
        if (role.ends_on || role.starts_on >= day) // said for days to come: a person looks at it
            return fail({ 409, "people.group_has_mothers", "successors", { { "count", "1" } } });
        TRY(successors.empty() ? leave_group(session, journal, person_id, group_id, add_days(day, -1))
                               : move_to_group(session, journal, person_id, group_id, successors.front(), day));
    }
    return {};
}

Done revoke_phones(db::Session& session, journal::Journal& journal, std::string const& person_id)
{
    for (auto const& device : store::devices_of(session, journal.programme_id(), person_id)) {
        TRY(store::revoke_device(session, journal.programme_id(), device.id, journal.today()));
        if (!device.revoked_on)
            phone_changed(journal, person_id, device.id, journal::Operation::leave);
    }
    TRY(links::revoke(session, journal, person_id, phone_links));
    touch_profile(journal, person_id);
    return {};
}

Done erase_person(db::Session& session, journal::Journal& journal, Slices const& slices, std::string const& person_id)
{
    if (!store::language_of(session, journal.programme_id(), person_id))
        return fail(not_found());
    return slices.forget_person(session, journal, person_id);
}

std::string address_of(std::string_view typed) { return lower_ascii(i18n::tidied(typed)); }

std::optional<std::string> person_with_email(db::Session& session, auth::Vault const& vault, std::string const& programme_id, std::string const& email)
{
    auto const accounts = store::accounts_with_email(session, vault.blind_index(address_of(email)), programme_id);
    return accounts.empty() ? std::nullopt : std::optional(accounts.front().person_id);
}

/// Signs, not bytes; no recipe (docs/security_asvs.md, 2.1).
static Done check_password(std::string const& password)
{
    if (length_of(password) < 12)
        return fail({ 422, "field.too_short", "password", { { "least", "12" } } });
    if (length_of(password) > 128)
        return fail({ 422, "field.too_long", "password", { { "most", "128" } } });
    return {};
}

Result<std::string> hash_of_new(std::string const& password)
{
    TRY(check_password(password));
    return auth::hash_password(i18n::composed(password));
}

/// To which the sealed address is bound.
static std::string email_place(std::string const& programme_id, std::string const& person_id) { return programme_id + "/account/" + person_id + "/email"; }

Done add_account(db::Session& session, journal::Journal& journal, auth::Vault const& vault, Account const& account)
{
    auto email = address_of(account.email);
    if (email.find('@') == std::string::npos || email.size() > 254)
        return fail({ 422, "field.not_text", "email" });
    auto const hash = TRY(hash_of_new(account.password));
    auto const index = vault.blind_index(email);
    auto done = store::insert_account(session, journal.programme_id(), account.person_id,
        vault.seal(email, email_place(journal.programme_id(), account.person_id)), index, hash, journal.now());
    if (!done && done.error().key == "record.exists")
        return fail({ 409, "people.email_taken", "email" });
    TRY(done);
    return store::count_accounts_of(session, index);
}

Result<links::Made> add_account_by_link(db::Session& session, journal::Journal& journal, auth::Vault const& vault, Account account)
{
    account.password = auth::new_token();
    TRY(add_account(session, journal, vault, account));
    return links::make(session, journal, password_links.front(), account.person_id);
}

Done set_password(db::Session& session, journal::Journal& journal, std::string const& person_id, std::string const& password_hash)
{
    auto const& programme_id = journal.programme_id();
    if (!TRY(store::update_password(session, programme_id, person_id, password_hash)))
        return fail({ 404, "record.not_found", "email" });
    journal.add({ "person:" + person_id, "account", person_id });
    TRY(store::close_own_phones(session, programme_id, person_id));
    TRY(links::revoke(session, journal, person_id, std::span(phone_links).last<1>()));
    TRY(links::revoke(session, journal, person_id, password_links));
    return store::delete_sessions_of(session, programme_id, person_id);
}

Result<links::Made> link_to_new_password(db::Session& session, journal::Journal& journal, std::string const& person_id)
{
    if (!store::account_of(session, journal.programme_id(), person_id))
        return fail({ 404, "record.not_found", "email" });
    TRY(links::revoke(session, journal, person_id, password_links));
    journal.add({ "person:" + person_id, "account", person_id });
    return links::make(session, journal, password_links.back(), person_id);
}

Result<std::optional<std::string>> email_of(db::Session& session, auth::Vault const& vault, std::string const& programme_id, std::string const& person_id)
{
    auto const sealed = store::sealed_email_of(session, programme_id, person_id);
    if (!sealed)
        return std::optional<std::string>();
    return std::optional(TRY(vault.open_field(*sealed, email_place(programme_id, person_id))));
}

} // namespace bydel::people
